"""What was not sent is taken from the data in force."""

from dataclasses import replace

import polars as pl
import pytest

from sampai.tables import DATASET_TABLES
from sampai.tables.cells import parse
from sampai.tables.dataset import dataset_of
from sampai.tables.sources import Source
from sampai.web.datasets.reading import contract_name, filled_up


def test_a_dataset_filled_up_whole_is_the_same_dataset(dataset):
    whole = filled_up(Source(tables={}), dataset, 7)
    back = dataset_of(whole)
    assert back.input_sha256() == dataset.input_sha256()
    assert whole.tables["tps"].file == "edition 7, tps.csv"
    assert whole.settings_file == "edition 7, dataset.toml"


def test_words_that_could_run_come_back_as_they_were(dataset):
    odd = dataset.vehicles.with_columns(name_en=dataset.vehicles["name_id"])
    names = ["=1+1", "'x", ', "y"', " - ", "\ttab", "-z"][: odd.height]
    names += ["plain"] * (odd.height - len(names))
    odd = odd.with_columns(name_en=pl.Series(names))
    whole = filled_up(Source(tables={}), replace(dataset, vehicles=odd), 1)
    sheet = parse(DATASET_TABLES["vehicles"], whole.tables["vehicles"])
    assert sheet.frame["name_en"].to_list() == names
    assert sheet.frame["row"].to_list() == list(range(2, odd.height + 2))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("tps.csv", "tps.csv"),
        ("TPS.CSV", "tps.csv"),
        ("C:\\data\\tps.csv", "tps.csv"),
        ("../../tps.csv", "tps.csv"),
        ("dataset.toml", "dataset.toml"),
        ("legs.parquet", "legs.parquet"),
        ("List of May.xlsx", "upload.xlsx"),
        ("data.zip", "upload.zip"),
        ("tps (1).csv", None),
        ("tps.toml", None),
        ("dataset.csv", None),
        ("", None),
        ("..", None),
    ],
)
def test_a_file_is_kept_under_a_name_of_the_contract(name, kept):
    assert contract_name(name) == kept
