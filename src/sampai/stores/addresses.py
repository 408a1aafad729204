"""Which addresses may be asked: https, a host of the dataset, public."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

from sampai.errors import Fault
from sampai.tables.wording import listed, quoted

HTTPS_PORT = 443
# A network without IPv4 writes the IPv4 address into the end of one of
# these; what stands there must be public too.
NAT64 = IPv6Network("64:ff9b::/96")


def refusal(address: str, hosts: Sequence[str]) -> Fault | None:
    """
    Tell why an address may not be asked.

    Parameters
    ----------
    address
        Address with its scheme.
    hosts
        Hosts that the dataset names.

    Returns
    -------
    Fault or None
        With how to mend it, ``None`` where it may be asked.
    """
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError):
        return _fault(address, "an address", "Correct the address.")
    if url.scheme != "https":
        return _fault(
            address,
            "an address that begins with https://",
            "Use https, so that nobody can change it on its way.",
        )
    if url.userinfo or url.port not in {None, HTTPS_PORT}:
        return _fault(
            address,
            "an address without password and port",
            "Delete them.",
        )
    if url.host in hosts:
        return None
    known = listed(tuple(hosts)) if hosts else "none, as the dataset has it"
    return _fault(
        address,
        f"a host of the dataset ({known})",
        f"Add {quoted(url.host)} to sources.hosts of dataset.toml, or give"
        " a file.",
    )


def _fault(address: str, expected: str, remedy: str) -> Fault:
    return Fault(
        file="sources",
        found=quoted(address),
        expected=expected,
        remedy=remedy,
    )


def is_public(address: str) -> bool:
    """
    Tell whether an address lies in the public Internet.

    Parameters
    ----------
    address
        IPv4 or IPv6 address in digits.

    Returns
    -------
    bool
        False for private, local, multicast and reserved ones, and for those
        that carry another address within.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found in NAT64:
        found = IPv4Address(found.packed[-4:])
    if isinstance(found, IPv6Address) and (found.sixtofour or found.teredo):
        return False
    return found.is_global and not found.is_multicast and not found.is_reserved
