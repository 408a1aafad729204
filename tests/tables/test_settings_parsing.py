"""The settings are checked key by key, all faults at once."""

import tomllib
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.errors import Fault
from sampai.tables.settings_parsing import load_toml, parse_settings
from sampai.tables.settings_spec import SETTINGS
from tests.tables.overlays import SOUND

TOML = (SOUND / "dataset.toml").read_text(encoding="utf-8")


def faults_of(old: str, new: str) -> list[Fault]:
    """Change the sound settings and tell what is wrong with them."""
    assert old in TOML
    tree = tomllib.loads(TOML.replace(old, new, 1))
    return parse_settings("dataset.toml", tree)[1]


def test_the_sound_settings_are_read():
    settings, faults = parse_settings("dataset.toml", tomllib.loads(TOML))
    assert not faults
    assert settings is not None
    assert settings.voting_day == date(2024, 11, 27)
    assert settings.polls_open == time(7)
    assert settings.phases["quiet"] == (-3, -1)
    assert settings.walking_speed_kmh == 4
    assert settings.count_base_s == 7200
    assert settings.pairs == {"bupati": 3, "gubernur": 2}
    assert settings.tide.constituents[0].name == "K1"


def test_an_empty_file_lacks_every_key():
    settings, faults = parse_settings("dataset.toml", {})
    assert settings is None
    needed = [key for key in SETTINGS if not key.optional]
    assert len(faults) == len(needed) + 1


def test_a_time_may_be_written_as_toml_has_it():
    assert not faults_of('"07:00"', "07:00:00")


@pytest.mark.parametrize(
    ("old", "new", "column", "found"),
    [
        ('id = "teluk-kecil"', "id = 5", "dataset.id", "'5'"),
        ('id = "teluk-kecil"', 'id = ""', "dataset.id", "nothing"),
        ('name = "Pilkada, ', 'name = "a\\nb', "dataset.name", None),
        ('["gubernur", "bupati"]', "[]", "dataset.contests", "'[]'"),
        ('["gubernur", "bupati"]', '"a"', "dataset.contests", "'a'"),
        (
            '["gubernur", "bupati"]',
            '["gubernur", "bupati", "bupati"]',
            "dataset.contests",
            None,
        ),
        (
            "{ gubernur = 2, bupati = 3 }",
            "{ gubernur = 2, bupati = 3, walikota = 2 }",
            "dataset.pairs",
            "'walikota', which is no contest",
        ),
        ("bupati = 3 }", "bupati = 0 }", "dataset.pairs", None),
        ("2024-11-27", "2024-11-27T07:00:00", "dataset.voting_day", None),
        ("-63, -4", "-63", "phases.campaign", "'[-63]'"),
        ("-63, -4", "-63, 4.5", "phases.campaign", "'[-63, 4.5]'"),
        ("0.999", "true", "targets.on_time_probability", "'True'"),
        ("0.999", "nan", "targets.on_time_probability", "'nan'"),
        ("base_s = 7200", "base_s = 72.5", "count.base_s", "'72.5'"),
        ('"07:00"', '"7 am"', "dataset.polls_open", "'7 am'"),
        ("voters = 2100", "voters = -1", "dataset.decree.voters", "'-1'"),
        ("[river]", "[rivers]", "river.crossing_s", "no such key"),
        (
            'name = "K1"',
            'name = "M2"',
            "tide.constituent",
            "'M2' 2 times",
        ),
        (
            "phase_deg = 156.1",
            "phase_deg = 361",
            "tide.constituent[2].phase_deg",
            "'361'",
        ),
        (
            "phase_deg = 156.1",
            "phase_rad = 1",
            "tide.constituent[2].phase_deg",
            "no such key",
        ),
    ],
)
def test_a_wrong_value_is_told_with_its_key(old, new, column, found):
    fault = faults_of(old, new)[0]
    assert fault.column == column
    assert found in {None, fault.found}


def test_a_value_where_a_table_belongs_is_told_for_each_of_its_keys():
    tree = tomllib.loads(TOML) | {"sea": 1}
    faults = parse_settings("dataset.toml", tree)[1]
    columns = [fault.column for fault in faults]
    assert columns == ["sea.wave_below_m", "sea.shelter"]


