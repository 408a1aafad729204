"""Every fault is said in Indonesian, and what stands in a file survives."""

import re
from string import Formatter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sampai.documents.faults import (
    BLANKS,
    blanks_of,
    in_indonesian,
    in_language,
    kind_of,
    pairs,
    said,
    sentence,
    templates,
    where,
)
from sampai.errors import DatasetError, Fault
from sampai.tables import read_dataset
from sampai.tables.wording import quoted
from tests.documents.fault_texts import of_schemas, texts
from tests.tables.overlays import BROKEN, overlay

GOLDEN = BROKEN.parents[1] / "golden" / "live-state-faults.txt"
# What fills a blank of each kind when a template is tried on itself.
SAMPLES = {
    "value": "'a b'",
    "key": "'a', nothing",
    "n": "7",
    "code": "kode-7",
    "codes": "a, b or c",
    "words": "a b or c",
    "raw": "a b",
    "bare": "a b",
    "why": "a b",
    "said": "a value",
}
# Take all that follows: they stand at the end, and in no other text.
LOOSE = {"words", "raw", "bare", "why", "said"}
FAULT = Fault(
    file="tps.csv",
    row=118,
    column="voters_male",
    found="'3OO'",
    expected="a whole number from 0 to 600",
    remedy="Type the digits 300; the letter O is not a zero.",
)


def test_every_text_that_the_source_makes_is_said():
    """A new text of a fault without its Indonesian fails here."""
    found = texts()
    assert len(found) > 500
    assert [
        place
        for place, samples in found.items()
        if not any(in_indonesian(one) for one in samples)
    ] == []


def test_all_that_a_column_or_a_setting_expects_is_said():
    assert {one for one in of_schemas() if in_indonesian(one) is None} == set()


@pytest.mark.parametrize(
    "name", sorted(folder.name for folder in BROKEN.iterdir())
)
def test_every_fault_of_a_broken_dataset_is_said(name, tmp_path):
    overlay(BROKEN / name, tmp_path / name)
    with pytest.raises(DatasetError) as refused:
        read_dataset(tmp_path / name)
    for fault in refused.value.faults:
        for text in (fault.found, fault.expected, fault.remedy):
            assert in_indonesian(text), text


def test_every_fault_of_the_golden_live_states_is_said():
    lines = re.findall(
        r": found (.*), expected (.*?)\. ([A-Z].*)",
        GOLDEN.read_text(encoding="utf-8"),
    )
    assert len(lines) > 10
    for text in {text for line in lines for text in line}:
        assert in_indonesian(text), text


def test_both_sides_have_the_same_blanks():
    assert [
        english
        for english, indonesian in pairs().items()
        if sorted(blanks_of(english)) != sorted(blanks_of(indonesian))
    ] == []


def test_every_blank_is_of_a_kind_that_can_be_said():
    kinds = {kind_of(name) for one in pairs() for name in blanks_of(one)}
    assert kinds == set(BLANKS) == set(SAMPLES)


def test_no_text_stands_twice_in_the_catalogue():
    """TOML refuses it in one file; the files must not repeat each other."""
    folder = BROKEN.parents[2] / "src/sampai/documents/texts/faults"
    lines = [
        line.partition(" = ")[0]
        for file in folder.glob("*.toml")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.startswith(('"', "'"))
    ]
    assert len(lines) == len(set(lines)) == len(pairs())


@pytest.mark.parametrize("english", pairs())
def test_no_template_hides_another(english):
    """What a template was made for must not be taken by one before it."""
    indonesian = pairs()[english]
    values = {name: SAMPLES[kind_of(name)] for name in blanks_of(english)}
    told = {name: BLANKS[kind_of(name)].say(values[name]) for name in values}
    assert in_indonesian(_filled(english, values)) == _filled(indonesian, told)


@pytest.mark.parametrize(
    "outer",
    [
        one
        for one in pairs()
        if {"said", "why"} & set(map(kind_of, blanks_of(one)))
    ],
)
def test_a_text_within_another_is_not_taken_for_something_else(outer):
    hole = next(n for n in blanks_of(outer) if kind_of(n) in {"said", "why"})
    values = {name: SAMPLES[kind_of(name)] for name in blanks_of(outer)}
    for english in pairs():
        kinds = set(map(kind_of, blanks_of(english)))
        if kinds & LOOSE or english.startswith("another schema"):
            continue
        inner = {name: SAMPLES[kind_of(name)] for name in blanks_of(english)}
        values[hole] = _filled(english, inner)
        told = {one: BLANKS[kind_of(one)].say(values[one]) for one in values}
        assert in_indonesian(_filled(outer, values)) == _filled(
            pairs()[outer], told
        )


