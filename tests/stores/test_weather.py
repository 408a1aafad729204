"""Files and addresses become one outlook, or all their faults at once."""

import json
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sampai.conditions.outlook import Outlook
from sampai.errors import DatasetError
from sampai.stores import gather_outlook
from sampai.stores.cache import Cache
from tests.conditions.outlook.sources import (
    ALERT,
    FOLDER,
    changed,
    refused,
    wib,
)
from tests.stores.network import HOST, fetcher, silent, streamed

NOW = wib(24, 7)
FORECAST = str(FOLDER / "forecast.json")
FEED = f"https://{HOST}/rss.xml"
ONE = f"https://{HOST}/alerts/nowcast/id/one_alert.xml"


@pytest.fixture
def gather(pesisir_barat, tmp_path):
    """Gather at seven in the morning, by default without a network."""

    def gathering(*names: str, handler=silent, **changes) -> Outlook:
        arguments = {
            "cache": tmp_path / "copies",
            "now": NOW,
            "fetcher": fetcher(handler),
            **changes,
        }
        return gather_outlook(pesisir_barat, names, **arguments)

    return gathering


def told(outlook: Outlook) -> list[str]:
    return [str(caution) for caution in outlook.cautions]


def serving(**files: bytes):
    """Answer with a file by the last part of the path."""

    def handler(request: httpx.Request) -> httpx.Response:
        name = request.url.path.rpartition("/")[2].partition(".")[0]
        body = files.get(name)
        return streamed(body or b"", 200 if body else 404)

    return handler


def test_every_kind_of_file_is_recognised_by_what_it_holds(gather, tmp_path):
    names = []
    for at, path in enumerate(sorted(FOLDER.iterdir())):
        if path.name != "feed.xml":
            names.append(str(tmp_path / f"{at}.dat"))
            Path(names[-1]).write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    outlook = gather(*names)
    assert [one.day for one in outlook.rains] == [-3, -2]
    assert [one.day for one in outlook.waves] == [-3, -2]
    assert [one.identifier for one in outlook.alerts] == ["made.up.1"]
    assert outlook.cautions == ()


def test_nothing_asked_for_gives_an_empty_outlook(gather):
    assert gather() == Outlook.nothing()


def test_the_newest_issue_of_two_files_wins(gather, tmp_path):
    def newer(tree):
        for day in tree["data"][0]["cuaca"]:
            for slot in day:
                slot.update(tp=1, analysis_date="2024-11-23T18:00:00")

    path = tmp_path / "newer.json"
    path.write_bytes(changed("forecast.json", newer))
    outlook = gather(str(path), FORECAST)
    assert [one.rain_mm for one in outlook.rains] == [8, 8]


def test_a_source_older_than_a_day_is_told_with_its_age(gather):
    """It was issued on 23 November at 19 h."""
    assert gather(FORECAST, now=wib(24, 19)).cautions == ()
    assert told(gather(FORECAST, now=wib(24, 20))) == [
        "forecast.json: was issued 25 h ago; there should be a newer one."
    ]


