"""A re-vote: the two tps of a village beyond the beach, on H+8."""

from dataclasses import replace
from datetime import date, time

import polars as pl
import pytest

from sampai.audit import verify_plan
from sampai.documents import write_operation
from sampai.documents.dataset_files import write_dataset
from sampai.errors import DatasetError
from sampai.operation import plan_operation
from sampai.operation.revote import prepare_revote
from sampai.tables import read_dataset

FAR = ("18.13.11.2006.001", "18.13.11.2006.002")
DAY = 8


@pytest.fixture(scope="module")
def revote(pesisir_barat):
    return prepare_revote(pesisir_barat, FAR, DAY)


def told(dataset, tps_ids, day):
    with pytest.raises(DatasetError) as refused:
        prepare_revote(dataset, tps_ids, day)
    return [str(fault) for fault in refused.value.faults]


def test_only_the_named_tps_vote_again(revote, pesisir_barat):
    own = revote.dataset
    assert own.tps["tps_id"].to_list() == [*FAR]
    assert own.settings.voting_day == date(2024, 12, 5)
    assert own.settings.decree.tps == 2
    assert set(own.indicators["tps_id"]) <= {*FAR}
    assert own.places.equals(pesisir_barat.places)
    assert "PSU" in own.settings.name


def test_ballots_are_counted_against_the_reserve(revote):
    """Each tps rounds its 2.5 per cent up by itself, as on the first day."""
    voters = revote.dataset.tps.select(
        voters=pl.col("voters_male") + pl.col("voters_female")
    )["voters"]
    needed = sum(n + -(-n * 25 // 1000) for n in voters)
    assert revote.reserve.rows() == [
        ("gubernur", needed, 2000, "province", False),
        ("bupati", needed, 2000, "regency", True),
    ]


def test_what_the_province_keeps_is_short_in_the_store(revote):
    stock = revote.dataset.stock.select("item", "contest", "received").rows()
    needed = revote.reserve["needed"][0]
    assert ("BAL", "gubernur", 0) in stock
    assert ("BAL", "bupati", needed) in stock
    assert ("RSV", "bupati", 2000 - needed) in stock


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [(8, -5, -2), (3, -2, -2), (2, -1, -1), (1, 0, 0)],
)
def test_no_stage_begins_before_the_day_after_the_vote(
    pesisir_barat, day, first, last
):
    own = prepare_revote(pesisir_barat, FAR, day).dataset
    (stage,) = own.stages.filter(stage="depot_to_hub").iter_rows(named=True)
    assert (stage["first_day"], stage["last_day"]) == (first, last)
    due = time(7) if day == 1 else time(22)
    assert stage["due"] == due


def test_an_unknown_tps_and_a_bad_day_are_told_together(pesisir_barat):
    assert told(pesisir_barat, ("18.13.11.2006.01",), 11) == [
        (
            "--tps: found '18.13.11.2006.01', expected the tps_id of a row in"
            " tps. Did you mean 18.13.11.2006.001?"
        ),
        (
            "--day: found 11, expected whole days after voting day from 1 to"
            " 10, as regulation pilkada-2024 has it. Choose a day within the"
            " time limit of a re-vote."
        ),
    ]


def test_day_0_is_the_first_vote_itself(pesisir_barat):
    (fault,) = told(pesisir_barat, FAR, 0)
    assert fault.startswith("--day: found 0, expected")


def test_without_a_tps_there_is_no_re_vote(pesisir_barat):
    (fault,) = told(pesisir_barat, (), 3)
    assert fault.startswith("--tps: found no TPS")


def test_a_reserve_that_does_not_suffice_is_told_with_figures(pesisir_barat):
    some = pesisir_barat.tps["tps_id"].to_list()[:10]
    faults = told(pesisir_barat, some, 3)
    assert len(faults) == 2
    assert (
        "a reserve of 2000 ballots for gubernur by the regulation"
        in (faults[0])
    )
    assert "a reserve of 2000 ballots for bupati in stock" in faults[1]


def test_damaged_sheets_are_no_reserve(pesisir_barat):
    own = pl.col("item") == "RSV"
    spoilt = pesisir_barat.stock.with_columns(
        damaged=pl.when(own).then(1900).otherwise("damaged").cast(pl.Int64)
    )
    (fault,) = told(replace(pesisir_barat, stock=spoilt), FAR, 3)
    assert "a reserve of 100 ballots for bupati in stock" in fault


def test_the_dataset_reads_back_and_the_audit_finds_nothing(revote, tmp_path):
    write_dataset(revote.dataset, tmp_path / "dataset")
    again = read_dataset(tmp_path / "dataset")
    assert again.input_sha256() == revote.dataset.input_sha256()
    operation = plan_operation(revote.dataset, iterations=5)
    write_operation(revote.dataset, operation, tmp_path)
    assert verify_plan(tmp_path / "dataset", tmp_path) == ()
    assert operation.summary["served"] == 2
    assert "ox_cart" in set(operation.trips["vehicle_type"]) | {
        "trail_motorcycle"
    }
