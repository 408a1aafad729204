"""Records become columns; what is wrong with their shape is told."""

from sampai.tables import DATASET_TABLES
from sampai.tables.raw import raw_table

SPEEDS = DATASET_TABLES["speeds"]
HEADER = (1, ["vehicle_type", "surface", "speed_kmh", "confidence"])


def test_blank_cells_are_null_and_rows_keep_their_numbers():
    raw = raw_table("s", SPEEDS, [HEADER, (5, ["a", "b", "", "real"])])
    assert raw.frame.row(0) == ("a", "b", None, "real", 5)


def test_columns_may_stand_in_any_order():
    header = (1, ["speed_kmh", "confidence", "surface", "vehicle_type"])
    raw = raw_table("s", SPEEDS, [header, (2, ["6", "real", "b", "a"])])
    assert raw.frame.row(0) == ("a", "b", "6", "real", 2)
    assert not raw.faults


def test_a_header_below_blank_rows_is_found():
    records = [(1, ["", ""]), (3, HEADER[1]), (4, ["a", "b", "6", "real"])]
    raw = raw_table("s", SPEEDS, records)
    assert raw.frame.height == 1
    assert not raw.faults


def test_a_column_without_a_name_is_told():
    header = (1, ["vehicle_type", "", "surface", "speed_kmh", "confidence"])
    (fault,) = raw_table("s", SPEEDS, [header]).faults
    assert fault.found == "a column without a name"


def test_a_column_of_the_name_row_does_no_harm():
    header = (1, [*HEADER[1], "row"])
    raw = raw_table("s", SPEEDS, [header, (7, ["a", "b", "6", "real", "9"])])
    assert raw.frame["row"].item() == 7
    assert raw.faults[0].column == "row"


def test_of_a_column_that_stands_there_twice_the_first_is_read():
    header = (1, [*HEADER[1], "surface"])
    raw = raw_table("s", SPEEDS, [header, (2, ["a", "b", "6", "real", "c"])])
    assert raw.frame["surface"].item() == "b"


def test_a_header_without_end_is_told_once():
    header = (1, [*HEADER[1], *[f"x{at}" for at in range(10_000)]])
    (fault,) = raw_table("s", SPEEDS, [header]).faults
    assert fault.expected.startswith("the header vehicle_type,")


def test_many_rows_of_the_wrong_length_are_counted():
    records = [HEADER, *((at, ["a"]) for at in range(2, 1002))]
    faults = raw_table("s", SPEEDS, records).faults
    assert faults[-1].found == "1000 faults of this kind in all"


def test_no_records_are_an_empty_file():
    (fault,) = raw_table("s", SPEEDS, []).faults
    assert fault.found == "an empty file"


def test_tabs_between_columns_are_seen():
    header = (1, ["vehicle_type\tsurface\tspeed_kmh\tconfidence"])
    (fault,) = raw_table("s", SPEEDS, [header]).faults
    assert fault.remedy == (
        "Save the file as CSV with commas between the columns."
    )
