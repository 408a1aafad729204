"""The tables of the report, from the operation and the dataset."""

from datetime import datetime

import polars as pl

from sampai.documents.journeys import Journey
from sampai.documents.names import Names
from sampai.documents.report.grids import (
    Cell,
    Column,
    Grid,
    Row,
    cells,
    number,
    text,
)
from sampai.documents.tightest import tightest
from sampai.tables import Dataset, Operation

SHAKY = frozenset({"assumed", "synthesised"})
TIGHT_ROWS = 30


class Sections:
    """
    Makes the tables of one report.

    Parameters
    ----------
    dataset, operation
        The regency and its plan.
    names
        Names in the language of the report.
    journeys
        Trips, put together.
    """

    def __init__(
        self,
        dataset: Dataset,
        operation: Operation,
        names: Names,
        journeys: list[Journey],
    ) -> None:
        self.dataset = dataset
        self.operation = operation
        self.names = names
        self.words = names.words
        self.journeys = journeys

    def _grid(
        self,
        key: str,
        source: str,
        columns: list[Column],
        rows: list[Row],
        ids: list[str] | None = None,
    ) -> Grid:
        return Grid(
            id=key,
            title=self.words(f"report.{key}"),
            note=self.words(f"report.{key}_note"),
            source=source,
            head=[self.words(f"report.{head}") for head, _ in columns],
            rows=cells(rows, columns),
            ids=ids or [""] * len(rows),
        )

    def _place(self, place_id: str) -> Cell:
        mark = self.names.places[place_id]["confidence"]
        shown = self.names.place_in_full(place_id)
        return text(shown, mark=mark if mark in SHAKY else "")

    def _whole(self, key: str) -> Column:
        return key, lambda row: number(row[key], self.words.whole(row[key]))

    def trips(self) -> Grid:
        """
        List every trip.

        Returns
        -------
        Grid
            A row a trip, anchored by its id.
        """
        words, names = self.words, self.names
        columns: list[Column] = [
            ("trip", lambda t: text(t["trip_id"])),
            ("stage", lambda t: text(words.code("stage", t["stage"]))),
            ("purpose", lambda t: text(words.code("purpose", t["purpose"]))),
            ("vehicle", lambda t: text(names.vehicle(t))),
            ("load_at", lambda t: self._moment(t["load_at"])),
            ("from", lambda t: text(names.place(t["origin_id"]))),
            ("return_at", lambda t: self._moment(t["return_at"])),
            ("to", lambda t: text(names.place(t["end_id"]))),
            self._whole("boxes"),
            ("litres", lambda t: self._decimal(t["volume_l"])),
            ("kilograms", lambda t: self._decimal(t["mass_kg"])),
            ("distance", lambda t: self._km(t["distance_m"])),
            ("cost", lambda t: self._money(t["cost_idr"])),
            self._whole("police"),
        ]
        rows: list[Row] = self.operation.trips.sort("trip_id").to_dicts()
        ids = [f"trip-{row['trip_id']}" for row in rows]
        return self._grid("trips", "trips.csv", columns, rows, ids)

    def _moment(self, moment: datetime) -> Cell:
        return Cell(text=self.words.moment(moment), key=moment.timestamp())

    def _decimal(self, value: float) -> Cell:
        return number(value, self.words.decimal(value))

    def _km(self, metres: int) -> Cell:
        return number(metres, self.words.km(metres))

    def _money(self, idr: int) -> Cell:
        return number(idr, self.words.money(idr))

    def stops(self) -> Grid:
        """
        List every hand-over, place by place.

        Returns
        -------
        Grid
            A row a hand-over.
        """
        names = self.names
        rows: list[Row] = [
            {"journey": journey, "visit": visit}
            for journey in self.journeys
            for visit in journey.visits
            if visit.is_exchange
        ]
        rows.sort(
            key=lambda r: (
                names.district_order(r["visit"].place_id),
                r["visit"].start_at,
            )
        )
        columns: list[Column] = [
            ("place", lambda r: self._place(r["visit"].place_id)),
            ("arrive_at", lambda r: self._moment(r["visit"].arrive_at)),
            ("start_at", lambda r: self._moment(r["visit"].start_at)),
            ("done_at", lambda r: self._moment(r["visit"].done_at)),
            ("off", lambda r: self._boxes(r["visit"].off)),
            ("on", lambda r: self._boxes(r["visit"].on)),
            ("vehicle", lambda r: text(names.vehicle(r["journey"].trip))),
            (
                "trip",
                lambda r: text(
                    r["journey"].id, anchor=f"trip-{r['journey'].id}"
                ),
            ),
        ]
        return self._grid("stops", "stops.csv, loads.csv", columns, rows)

    def _boxes(self, loads: tuple[Row, ...]) -> Cell:
        count = sum(load["boxes"] for load in loads)
        return number(count, self.words.whole(count) if count else "")

    def fleet(self) -> Grid:
        """
        Count the vehicles by type and day.

        Returns
        -------
        Grid
            A row a type and day.
        """
        rows: list[Row] = (
            self.operation.trips.group_by("day", "vehicle_type")
            .agg(
                pl.col("vehicle").n_unique().alias("vehicles"),
                pl.len().alias("runs"),
                pl.col("boxes").sum(),
                pl.col("distance_m").sum(),
                pl.col("cost_idr").sum(),
            )
            .sort("day", "vehicle_type")
            .to_dicts()
        )
        words = self.words
        columns: list[Column] = [
            (
                "day",
                lambda r: number(
                    r["day"],
                    f"{words.day(r['day'])} {words.short_date(r['day'])}",
                ),
            ),
            (
                "kind",
                lambda r: text(self.names.vehicle_type(r["vehicle_type"])),
            ),
            self._whole("vehicles"),
            self._whole("runs"),
            self._whole("boxes"),
            ("distance", lambda r: self._km(r["distance_m"])),
            ("cost", lambda r: self._money(r["cost_idr"])),
        ]
        return self._grid("fleet", "trips.csv", columns, rows)

    def tight(self) -> Grid:
        """
        List the TPS whose goods have the least time to spare.

        Returns
        -------
        Grid
            A row a TPS, the tightest first.
        """
        rows: list[Row] = (
            tightest(self.dataset, self.operation).head(TIGHT_ROWS).to_dicts()
        )
        columns: list[Column] = [
            ("tps", lambda r: text(self.names.station(r["tps_id"]))),
            ("tps_id", lambda r: text(r["tps_id"])),
            ("done_at", lambda r: self._moment(r["done_at"])),
            ("due_at", lambda r: self._moment(r["due_at"])),
            (
                "slack",
                lambda r: number(r["slack_s"], self.words.span(r["slack_s"])),
            ),
        ]
        return self._grid("tight", "stops.csv, stages.csv", columns, rows)

    def exceptions(self) -> Grid:
        """
        List the rules that the plan bends.

        Returns
        -------
        Grid
            A row an exception.
        """
        words = self.words
        columns: list[Column] = [
            ("tps", lambda r: text(self._subject(r["subject_id"]))),
            ("rule", lambda r: text(words.code("rule", r["rule"]))),
            ("allowed", lambda r: self._moment(r["allowed_until"])),
            ("planned", lambda r: self._moment(r["planned_at"])),
            ("why", lambda r: text(words.code("why", r["why"]))),
        ]
        rows: list[Row] = self.operation.exceptions.to_dicts()
        return self._grid("exceptions", "exceptions.csv", columns, rows)

    def _subject(self, subject_id: str) -> str:
        if subject_id in self.names.tps:
            return self.names.station(subject_id)
        return subject_id

    def unserved(self) -> Grid:
        """
        List what could not be served.

        Returns
        -------
        Grid
            A row a TPS and stage.
        """
        words = self.words
        columns: list[Column] = [
            ("tps", lambda r: text(self.names.station(r["tps_id"]))),
            ("stage", lambda r: text(words.code("stage", r["stage"]))),
            ("reason", lambda r: text(words.code("reason", r["reason"]))),
            ("remedy", lambda r: text(words.code("remedy", r["remedy"]))),
        ]
        rows: list[Row] = self.operation.unserved.to_dicts()
        return self._grid("unserved", "unserved.csv", columns, rows)
