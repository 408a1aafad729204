"""Only https, only hosts of the dataset, only public addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.stores.addresses import is_public, refusal

HOSTS = ("api.bmkg.go.id", "www.bmkg.go.id")


def test_an_address_of_a_host_of_the_dataset_may_be_asked():
    assert refusal("https://www.bmkg.go.id/a?b=c", HOSTS) is None
    assert refusal("https://www.bmkg.go.id:443/", HOSTS) is None


@pytest.mark.parametrize(
    ("address", "hosts", "message"),
    [
        (
            "http://www.bmkg.go.id/a",
            HOSTS,
            (
                "sources: found 'http://www.bmkg.go.id/a', expected an"
                " address that begins with https://. Use https, so that"
                " nobody can change it on its way."
            ),
        ),
        (
            "https://elsewhere.example/a",
            HOSTS,
            (
                "sources: found 'https://elsewhere.example/a', expected a"
                " host of the dataset (api.bmkg.go.id or www.bmkg.go.id)."
                " Add 'elsewhere.example' to sources.hosts of dataset.toml,"
                " or give a file."
            ),
        ),
        (
            "https://www.bmkg.go.id/a",
            (),
            (
                "sources: found 'https://www.bmkg.go.id/a', expected a host"
                " of the dataset (none, as the dataset has it). Add"
                " 'www.bmkg.go.id' to sources.hosts of dataset.toml, or give"
                " a file."
            ),
        ),
        (
            "https://www.bmkg.go.id:8443/",
            HOSTS,
            (
                "sources: found 'https://www.bmkg.go.id:8443/', expected an"
                " address without password and port. Delete them."
            ),
        ),
        (
            "https://a:b@www.bmkg.go.id/",
            HOSTS,
            (
                "sources: found 'https://a:b@www.bmkg.go.id/', expected an"
                " address without password and port. Delete them."
            ),
        ),
        (
            "https://[::1",
            HOSTS,
            (
                "sources: found 'https://[::1', expected an address. Correct"
                " the address."
            ),
        ),
    ],
)
def test_another_address_is_refused_with_how_to_mend_it(
    address, hosts, message
):
    assert str(refusal(address, hosts)) == message


@pytest.mark.parametrize(
    "address",
    [
        *("file:///etc/passwd", "ftp://www.bmkg.go.id/", "https:///a"),
        *("https://www.bmkg.go.id.evil.example/", "https://127.0.0.1/"),
        *("https://www.bmkg.go.id@evil.example/", "https://localhost/"),
        *("https://www.bmkg.go.id./", "https://\ud800/", "://"),
    ],
)
def test_what_only_looks_like_a_host_is_refused(address):
    assert refusal(address, HOSTS) is not None


@given(st.text())
def test_any_text_is_allowed_or_refused(text):
    refusal(text, HOSTS)
    assert refusal(f"https://{text}", ()) is not None


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"]
)
def test_public_addresses_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "0.0.0.1", "255.255.255.255"),
        *("224.0.0.1", "240.0.0.1", "192.0.2.1", "198.18.0.1"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:93.184.216.34", "2001:db8::1"),
        *("2002:7f00:1::", "2001:0:7f00:1::", "64:ff9b::7f00:1", "", "a"),
    ],
)
def test_private_local_and_disguised_addresses_are_not(address):
    assert not is_public(address)
