"""BMKG's list of the alerts in force, as RSS."""

from dataclasses import dataclass

from sampai.conditions.outlook.json_tree import raise_any
from sampai.conditions.outlook.markup import Part, load_xml

RSS = "BMKG's list of alerts: rss, channel and its items"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """
    Addresses of the alerts in force.

    Parameters
    ----------
    links
        Each once, in the order of the list.
    """

    links: tuple[str, ...]


def read_feed(name: str, data: bytes) -> Feed:
    """
    Read a list of alerts.

    Parameters
    ----------
    name
        Name of the file or address.
    data
        Its bytes.

    Returns
    -------
    Feed
        Addresses to follow; none where no alert is in force.

    Raises
    ------
    DatasetError
        With every fault, when there is any.
    """
    root = load_xml(name, data)
    top = Part(file=name, path="rss", element=root, faults=[])
    channels = list(top.parts("channel")) if root.tag == "rss" else []
    if len(channels) != 1:
        top.refuse("", RSS, "Fetch the list anew.", "another schema")
    links = [
        item.needed("link")
        for channel in channels
        for item in channel.parts("item")
    ]
    raise_any(top.faults)
    return Feed(links=tuple(dict.fromkeys(links)))
