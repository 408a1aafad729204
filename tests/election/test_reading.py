"""A regulation file is read whole, or refused with all its faults."""

import tomllib
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.election import load_regulation
from sampai.errors import RegulationError

SOUND = Path(__file__).parent / "sound.toml"
TEXT = SOUND.read_text(encoding="utf-8")
FAULTS = tomllib.loads(
    SOUND.with_name("faults.toml").read_text(encoding="utf-8")
)["fault"]


def refused(path: str | Path) -> list[str]:
    """Tell why a file is refused."""
    with pytest.raises(RegulationError) as error:
        load_regulation(path)
    return [str(fault) for fault in error.value.faults]


def refused_text(folder: Path, text: str) -> list[str]:
    """Tell why a text is refused."""
    path = folder / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return refused(path)


def edited(old: str, new: str) -> str:
    """Change the sound file once."""
    assert old in TEXT
    return TEXT.replace(old, new, 1)


# --- what is read -----------------------------------------------------------


def test_a_sound_file_is_read():
    rules = load_regulation(SOUND)
    assert rules.id == "sound"
    assert rules.voters_per_tps == 600
    assert [item.code for item in rules.items] == [
        *("BOX", "BTH", "OUT", "BPK", "BAL", "RSV"),
    ]
    assert rules.deadlines[0].day == -1
    assert rules.deadlines[0].hours_from_open is None


def test_a_path_may_be_text():
    assert load_regulation(str(SOUND)) == load_regulation(SOUND)


def test_factors_are_exact():
    rules = load_regulation(SOUND)
    assert rules.item("BAL").factor == Fraction(41, 40)
    assert rules.item("RSV").factor == 2000
    assert rules.item("BTH").factor == 4


def test_what_is_left_out_has_its_default():
    box, ballot = (
        load_regulation(SOUND).item(code) for code in ("BOX", "BAL")
    )
    assert (box.round, ballot.round) == ("ceil", "nearest")
    assert (box.note, ballot.note) == ("Seen in one place.", "")
    assert (ballot.volume_l, ballot.mass_kg) == (None, None)
    assert not box.held_by_regency_only


@pytest.mark.parametrize("name", ["pilkada-2024", "pilkada-2020"])
def test_the_packaged_regulations_are_sound(name):
    rules = load_regulation(name)
    assert rules.id == name
    assert len(rules.items) == 33


def test_every_line_of_the_packaged_regulations_names_its_source():
    for name in ("pilkada-2024", "pilkada-2020"):
        rules = load_regulation(name)
        lines = (*rules.items, *rules.deadlines, *rules.limits)
        assert all(line.source and line.status for line in lines)


def test_the_two_packaged_regulations_differ():
    newer, older = map(load_regulation, ("pilkada-2024", "pilkada-2020"))
    assert (newer.contests_most, older.contests_most) == (2, 1)
    assert (newer.voters_per_tps, older.voters_per_tps) == (600, 500)
    assert (newer.item("BPK").factor, older.item("BPK").factor) == (2, 1)


# --- what is no regulation --------------------------------------------------


def test_an_unknown_name_is_told_with_those_that_are_known():
    assert refused("pilkada-2023") == [
        (
            "pilkada-2023: found no regulation of this name, expected one of"
            " pilkada-2020, pilkada-2024. Choose one of them, or give the"
            " path of a file."
        )
    ]


@pytest.mark.parametrize("name", ["../regulation", "", "/etc/passwd", "a\0b"])
def test_a_name_is_never_a_path(name):
    assert "found no regulation of this name" in refused(name)[0]


def test_a_missing_file_is_told(tmp_path):
    assert refused(tmp_path / "none.toml") == [
        (
            "none.toml: found a file that cannot be read (No such file or"
            " directory), expected a TOML file. Correct the path, and check"
            " who may read it."
        )
    ]


def test_a_file_in_another_encoding_is_told(tmp_path):
    path = tmp_path / "latin.toml"
    path.write_bytes(TEXT.replace("Peraturan", "Règle").encode("latin-1"))
    assert refused(path) == [
        (
            "latin.toml: found text that is not UTF-8, expected a TOML file."
            " Save it as UTF-8."
        )
    ]


def test_a_file_too_large_is_told(tmp_path):
    assert refused_text(tmp_path, "#" * 1_000_001) == [
        (
            "rules.toml: found a file of over 1,000,000 bytes, expected a"
            " regulation. Give the path of a regulation file."
        )
    ]


def test_a_file_that_is_not_toml_is_told_with_the_line(tmp_path):
    (fault,) = refused_text(tmp_path, "[regulation\n")
    assert fault.startswith("rules.toml: found something TOML cannot read (")
    assert "line 1" in fault
    assert fault.endswith("expected a TOML file. Correct that line.")


def test_a_file_nested_too_deep_is_told(tmp_path):
    assert "TOML cannot read" in refused_text(tmp_path, "a=" + "[" * 9999)[0]


def test_an_empty_file_lacks_every_table(tmp_path):
    faults = refused_text(tmp_path, "")
    assert faults[0] == (
        "rules.toml, column 'regulation': found nothing of the kind, expected"
        " [regulation]. Add [regulation] with its keys."
    )
    assert faults[3] == (
        "rules.toml, column 'item': found nothing of the kind, expected at"
        " least one table [[item]]. Add [[item]] with its keys."
    )
    assert len(faults) == 4


def test_items_that_are_no_tables_are_told(tmp_path):
    cut = TEXT[: TEXT.index("[[item]]")]
    assert refused_text(tmp_path, f"item = [1]\n{cut}") == [
        (
            "rules.toml, column 'item': found nothing of the kind, expected at"
            " least one table [[item]]. Add [[item]] with its keys."
        )
    ]


# --- one wrong key ----------------------------------------------------------


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["name"])
def test_a_fault_is_told_in_these_words(tmp_path, fault):
    text = edited(fault["old"], fault["new"])
    assert refused_text(tmp_path, text) == fault["told"]


def test_a_code_that_is_no_text_is_told(tmp_path):
    faults = refused_text(tmp_path, edited('code = "BAL"', "code = 7"))
    assert len(faults) == 1
    assert "column 'item[5].code': found '7'" in faults[0]


def test_all_faults_are_told_at_once_in_the_order_of_the_rows(tmp_path):
    text = edited("group = 1", "group = 9").replace("day = -1", "day = 999")
    text = text.replace('status = "unverified"', 'status = "hearsay"')
    rows = [fault.split(",")[1] for fault in refused_text(tmp_path, text)]
    assert rows == [" row 26", " row 32", " row 129"]


# --- anything at all --------------------------------------------------------


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_with_words(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("any") / "rules.toml"
    path.write_bytes(data)
    assert refused(path)


@given(st.data())
def test_any_value_of_any_key_is_taken_or_told(tmp_path_factory, data):
    rows = TEXT.splitlines()
    keyed = [at for at, row in enumerate(rows) if " = " in row]
    at = data.draw(st.sampled_from(keyed))
    value = data.draw(
        st.sampled_from(
            ["1", "-1", "true", '""', '"a"', "[]", "{}", "inf", "1979-05-27"]
        )
    )
    rows[at] = f"{rows[at].split(' = ')[0]} = {value}"
    text = "\n".join(rows)
    assert tomllib.loads(text)
    path = tmp_path_factory.mktemp("any") / "rules.toml"
    path.write_text(text, encoding="utf-8")
    with suppress(RegulationError):
        load_regulation(path)
