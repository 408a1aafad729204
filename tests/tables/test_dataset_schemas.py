"""The schemas hold the contract: columns, units, meanings."""

import dataframely as dy
import pytest

from sampai.tables import DATASET_TABLES, OPERATION_TABLES
from sampai.tables.dataset_schemas import INDICATORS

TABLES = [*DATASET_TABLES.values(), *OPERATION_TABLES.values()]
NAMED = pytest.mark.parametrize("table", TABLES, ids=lambda one: one.name)


@NAMED
def test_every_table_and_column_says_what_it_means(table):
    assert table.doc.endswith(".")
    for column in table.columns.values():
        assert column.description.endswith(".")


@NAMED
def test_every_number_has_a_unit_and_bounds(table):
    for column in table.columns.values():
        if isinstance(column, dy.Int64 | dy.Float64):
            assert column.metadata["unit"]
            assert column.min < column.max


@NAMED
def test_every_key_names_columns_of_the_table(table):
    assert table.key
    assert set(table.key) <= set(table.columns)


@pytest.mark.parametrize("table", DATASET_TABLES.values())
def test_every_row_of_a_dataset_carries_its_confidence(table):
    assert list(table.columns)[-1] == "confidence"


def test_there_are_25_indicators():
    assert len(set(INDICATORS)) == 25


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        (
            "places",
            "place_id kind name alias parent_id lat lon opens closes",
        ),
        (
            "tps",
            "tps_id village_id number kind voters_male voters_female lat lon",
        ),
        ("legs", "from_id to_id surface distance_m river_crossings"),
        (
            "vehicles",
            (
                "vehicle_type name_id name_en count base_id volume_l mass_kg"
                " fixed_idr per_km_idr per_hour_idr shift_start shift_end"
                " duty_s crew escort"
            ),
        ),
        (
            "stages",
            (
                "stage from_kind to_kind first_day last_day due direction"
                " owner may_skip_hub night"
            ),
        ),
        ("classes", "tps_id authority class"),
    ],
)
def test_columns_are_those_of_the_contract(name, columns):
    table = DATASET_TABLES[name]
    assert list(table.columns) == [*columns.split(), "confidence"]
