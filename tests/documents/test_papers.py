"""Papers say what the plan says, to the right people, in both languages."""

import io

import pytest
from pypdf import PdfReader

from sampai.documents import write_papers
from sampai.documents.papers import CHAPTERS
from sampai.documents.papers.material import material
from sampai.documents.papers.setting import join, page_count
from sampai.election import load_regulation


@pytest.fixture(scope="module")
def source(dataset, operation):
    regulation = load_regulation(dataset.settings.regulation)
    return material(dataset, operation, regulation, "en")


@pytest.fixture(scope="module")
def chapters(source):
    return {name: make(source) for name, make in CHAPTERS.items()}


@pytest.fixture(scope="module")
def files(dataset, operation, tmp_path_factory):
    folder = tmp_path_factory.mktemp("papers")
    for language in ("id", "en"):
        path = folder / f"{language}.pdf"
        write_papers(dataset, operation, path, language)
    return folder


def pages_of(path):
    return [page.extract_text() for page in PdfReader(path).pages]


def test_the_same_plan_gives_the_same_bytes(
    dataset, operation, files, tmp_path
):
    again = tmp_path / "again.pdf"
    write_papers(dataset, operation, again, "id")
    assert again.read_bytes().startswith(b"%PDF")
    assert again.read_bytes() == (files / "id.pdf").read_bytes()


def test_every_chapter_names_its_recipient_on_every_page(chapters):
    for name, pages in chapters.items():
        if name != "labels":
            assert all(page["recipient"] for page in pages)


def test_every_page_is_restricted_and_says_for_whom(files):
    for text in pages_of(files / "id.pdf"):
        assert "TERBATAS" in text
        assert "Penerima:" in text
    for text in pages_of(files / "en.pdf"):
        assert "RESTRICTED" in text
        assert "Recipient:" in text


def test_what_the_plan_says_reaches_the_page(files):
    whole = " ".join(pages_of(files / "en.pdf"))
    assert "Trip O1: Pickup pickup-1" in whole
    assert "sampai:handover/tiny/O1/1/" in whole
    assert "sampai:box/tiny/N.001/bupati/" in whole


def test_one_chapter_can_be_had_alone_and_the_cover_counts_it(
    dataset, operation, tmp_path
):
    path = tmp_path / "papers.pdf"
    write_papers(dataset, operation, path, "en", only=["station"])
    cover, *rest = pages_of(path)
    assert "3 TPS 3" in " ".join(cover.split())
    assert "1 / 3" in rest[0]


def test_joined_parts_keep_their_bookmarks(files):
    path = files / "en.pdf"
    first = PdfReader(path).outline[0]
    assert first.title == "Timetable per place"
    again = join([path.read_bytes()], "title")
    assert page_count(again) == page_count(path.read_bytes())
    assert PdfReader(io.BytesIO(again)).metadata.title == "title"


def test_a_place_has_its_calls_and_the_way_to_its_tps(chapters):
    pages = {page["title"]: page for page in chapters["timetable"]}
    near = pages["Near village, Only district district"]
    assert near["recipient"] == "PPS Near, Only district district"
    out, back = near["rows"]
    assert (out["trip"], out["handover"], out["off"]) == (
        *("O2", "09.28\N{EN DASH}09.45"),
        [2, 4, 1],
    )
    assert (back["trip"], back["on"]) == ("R1", [2, 0, 0])
    (station,) = near["stations"]
    assert station["delivered"] == "H-2 Mon 25/11 09.45"
    assert station["out"] == "H-1 08.00\N{EN DASH}08.04"


def test_a_hub_hears_of_what_goes_past_it(chapters):
    """M1 and M2 bring the beach village's goods from the trailhead."""
    pages = {page["title"]: page for page in chapters["timetable"]}
    direct = pages["Only district district"]["direct"]
    assert [row["trip"] for row in direct] == ["M1", "M2"]


def test_a_manifest_counts_what_its_vehicle_carries(chapters):
    first = next(page for page in chapters["manifest"] if page["id"] == "O1")
    assert first["total"] == ["8", "12", "3", "840", "102.0"]
    assert first["capacity"].startswith("840 of 1,000 litres (84.0")
    assert [row["off_at"] for row in first["loads"]] == ["1", "1", "1", "2"]
    assert first["overnight"].startswith("Only district district (")
    assert first["lines"].count("Names and numbers of escorts") == 2


def test_a_vehicle_of_the_same_kind_is_the_reserve_where_one_is_free(
    chapters,
):
    reserve = {page["id"]: page["reserve"] for page in chapters["manifest"]}
    assert reserve["O1"].startswith("All of this kind are in use")
    assert reserve["M1"].startswith("All of this kind are in use")


def test_every_handover_on_the_way_has_a_form_of_its_own(chapters):
    forms = chapters["handover"]
    numbers = [form["number"] for form in forms]
    assert len(set(numbers)) == len(numbers)
    assert numbers[0].startswith("sampai:handover/tiny/")
    exchange = next(
        f for f in forms if f["number"].split("/")[2:4] == ["O1", "2"]
    )
    assert exchange["place"] == "Trailhead, Only district district"
    assert exchange["off_total"] == [2, 4, 1]


def test_a_packer_sees_what_goes_in_which_box(chapters):
    page = next(p for p in chapters["packing"] if p["code"] == "N.001")
    ballots = next(row for row in page["in_boxes"] if row["code"] == "BAL")
    assert ballots["counts"] == ["410 sheets", "410 sheets"]
    assert [row["code"] for row in page["outside"]] == ["BTH", "OUT"]


def test_labels_of_one_tps_stay_on_one_sheet(chapters):
    districts, stations = chapters["labels"]
    assert [label["count"] for label in districts] == [
        *("box 1 of 2", "box 2 of 2")
    ]
    assert len(stations) == 9
    assert len({label["code"] for label in stations}) == 9
