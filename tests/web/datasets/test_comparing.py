"""What is different between two states of a table."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from sampai.tables import DATASET_TABLES
from sampai.web.datasets.comparing import (
    CHANGE,
    chosen,
    compare,
    compare_tables,
    frames_with_settings,
    packed,
    sides,
    unpacked,
)

SPEEDS, STOCK = DATASET_TABLES["speeds"], DATASET_TABLES["stock"]


def speed(surface: str, speed_kmh: float) -> dict[str, object]:
    """Give the speed of a lorry on a kind of way."""
    return {
        "vehicle_type": "lorry",
        "surface": surface,
        "speed_kmh": speed_kmh,
        "confidence": "assumed",
    }


def test_rows_are_new_changed_gone_or_as_before():
    before = SPEEDS.frame(
        [speed("road", 40), speed("path", 10), speed("sea", 5)]
    )
    after = SPEEDS.frame(
        [speed("road", 40), speed("path", 12), speed("beach", 20)]
    )
    found = compare(SPEEDS, before, after)
    assert found.counts() == {
        "created": 1,
        "changed": 1,
        "removed": 1,
        "same": 1,
    }
    rows = found.rows.to_dicts()
    assert [(row["surface"], row[CHANGE]) for row in rows] == [
        ("beach", "created"),
        ("path", "changed"),
        ("sea", "removed"),
    ]
    assert sides(SPEEDS, rows[1], "speed_kmh") == (10, 12)
    assert sides(SPEEDS, rows[1], "surface") == ("path", "path")
    assert sides(SPEEDS, rows[2], "speed_kmh") == (5, None)


def test_a_key_with_a_blank_part_is_found_again():
    """An item without a contest is one row, not one taken out and one new."""
    row = {
        "item": "BOX",
        "contest": None,
        "received": 3,
        "damaged": 0,
        "place_id": "DEPOT",
        "confidence": "real",
    }
    before = STOCK.frame([row])
    after = STOCK.frame([row | {"received": 4}])
    assert compare(STOCK, before, after).counts() == {
        "created": 0,
        "changed": 1,
        "removed": 0,
        "same": 0,
    }


def test_a_dataset_is_like_itself_in_every_table(dataset):
    frames = frames_with_settings(dataset)
    for name, found in compare_tables(frames, frames).items():
        assert found.rows.is_empty(), name
        assert found.same == frames[name].height


def test_everything_is_new_where_there_was_nothing(dataset):
    frames = frames_with_settings(dataset)
    for name, found in compare_tables({}, frames).items():
        assert found.counts()["created"] == frames[name].height


SURFACES = st.dictionaries(
    st.sampled_from("abcdefgh"), st.integers(1, 3), max_size=8
)


@given(before=SURFACES, after=SURFACES)
def test_what_is_told_leads_from_the_one_to_the_other(before, after):
    frames = [
        SPEEDS.frame([speed(name, kmh) for name, kmh in side.items()])
        for side in (before, after)
    ]
    found = compare(SPEEDS, *frames)
    led = dict(before)
    for row in unpacked(packed(found)).to_dicts():
        was, will = sides(SPEEDS, row, "speed_kmh")
        assert before.get(row["surface"]) == was
        if row[CHANGE] == "removed":
            del led[row["surface"]]
        else:
            led[row["surface"]] = will
    assert led == after
    counts = found.counts()
    assert sum(counts.values()) == len(before.keys() | after.keys())


def test_rows_are_chosen_by_what_happens_and_by_words_on_either_side():
    before = SPEEDS.frame([speed("road", 40), speed("sea", 5)])
    after = SPEEDS.frame(
        [
            speed("road", 40) | {"confidence": "real"},
            speed("beach", 20),
        ]
    )
    rows = compare(SPEEDS, before, after).rows
    assert chosen(rows, "created", "").height == 1
    assert chosen(rows, "", "SEA")["surface"].to_list() == ["sea"]
    both = chosen(rows, "", "real")
    assert both["surface"].to_list() == ["road"]
    assert chosen(rows, "changed", "assumed").height == 1
    assert chosen(rows, "else", "").height == rows.height
    assert chosen(rows, "", "[").is_empty()
    assert isinstance(rows, pl.DataFrame)