def test_a_source_that_does_not_tell_its_issue_is_told(gather, tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(changed("waters.json", lambda tree: tree.pop("issued")))
    assert told(gather(str(path))) == [
        "a.json: does not tell when it was issued; it may be old."
    ]


def test_what_was_fetched_is_used_again_without_a_network(gather):
    address = f"https://{HOST}/forecast.json"
    body = Path(FORECAST).read_bytes()
    outlook = gather(address, handler=serving(forecast=body))
    assert len(outlook.rains) == 2
    later = gather(address, now=NOW + timedelta(hours=5))
    assert len(later.rains) == 2
    assert told(later) == [
        (
            "https://www.bmkg.go.id/forecast.json: fetched 5 h ago, no"
            " network now; the last copy is used."
        )
    ]


def test_no_network_is_no_error(gather):
    outlook = gather(f"https://{HOST}/forecast.json")
    assert outlook.rains == ()
    assert told(outlook) == [
        (
            "https://www.bmkg.go.id/forecast.json: could not be fetched (no"
            " network now); planned by climate alone."
        )
    ]


def test_what_cannot_be_read_takes_no_good_copys_place(gather, tmp_path):
    address = f"https://{HOST}/forecast.json"
    body = Path(FORECAST).read_bytes()
    gather(address, handler=serving(forecast=body))
    with pytest.raises(DatasetError):
        gather(
            address,
            handler=serving(forecast=b"<html/>"),
            now=NOW + timedelta(hours=2),
        )
    copy = Cache(tmp_path / "copies").read(address)
    assert copy is not None
    assert copy.data == body


def test_links_of_a_list_are_followed_on_allowed_hosts(gather):
    feed = (FOLDER / "feed.xml").read_bytes()
    handler = serving(rss=feed, one_alert=ALERT.encode())
    outlook = gather(FEED, handler=handler)
    assert [one.source for one in outlook.alerts] == [ONE]
    assert told(outlook) == [
        (
            "https://www.bmkg.go.id/rss.xml: a link leads to"
            " 'https://elsewhere.example/two_alert.xml'; sources.hosts does"
            " not allow it, so it is not followed."
        )
    ]


def test_a_list_in_a_file_is_followed_too(gather):
    handler = serving(one_alert=ALERT.encode())
    outlook = gather(str(FOLDER / "feed.xml"), handler=handler)
    assert len(outlook.alerts) == 1


def test_thirty_links_are_followed_and_no_more(gather):
    items = "".join(
        f"<item><link>https://{HOST}/{at}.xml</link></item>"
        for at in range(40)
    )
    feed = f"<rss><channel>{items}</channel></rss>".encode()
    asked: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        rss = request.url.path == "/rss.xml"
        return streamed(feed if rss else ALERT.encode())

    outlook = gather(FEED, handler=handler)
    assert len(asked) == 31
    assert len(outlook.alerts) == 1
    assert told(outlook) == [
        (
            "https://www.bmkg.go.id/rss.xml: 40 links; only the first 30 are"
            " followed."
        )
    ]


def test_a_list_within_a_list_is_not_followed(gather):
    feed = (
        f"<rss><channel><item><link>{FEED}?2</link></item></channel></rss>"
    ).encode()
    assert gather(FEED, handler=lambda _: streamed(feed)) == Outlook()


def test_a_cancel_in_another_file_ends_an_alert(gather, tmp_path):
    cancel = (
        ALERT.replace(">made.up.1<", ">made.up.2<")
        .replace(">Alert<", ">Cancel<")
        .replace(
            "<info>",
            "<references>made.up@sampai.example,made.up.1,"
            "2024-11-24T12:50:00+07:00</references><info>",
        )
    )
    path = tmp_path / "cancel.xml"
    path.write_text(cancel, encoding="utf-8")
    outlook = gather(str(path), str(FOLDER / "alert.xml"))
    assert outlook.alerts == ()
    assert told(outlook) == [
        (
            "alert.xml: the alert made.up.1 was cancelled by cancel.xml; it"
            " is not used."
        )
    ]


def test_rehearsals_are_used_where_they_are_asked_for(gather, tmp_path):
    path = tmp_path / "a.xml"
    path.write_text(ALERT.replace("Actual", "Exercise"), encoding="utf-8")
    assert gather(str(path)).alerts == ()
    assert len(gather(str(path), exercise=True).alerts) == 1


def test_all_faults_of_all_sources_are_told_at_once(gather, tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_bytes(
        changed(
            "forecast.json",
            lambda tree: tree["data"][0]["cuaca"][0][0].update(tp=-1),
        )
    )
    other = tmp_path / "other.txt"
    other.write_text("hello", encoding="utf-8")
    names = (
        str(bad),
        "http://www.bmkg.go.id/a",
        "https://evil.example/a",
        str(tmp_path / "missing.json"),
        str(other),
        str(tmp_path),
    )
    assert refused(lambda: gather(*names)).split("\n") == [
        (
            "bad.json, column 'data[0].cuaca[0][0].tp': found '-1', expected"
            " a number from 0 to 500 mm. Correct the value, or fetch the"
            " file anew."
        ),
        (
            "sources: found 'http://www.bmkg.go.id/a', expected an address"
            " that begins with https://. Use https, so that nobody can"
            " change it on its way."
        ),
        (
            "sources: found 'https://evil.example/a', expected a host of the"
            " dataset (www.bmkg.go.id). Add 'evil.example' to sources.hosts"
            " of dataset.toml, or give a file."
        ),
        (
            "missing.json: found a file that cannot be read (No such file or"
            " directory), expected a readable file. Correct the path, or"
            " give an address with https."
        ),
        (
            "other.txt: found something else, expected a forecast of BMKG"
            " (JSON), an alert (CAP 1.2) or BMKG's list of alerts (RSS)."
            " Correct the path or the address."
        ),
        (
            f"{tmp_path.name}: found a file that cannot be read (Is a"
            " directory), expected a readable file. Correct the path, or"
            " give an address with https."
        ),
    ]


def test_a_file_over_two_megabytes_is_refused(gather, tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(b" " * 2_000_001)
    assert refused(lambda: gather(str(path))) == (
        "a.json: found more than 2000000 bytes, expected at most 2000000."
        " Give the file as it was fetched."
    )


def test_a_name_no_file_can_have_is_refused(gather):
    assert "a file that cannot be read" in refused(lambda: gather("a\0b"))


def test_the_hosts_of_the_dataset_are_those_that_are_asked(
    pesisir_barat, tmp_path
):
    message = refused(
        lambda: gather_outlook(
            pesisir_barat,
            ["https://evil.example/"],
            cache=tmp_path,
            now=NOW,
        )
    )
    assert "nowcasting.bmkg.go.id" in message


@given(data=st.binary() | st.sampled_from([b"{", b"<", b"<?", b"<!--", b"["]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_of_a_server_are_an_outlook_or_faults(
    pesisir_barat, tmp_path_factory, data
):
    def handler(_: httpx.Request) -> httpx.Response:
        return streamed(data)

    folder = tmp_path_factory.mktemp("copies")
    with pytest.raises(DatasetError):
        gather_outlook(
            pesisir_barat,
            [f"https://{HOST}/a"],
            cache=folder,
            now=NOW,
            fetcher=fetcher(handler),
        )
    assert list(folder.iterdir()) == []


def test_a_forecast_without_villages_is_something_else(gather, tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"data": {}}), encoding="utf-8")
    assert "found something else" in refused(lambda: gather(str(path)))


def test_what_speaks_of_the_moment_of_asking_is_written_to_no_file(
    gather, tmp_path
):
    """The same sources a month later give the same files."""
    copy = tmp_path / "old.json"
    copy.write_bytes(Path(FORECAST).read_bytes())
    outlook = gather(str(copy), ONE, now=NOW + timedelta(days=30))
    assert [caution.source for caution in outlook.cautions] == [
        ONE,
        "old.json",
    ]
    assert outlook.lasting_cautions == ()
