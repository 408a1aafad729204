"""The report page: whole in one file, in both languages, twice the same."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sampai.documents.journeys import journeys
from sampai.documents.names import names_of
from sampai.documents.report import write_report
from sampai.documents.report.gantt import LABEL_WIDTH, draw_gantt
from sampai.documents.report.picture import draw_map, projection_of
from sampai.tables import Dataset, Operation

VOID = {"meta", "input", "br", "link", "path", "rect", "circle", "line"}


class Page(HTMLParser):
    """Collect the ids and links of a page, and whether its tags match."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []

    def handle_starttag(
        self, tag: str, attrs: list[tuple[str, str | None]]
    ) -> None:
        held = dict(attrs)
        if held.get("id"):
            self.ids.append(str(held["id"]))
        if held.get("href"):
            self.links.append(str(held["href"]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.fixture(scope="module", params=["id", "en"])
def page(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    dataset: Dataset,
    operation: Operation,
) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    write_report(dataset, operation, path, request.param)
    return path.read_text(encoding="utf-8")


def test_every_tag_is_closed_and_every_link_leads_somewhere(
    page: str,
) -> None:
    parsed = Page()
    parsed.feed(page)
    assert parsed.open == []
    assert len(set(parsed.ids)) == len(parsed.ids)
    missing = {link[1:] for link in parsed.links} - set(parsed.ids)
    assert missing == set()


def test_nothing_is_fetched_from_anywhere(page: str) -> None:
    assert not re.findall(r"\bsrc=|url\(", page)
    assert not re.findall(r"href=\"(?!#)", page)
    assert "@import" not in page
    assert not re.findall(r"https?://", page)


def test_the_page_says_that_it_is_restricted(page: str) -> None:
    assert ("TERBATAS" in page) != ("RESTRICTED" in page)


def test_the_same_plan_gives_the_same_page(
    tmp_path: Path, dataset: Dataset, operation: Operation
) -> None:
    for name in ("one", "two"):
        write_report(dataset, operation, tmp_path / name, "id")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_language_without_texts_is_refused(
    tmp_path: Path, dataset: Dataset, operation: Operation
) -> None:
    with pytest.raises(ValueError, match="no texts in 'jv'"):
        write_report(dataset, operation, tmp_path / "report.html", "jv")


def test_every_trip_is_on_the_map_and_in_the_timetable(
    dataset: Dataset, operation: Operation
) -> None:
    names = names_of(dataset, "en")
    trips = journeys(dataset, operation)
    ids = set(operation.trips["trip_id"])
    drawn = draw_map(dataset, names, trips)
    assert {trip["id"] for trip in drawn["trips"]} == ids
    assert drawn["vehicles"] == [
        "Pickup pickup-1",
        "Trail motorcycle trail-1",
        "Trail motorcycle trail-2",
    ]
    days = draw_gantt(names, trips, [])
    bars = {
        bar["id"]
        for day in days
        for row in day["rows"]
        for bar in row["trips"]
    }
    assert bars == ids


def test_a_bar_stands_at_its_hour(
    dataset: Dataset, operation: Operation
) -> None:
    """40 units an hour from the labels on; 07:30 is 300 units along."""
    names = names_of(dataset, "en")
    trips = journeys(dataset, operation)
    first = min(trips, key=lambda journey: journey.trip["load_at"])
    local = names.words.local(first.trip["load_at"])
    bar = draw_gantt(names, trips, [])[0]["rows"]
    lefts = {one["x"] for row in bar for one in row["trips"]}
    hours = local.hour + local.minute / 60 + local.second / 3600
    assert round(LABEL_WIDTH + 40 * hours, 1) in lefts


def test_north_is_up_and_east_is_right() -> None:
    projection = projection_of([(-5.0, 103.0), (-6.0, 104.0)])
    west, top = projection.point(-5.0, 103.0)
    east, bottom = projection.point(-6.0, 104.0)
    assert (west, top) == (20.0, 20.0)
    assert east == 980.0
    assert bottom > top
