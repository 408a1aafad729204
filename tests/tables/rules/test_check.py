"""Rules run on what could be read, and repeat nothing that was told."""

import pytest

from sampai.errors import DatasetError
from sampai.tables import read_dataset
from sampai.tables.folding import NAMED
from tests.tables.overlays import copy_of_sound


def test_rules_of_sound_tables_run_beside_a_missing_one(tmp_path):
    folder = copy_of_sound(tmp_path, tps=("A.2.001,A.2", "A.2.001,H.A"))
    (folder / "speeds.csv").unlink()
    with pytest.raises(DatasetError) as refused:
        read_dataset(folder)
    files = [fault.file for fault in refused.value.faults]
    assert files == ["tps.csv", "speeds.csv"]


def test_faults_stand_in_the_order_of_files_and_rows(tmp_path):
    folder = copy_of_sound(
        tmp_path,
        dataset=('"Asia/Jakarta"', '"Asia/Krui"'),
        hazards=("breakdown,truck", "breakdown,bus"),
        places=("hub,Batu Putih", "hub,"),
        legs=("J1,H.B,trunk", "J1,H.B,trunks"),
        stock=("BOX,,12,0", "BOX,,12,13"),
    )
    with pytest.raises(DatasetError) as refused:
        read_dataset(folder)
    files = [fault.file.split(".")[0] for fault in refused.value.faults]
    assert files == ["dataset", "places", "legs", "stock", "hazards"]


def test_a_rule_that_many_rows_break_is_told_two_hundred_times(tmp_path):
    folder = copy_of_sound(tmp_path)
    with (folder / "stock.csv").open("a", encoding="utf-8") as file:
        for at in range(300):
            file.write(f"ITEM{at},walikota,1,0,DEPOT,assumed\n")
    with pytest.raises(DatasetError) as refused:
        read_dataset(folder)
    assert len(refused.value.faults) == NAMED + 1
    assert refused.value.faults[-1].found == "300 faults of this kind in all"


def test_rules_on_settings_wait_until_these_are_sound(tmp_path):
    folder = copy_of_sound(
        tmp_path,
        dataset=('contests = ["gubernur", "bupati"]', "contests = 5"),
        tps=("300,290", "200,290"),
    )
    with pytest.raises(DatasetError) as refused:
        read_dataset(folder)
    columns = [fault.column for fault in refused.value.faults]
    assert columns == ["dataset.contests"]
