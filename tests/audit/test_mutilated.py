"""Random damage to the files: always findings, never a traceback."""

import csv

import numpy as np
import pytest

from sampai.audit import verify_plan

TABLES = (
    *("needs", "trips", "stops", "passages", "loads", "last_mile"),
    *("risk", "blame", "frontier"),
)
STRANGE = ("", "0", "-1", "99999", "NaN", "x", "2024-11-27T00:00:00+07:00")


def _damage(path, random) -> None:
    """Swap, strike out, double or overwrite a few cells or rows."""
    with path.open(newline="") as file:
        header, *rows = csv.reader(file)
    for _ in range(int(random.integers(1, 4))):
        row = int(random.integers(len(rows)))
        column = int(random.integers(len(header)))
        other = rows[int(random.integers(len(rows)))][column]
        match int(random.integers(5)):
            case 0:
                rows[row][column] = other
            case 1:
                rows[row][column] = str(random.choice(STRANGE))
            case 2:
                rows.append(list(rows[row]))
            case 3 if len(rows) > 1:
                del rows[row]
            case _:
                rows[row][column] = rows[row][-1]
    with path.open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


@pytest.mark.parametrize("seed", range(20))
def test_damaged_files_are_judged_without_a_crash(tiny, seed):
    random = np.random.default_rng(seed)
    for table in random.choice(TABLES, size=2, replace=False):
        _damage(tiny.path(f"{table}.csv"), random)
    for finding in verify_plan(tiny.dataset, tiny.folder):
        assert str(finding)


@pytest.mark.parametrize("table", TABLES[:-1])
def test_a_file_without_rows_is_judged(tiny, table):
    path = tiny.path(f"{table}.csv")
    path.write_text(path.read_text().splitlines()[0] + "\n")
    assert verify_plan(tiny.dataset, tiny.folder)


def test_a_folder_without_files_names_them_all(tiny, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    findings = verify_plan(tiny.dataset, empty)
    assert {finding.rule for finding in findings} == {"files"}
    assert len(findings) == 9
