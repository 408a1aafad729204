"""A list of alerts gives the addresses to follow."""

import os
from pathlib import Path

import pytest

from sampai.conditions.outlook import read_feed
from tests.conditions.outlook.sources import FOLDER, refused

FEED = (FOLDER / "feed.xml").read_text(encoding="utf-8")


def test_links_of_the_items_are_taken_each_once():
    doubled = FEED.replace(
        "</channel>", "<item><link>b</link></item></channel>"
    )
    doubled = doubled.replace(
        "</channel>", "<item><link>b</link></item></channel>"
    )
    assert read_feed("feed.xml", doubled.encode()).links == (
        "https://www.bmkg.go.id/alerts/nowcast/id/one_alert.xml",
        "https://elsewhere.example/two_alert.xml",
        "b",
    )


def test_a_list_of_no_alerts_is_no_fault():
    data = b"<rss><channel><title>none</title></channel></rss>"
    assert read_feed("feed.xml", data).links == ()


def test_an_item_without_link_is_refused():
    data = b"<rss><channel><item><title>a</title></item></channel></rss>"
    assert refused(lambda: read_feed("feed.xml", data)) == (
        "feed.xml, column 'rss.channel[0].item[0].link': found nothing,"
        " expected one line of text. Correct the value, or fetch the file"
        " anew."
    )


@pytest.mark.parametrize("data", [b"<a/>", b"<rss/>"])
def test_another_schema_is_refused(data):
    assert refused(lambda: read_feed("feed.xml", data)) == (
        "feed.xml, column 'rss': found another schema, expected BMKG's list"
        " of alerts: rss, channel and its items. Fetch the list anew."
    )


def test_the_sample_of_bmkg_has_three_alerts():
    folder = os.environ.get("SAMPAI_SAMPLES")
    if folder is None:
        pytest.skip("SAMPAI_SAMPLES is not set: no folder of samples to read")
    data = (Path(folder) / "bmkg_rss_active.xml").read_bytes()
    assert len(read_feed("rss", data).links) == 3
