"""Tables of the report on needs, stock, the tide and the data's quality."""

from collections import Counter
from collections.abc import Callable
from dataclasses import fields
from typing import Any, cast

import polars as pl

from sampai.documents.report.grids import (
    Cell,
    Column,
    Grid,
    Row,
    cells,
    number,
    text,
)
from sampai.documents.words import Words
from sampai.election import Regulation, balance, unknown_stock
from sampai.tables import Dataset, Operation

Maker = Callable[[Row], Cell]


class Supply:
    """
    Makes the tables that do not speak of trips.

    Parameters
    ----------
    dataset, operation
        The regency and its plan.
    regulation
        Rules in force.
    words
        Words in the language of the report.
    """

    def __init__(
        self,
        dataset: Dataset,
        operation: Operation,
        regulation: Regulation,
        words: Words,
    ) -> None:
        self.dataset = dataset
        self.operation = operation
        self.regulation = regulation
        self.words = words

    def _grid(
        self, key: str, source: str, columns: list[Column], rows: list[Row]
    ) -> Grid:
        return Grid(
            id=key,
            title=self.words(f"report.{key}"),
            note=self.words(f"report.{key}_note"),
            source=source,
            head=[self.words(f"report.{head}") for head, _ in columns],
            rows=cells(rows, columns),
            ids=[""] * len(rows),
        )

    def _item(self, code: str) -> str:
        item = self.regulation.item(code)
        name = item.name_id if self.words.language == "id" else item.name_en
        return f"{name} ({code})"

    def _status(self, row: Row) -> str:
        return self.regulation.item(row["item"]).status

    def _contest(self, row: Row) -> str:
        contest = row["contest"]
        return self.words.code("contest", contest) if contest else ""

    def _count(self, key: str) -> Column:
        return key, lambda row: self._number(row[key])

    def _number(self, count: int | None) -> Cell:
        """Write a count; what nobody knows is not zero, and sorts last."""
        if count is None:
            return number(-1, self.words("report.not_known"))
        return number(count, self.words.whole(count))

    def needs(self) -> Grid:
        """
        Add up what is needed, item by item.

        Returns
        -------
        Grid
            A row an item and contest, with the rule's status.
        """
        rows: list[Row] = (
            self.operation.needs.group_by("item", "contest", "packed")
            .agg(pl.col("quantity").sum())
            .sort("item", "contest")
            .to_dicts()
        )
        words = self.words
        columns: list[Column] = [
            ("item", lambda r: text(self._item(r["item"]))),
            ("contest", lambda r: text(self._contest(r))),
            self._count("quantity"),
            ("packed", lambda r: text(words.code("packed", r["packed"]))),
            (
                "status",
                lambda r: text(
                    words.code(
                        "status", self.regulation.item(r["item"]).status
                    )
                ),
            ),
        ]
        return self._grid("needs", "needs.csv", columns, rows)

    def stock(self) -> Grid:
        """
        Set the needs beside the stock.

        Returns
        -------
        Grid
            A row an item, what is short first and what is unknown last.
        """
        rows: list[Row] = (
            balance(self.dataset, self.regulation)
            .sort(
                "short",
                "item",
                "contest",
                descending=[True, False, False],
                nulls_last=[True, False, False],
            )
            .to_dicts()
        )
        columns: list[Column] = [
            ("item", lambda r: text(self._item(r["item"]))),
            ("contest", lambda r: text(self._contest(r))),
            self._count("needed"),
            self._count("received"),
            self._count("damaged"),
            self._count("short"),
        ]
        return self._grid("stock", "stock.csv, needs.csv", columns, rows)

    def unknown_items(self) -> str:
        """
        Name the items without a row in stock.

        Returns
        -------
        str
            Their codes in one line.
        """
        missing = unknown_stock(self.dataset, self.regulation)
        return ", ".join(missing["item"].unique().sort())

    def crossings(self) -> Grid:
        """
        Compare the ride along the beach with the tide.

        Returns
        -------
        Grid
            A row a vehicle type.
        """
        rows = cast(
            "list[dict[str, Any]]",
            self.operation.summary.get("tidal_crossings", []),
        )
        words, names = self.words, self._vehicle_names()
        columns: list[Column] = [
            ("kind", lambda r: text(names[r["vehicle_type"]], mark="assumed")),
            (
                "distance",
                lambda r: number(r["distance_m"], words.km(r["distance_m"])),
            ),
            *(
                (key, self._hours(column))
                for key, column in (
                    ("calm", "calm_s"),
                    ("wet", "wet_s"),
                    ("opening", "longest_open_s"),
                )
            ),
            (
                "one_tide",
                lambda r: text(
                    words(
                        "general.yes"
                        if r["calm_s"] <= r["longest_open_s"]
                        else "general.no"
                    )
                ),
            ),
        ]
        held: list[Row] = list(rows)
        return self._grid("beach", "summary.json", columns, held)

    def _hours(self, column: str) -> Any:
        return lambda row: number(row[column], self.words.span(row[column]))

    def _vehicle_names(self) -> dict[str, str]:
        name = f"name_{self.words.language}"
        return dict(
            self.dataset.vehicles.select("vehicle_type", name).iter_rows()
        )

    def quality(self) -> Grid:
        """
        Count the rows of the dataset by how far they can be trusted.

        Returns
        -------
        Grid
            A row a table.
        """
        rows: list[Row] = []
        for field in fields(Dataset):
            frame = getattr(self.dataset, field.name)
            if isinstance(frame, pl.DataFrame) and frame.height:
                count = Counter(frame["confidence"])
                rows.append({"table": field.name, **count})
        levels = ("real", "derived", "synthesised", "assumed")
        columns: list[Column] = [
            ("table", lambda r: text(f"{r['table']}.csv")),
            *((level, self._level(level)) for level in levels),
        ]
        return self._grid("quality", "*.csv: confidence", columns, rows)

    def _level(self, level: str) -> Any:
        return lambda row: number(
            row.get(level, 0), self.words.whole(row.get(level, 0))
        )