def test_constituents_must_be_a_list_with_something_in_it():
    tree = tomllib.loads(TOML)
    for wrong in ([], 5, "M2", None):
        tree["tide"]["constituent"] = wrong
        (fault,) = parse_settings("dataset.toml", tree)[1]
        assert fault.column == "tide.constituent"
    tree["tide"]["constituent"] = ["M2"]
    assert len(parse_settings("dataset.toml", tree)[1]) == 3


@pytest.mark.parametrize(
    ("value", "hosts"),
    [
        ("", ()),
        ("[sources]\nhosts = []", ()),
        (
            '[sources]\nhosts = ["www.bmkg.go.id", "bmkg.go.id"]',
            ("www.bmkg.go.id", "bmkg.go.id"),
        ),
    ],
)
def test_hosts_may_be_left_out_and_keep_their_order(value, hosts):
    settings, faults = parse_settings(
        "dataset.toml", tomllib.loads(f"{TOML}\n{value}")
    )
    assert not faults
    assert settings is not None
    assert settings.hosts == hosts


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "127.0.0.1", "www.bmkg.go.id:443", "www.bmkg.go.id/"),
        *("https://www.bmkg.go.id", "WWW.bmkg.go.id", "-a.id", "a..id", ""),
    ],
)
def test_what_is_no_host_name_is_told(host):
    tree = tomllib.loads(TOML) | {"sources": {"hosts": [host]}}
    (fault,) = parse_settings("dataset.toml", tree)[1]
    assert str(fault) == (
        f"dataset.toml, column 'sources.hosts': found '[{host!r}]', expected"
        " a list of different hosts such as www.bmkg.go.id, or none."
        " Correct the value."
    )


def test_the_row_of_a_setting_is_told_where_it_stands_in_a_sheet():
    tree = tomllib.loads(TOML.replace("[-63, -4]", "[4, -4]"))
    rows = {"phases.campaign.first": 12}
    (fault,) = parse_settings("a.xlsx, sheet dataset", tree, rows)[1]
    assert fault.row == 12


leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
trees = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["dataset", "tide", "constituent", "id", "a"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(st.sampled_from([key.path for key in SETTINGS]), trees)
def test_any_value_at_any_key_is_taken_or_told(path, value):
    tree = tomllib.loads(TOML)
    *tables, name = path.split(".")
    inside = tree
    for table in tables:
        inside = inside.setdefault(table, {})
    inside[name] = value
    settings, faults = parse_settings("dataset.toml", tree)
    assert (settings is None) == bool(faults)


@given(st.dictionaries(st.sampled_from([*tomllib.loads(TOML), "a"]), trees))
def test_any_tree_is_taken_or_told(tree):
    assert parse_settings("dataset.toml", tree)[1]


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_toml_or_a_fault(data):
    tree = load_toml("dataset.toml", data)
    assert isinstance(tree, Fault | dict)


@pytest.mark.parametrize(
    "number", ["9" * 400, "9" * 5000, "0x" + "f" * 5000, "-inf"]
)
def test_a_number_of_any_length_is_told(number):
    changed = TOML.replace("base_s = 7200", f"base_s = {number}")
    tree = load_toml("dataset.toml", changed.encode())
    if not isinstance(tree, Fault):
        tree = parse_settings("dataset.toml", tree)[1][0]
    assert tree.file == "dataset.toml"


def test_digits_of_other_scripts_are_no_time():
    (fault,) = faults_of('"07:00"', '"0\u0667:00"')
    assert fault.column == "dataset.polls_open"


def test_a_deep_value_is_told():
    deep = "sea.shelter" + ".a" * 20_000 + " = 1\n"
    changed = deep + TOML.replace("shelter = 0.5\n", "").replace("[sea]", "")
    tree = load_toml("dataset.toml", changed.encode())
    assert not isinstance(tree, Fault)
    faults = parse_settings("dataset.toml", tree)[1]
    assert any(fault.found == "a value too long to show" for fault in faults)


def test_settings_of_a_megabyte_are_refused():
    fault = load_toml("dataset.toml", b"#" * 100_001)
    assert str(fault) == (
        "dataset.toml: found 100001 bytes, expected at most 100000."
        " Keep settings only in this file."
    )


def test_brackets_without_end_are_a_fault():
    tree = load_toml("dataset.toml", b"a = " + b"[" * 100_000)
    assert isinstance(tree, Fault)
