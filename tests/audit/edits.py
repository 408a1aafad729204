"""Edit the files of an operation, as a careless or dishonest hand would."""

import csv
import json
import shutil
import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sampai.audit import Finding, verify_plan

Row = dict[str, str]

MOMENTS = {
    "trips": ("load_at", "depart_at", "return_at"),
    "stops": ("arrive_at", "start_at", "depart_at"),
    "passages": ("enter_at", "leave_at"),
}


class Files:
    """
    A copy of an operation's files that can be edited row by row.

    Parameters
    ----------
    dataset
        Folder of the dataset.
    operation
        Folder to copy.
    folder
        Where to copy it to.
    """

    def __init__(self, dataset: Path, operation: Path, folder: Path) -> None:
        shutil.copytree(operation, folder)
        self.dataset, self.folder = dataset, folder
        self._tables: dict[str, list[Row]] = {}
        self._headers: dict[str, list[str]] = {}

    def path(self, name: str) -> Path:
        """Where a file lies."""
        return self.folder / name

    def rows(self, table: str, **wanted: str) -> list[Row]:
        """Rows of a table in which the columns named hold these values."""
        if table not in self._tables:
            with self.path(f"{table}.csv").open(newline="") as file:
                reader = csv.DictReader(file)
                self._tables[table] = list(reader)
                self._headers[table] = list(reader.fieldnames or ())
        return [
            row
            for row in self._tables[table]
            if all(row[column] == value for column, value in wanted.items())
        ]

    def row(self, table: str, **wanted: str) -> Row:
        """The first such row."""
        return self.rows(table, **wanted)[0]

    def drop(self, table: str, **wanted: str) -> None:
        """Strike out such rows."""
        gone = self.rows(table, **wanted)
        assert gone
        self._tables[table] = [
            row for row in self._tables[table] if row not in gone
        ]

    def add(self, table: str, row: Row) -> None:
        """Write one more row."""
        self.rows(table)
        self._tables[table].append(dict(row))

    def drop_column(self, table: str, column: str) -> None:
        """Strike out a whole column."""
        for row in self.rows(table):
            del row[column]
        self._headers[table].remove(column)

    def shift_trip(self, trip_id: str, seconds: int) -> None:
        """Let a trip happen earlier or later, with all its rows."""
        for table, columns in MOMENTS.items():
            for row in self.rows(table, trip_id=trip_id):
                for column in columns:
                    row[column] = shifted(row[column], seconds)
        trip = self.row("trips", trip_id=trip_id)
        trip["day"] = str(self.day_of(trip["load_at"]))

    def day_of(self, moment: str) -> int:
        """Days from voting day to a moment."""
        toml = tomllib.loads((self.dataset / "dataset.toml").read_text())
        voting_day = toml["dataset"]["voting_day"]
        return (datetime.fromisoformat(moment).date() - voting_day).days

    def summary(self, **values: object) -> None:
        """Set figures of the summary; ``None`` strikes a key out."""
        path = self.path("summary.json")
        figures = json.loads(path.read_text()) | values
        kept = {key: value for key, value in figures.items() if value != ""}
        path.write_text(json.dumps(kept))

    def judged(self) -> tuple[Finding, ...]:
        """Write what was edited and let the audit judge it."""
        for table, rows in self._tables.items():
            with self.path(f"{table}.csv").open("w", newline="") as file:
                writer = csv.DictWriter(
                    file, self._headers[table], lineterminator="\n"
                )
                writer.writeheader()
                writer.writerows(rows)
        return verify_plan(self.dataset, self.folder)


def shifted(moment: str, seconds: int) -> str:
    """Add seconds to a moment of a file."""
    return (
        datetime.fromisoformat(moment) + timedelta(seconds=seconds)
    ).isoformat()


def add_to(row: Row, column: str, number: float) -> None:
    """Add a number to a cell."""
    whole = float(row[column]) + number
    row[column] = f"{whole:g}" if whole % 1 else str(int(whole))


def rules_of(findings: Iterator[Finding] | tuple[Finding, ...]) -> set[str]:
    """Rules that findings name."""
    return {finding.rule for finding in findings}
