"""Papers say what the plan says, to the right people, in both languages."""

import json

import pytest
import typst

from sampai.documents import write_papers
from sampai.documents.papers import CHAPTERS
from sampai.documents.papers.material import material
from sampai.documents.papers.writing import TEMPLATES, paper_data
from sampai.election import load_regulation


@pytest.fixture(scope="module")
def source(dataset, operation):
    regulation = load_regulation(dataset.settings.regulation)
    return material(dataset, operation, regulation, "en")


@pytest.fixture(scope="module")
def chapters(source):
    data = paper_data(source, CHAPTERS)
    return {chapter["name"]: chapter["pages"] for chapter in data["chapters"]}


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_same_plan_gives_the_same_bytes(
    dataset, operation, language, tmp_path
):
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    write_papers(dataset, operation, first, language)
    write_papers(dataset, operation, second, language)
    assert first.read_bytes().startswith(b"%PDF")
    assert first.read_bytes() == second.read_bytes()


def test_one_chapter_can_be_had_alone(dataset, operation, tmp_path):
    whole, part = tmp_path / "a.pdf", tmp_path / "b.pdf"
    write_papers(dataset, operation, whole, "id")
    write_papers(dataset, operation, part, "id", only=["labels"])
    assert part.stat().st_size < whole.stat().st_size


def test_every_chapter_names_its_recipient_on_every_page(chapters):
    for name, pages in chapters.items():
        if name != "labels":
            assert all(page["recipient"] for page in pages)


def test_the_headings_reach_the_page(source):
    data = paper_data(source, ["timetable", "manifest"])
    found = typst.query(
        str(TEMPLATES / "main.typ"),
        "heading.where(level: 2)",
        field="body",
        sys_inputs={"data": json.dumps(data)},
    )
    assert "Only district district" in found
    assert "V.NEAR" not in found


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
    assert ballots["counts"] == ["410", "410"]
    assert [row["code"] for row in page["outside"]] == ["BTH", "OUT"]


def test_labels_of_one_tps_stay_on_one_sheet(chapters):
    districts, stations = chapters["labels"]
    assert [label["count"] for label in districts] == [
        *("box 1 of 2", "box 2 of 2")
    ]
    assert len(stations) == 9
    assert len({label["code"] for label in stations}) == 9