def _filled(template, values):
    return "".join(
        literal + (values[name] if name else "")
        for literal, name, *_ in Formatter().parse(template)
    )


ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(value=ANYTHING)
@example(value="it's {n}, nothing or 'that' and 50%")
@example(value="nothing")
@example(value="Pekon', a 'Way")
@example(value="Fill in the cell.")
@example(value=r"\g<value> $1 {0}")
def test_what_stands_in_a_cell_survives(value):
    shown = quoted(value)
    assert said(shown, "id") == shown
    assert said(f"the text {shown}", "id") == f"teks {shown}"
    assert said(f"{shown} again", "id") == f"{shown} lagi"
    assert (
        said(
            f"Add {shown} to sources.hosts of dataset.toml, or give a file.",
            "id",
        )
        == f"Tambahkan {shown} ke sources.hosts di dataset.toml,"
        " atau berikan sebuah berkas."
    )


@given(text=ANYTHING)
def test_an_unknown_text_stays_as_it_is(text):
    unknown = f"\N{SNOWMAN} {text} \N{SNOWMAN}"
    assert said(unknown, "id") == unknown


def test_a_fault_keeps_its_place_and_its_numbers():
    assert in_language(FAULT, "id") == Fault(
        file="tps.csv",
        row=118,
        column="voters_male",
        found="'3OO'",
        expected="bilangan bulat dari 0 sampai 600",
        remedy="Ketik angka 300; huruf O bukan nol.",
    )


def test_english_is_the_text_itself():
    assert in_language(FAULT, "en") == FAULT


def test_a_sentence_is_told_in_either_language():
    assert sentence(FAULT, "en") == str(FAULT).partition(": ")[2]
    assert sentence(FAULT, "id") == (
        "ditemukan '3OO', seharusnya bilangan bulat dari 0 sampai 600."
        " Ketik angka 300; huruf O bukan nol."
    )


@pytest.mark.parametrize(
    ("english", "indonesian"),
    [
        (
            "a time of day such as 07:30, or nothing",
            "jam seperti 07:30, atau kosong",
        ),
        ("one of tide, wave or rain", "salah satu dari tide, wave atau rain"),
        ("only places, tps and legs", "hanya places, tps dan legs"),
        (
            "'BAL', nothing, 'D.1' again, as in row 4",
            "'BAL', kosong, 'D.1' lagi, seperti pada baris 4",
        ),
        ("nothing again, as in row 4", None),
        (
            "a number from 0 to 1, for breakdown (per_km)",
            "bilangan dari 0 sampai 1, untuk breakdown (per_km)",
        ),
        (
            "no readable workbook (its parser gave up)",
            "buku kerja yang tidak dapat dibaca (pembacanya menyerah)",
        ),
        (
            "no readable workbook (Invalid magic number)",
            "buku kerja yang tidak dapat dibaca (Invalid magic number)",
        ),
        (
            "a table that stands in a.xlsx, sheet staff as well",
            "tabel yang juga ada di a.xlsx, lembar staff",
        ),
        ("a formula in cell B7", "rumus di sel B7"),
        ("2 to 3, as regulation X has it", "2 sampai 3, menurut peraturan X"),
    ],
)
def test_a_text_within_a_text_is_said_too(english, indonesian):
    assert in_indonesian(english) == indonesian


@pytest.mark.parametrize(
    ("file", "indonesian"),
    [
        ("kabupaten.xlsx, sheet tps", "kabupaten.xlsx, lembar tps"),
        ("edition 3, tps.csv", "edisi 3, tps.csv"),
        # A person would look for a file of another name in vain.
        ("plan", "plan"),
        ("text", "text"),
    ],
)
def test_a_file_keeps_its_name(file, indonesian):
    assert where(file, "id") == indonesian
    assert where(file, "en") == file


def test_another_language_is_refused():
    with pytest.raises(ValueError, match="no texts in 'fr'"):
        said("nothing", "fr")


def test_the_most_specific_template_is_tried_first():
    order = [template.english for template in templates()]
    general = order.index("one of {codes}")
    assert order.index("one of dataset.contests: {codes}") < general
