"""Packing lists and labels of a part of a regency, without any plan."""

import pytest
from pypdf import PdfReader

from sampai.documents import write_packing
from sampai.documents.papers import CHAPTERS
from sampai.documents.papers.material import ground, material
from sampai.documents.papers.packing import labels, packing_pages
from sampai.election import load_regulation


@pytest.fixture(scope="module")
def regulation(dataset):
    return load_regulation(dataset.settings.regulation)


def stations(dataset, regulation, area):
    source = ground(dataset, regulation, "en", area)
    return [page["code"] for page in packing_pages(source)]


def owners(dataset, regulation, area):
    """Whose labels they are: the part of the mark that names it."""
    sheets = labels(ground(dataset, regulation, "en", area))
    return [label["code"].split("/")[2] for s in sheets for label in s]


def test_without_an_area_it_is_what_the_papers_of_a_plan_have(
    dataset, operation, regulation
):
    whole = ground(dataset, regulation, "en")
    planned = material(dataset, operation, regulation, "en")
    assert packing_pages(whole) == CHAPTERS["packing"](planned)
    assert labels(whole) == CHAPTERS["labels"](planned)


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        (None, ["B.001", "F.001", "N.001"]),
        ("HUB", ["B.001", "F.001", "N.001"]),
        ("V.NEAR", ["N.001"]),
        ("N.001", ["N.001"]),
        ("DEPOT", []),
    ],
)
def test_an_area_has_the_lists_of_its_own_tps(
    area, expected, dataset, regulation
):
    assert stations(dataset, regulation, area) == expected


def test_labels_of_a_tps_are_its_boxes_and_its_bag(dataset, regulation):
    """Two contests and one bag; the district's own boxes are elsewhere."""
    assert owners(dataset, regulation, "N.001") == ["N.001"] * 3


def test_labels_of_a_district_have_its_own_boxes_first(dataset, regulation):
    found = owners(dataset, regulation, "HUB")
    assert found[:2] == ["HUB", "HUB"]
    assert len(found) == 2 + 3 * 3


def test_no_such_place_is_refused(dataset, regulation):
    with pytest.raises(KeyError):
        ground(dataset, regulation, "en", "NOWHERE")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_same_data_give_the_same_bytes(dataset, language, tmp_path):
    first, again = tmp_path / "a.pdf", tmp_path / "b.pdf"
    write_packing(dataset, first, language, "V.NEAR")
    write_packing(dataset, again, language, "V.NEAR")
    assert first.read_bytes() == again.read_bytes()
    pages = [page.extract_text() for page in PdfReader(first).pages]
    assert len(pages) == 2
    assert all("N.001" in page for page in pages)
    assert not any("F.001" in page or "DRA" in page for page in pages)


def test_one_chapter_is_had_alone_and_a_draft_says_so(dataset, tmp_path):
    path = tmp_path / "labels.pdf"
    write_packing(dataset, path, "id", "N.001", ["labels"], is_draft=True)
    (page,) = PdfReader(path).pages
    text = page.extract_text()
    assert "DRAF" in text
    assert "sampai:box/tiny/N.001/OUT/" in text
