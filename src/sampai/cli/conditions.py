"""`sampai conditions`: what is known and what is assumed, day by day."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from sampai.cli.datasets import open_dataset
from sampai.cli.language import Language
from sampai.cli.outlook import open_outlook, tell_outlook
from sampai.cli.screen import result_console
from sampai.cli.view import plain_table
from sampai.conditions.hazards import missing_hazards
from sampai.conditions.outlook import Outlook
from sampai.conditions.prospects import Prospects, find_prospects
from sampai.documents.conditions import write_conditions
from sampai.documents.conditions.calendar import Calendar, Strip
from sampai.documents.conditions.sentences import sentences
from sampai.documents.names import names_of
from sampai.documents.words import Words
from sampai.tables import Dataset

PAGE = "conditions.html"


def run(
    named: str,
    names: Sequence[str],
    language: Language,
    *,
    exercise: bool,
    out: Path | None,
) -> None:
    """
    Print what is known and what is assumed; draw it, if asked.

    Parameters
    ----------
    named
        Path of a folder or a workbook, or name of a packaged dataset.
    names
        Files and addresses of forecasts and alerts.
    language
        Language of the words.
    exercise
        Whether rehearsals and tests are taken too.
    out
        Folder for the picture; ``None`` for none.
    """
    dataset = open_dataset(named)
    outlook = open_outlook(dataset, names, exercise=exercise)
    prospects = find_prospects(dataset, outlook)
    if out is not None:
        _draw(dataset, prospects, out, language)
    calendar = Calendar(
        dataset=dataset, prospects=prospects, names=names_of(dataset, language)
    )
    console = result_console()
    console.print(f"[bold]{escape(dataset.settings.name)}[/]")
    for table in _Tables(calendar=calendar).every():
        console.print()
        console.print(table)
    _tell_missing(console, calendar)
    console.print()
    _tell_sources(console, outlook, calendar.words)
    if out is not None:
        told = calendar.words("conditions.picture")
        console.print(f"{told}: {escape(str(out / PAGE))}", soft_wrap=True)


def _draw(
    dataset: Dataset, prospects: Prospects, folder: Path, language: Language
) -> None:
    """Write the page beside its place and move it there at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as lent:
        page = Path(lent) / PAGE
        write_conditions(dataset, prospects, page, language)
        page.replace(folder / PAGE)


def _tell_missing(console: Console, calendar: Calendar) -> None:
    missing = missing_hazards(calendar.dataset)
    if missing:
        told = calendar.words("conditions.missing", names="; ".join(missing))
        console.print()
        console.print(f"[yellow]{escape(told)}[/]", soft_wrap=True)


def _tell_sources(console: Console, outlook: Outlook, words: Words) -> None:
    tell_outlook(console, outlook, words)
    if not outlook.credits:
        console.print(words("conditions.nothing_given"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    """Makes the tables of the screen."""

    calendar: Calendar

    def every(self) -> Iterator[Table]:
        """Give what is known, what is chance, and what it rests on."""
        calendar = self.calendar
        yield self._known()
        yield from self._alerts()
        for title, what, strips, chances, note in (
            ("rain_title", "districts", calendar.rain, ("wet", "heavy"), None),
            ("sea_title", "sea", calendar.seas, ("chance",), "sea_note"),
            (
                *("closed_title", "surface", calendar.closures),
                *(("chance",), "closed_note"),
            ),
        ):
            yield from self._chances(title, what, strips, chances, note)
        yield self._assumed()

    def _text(self, key: str, **values: object) -> str:
        return self.calendar.words(f"conditions.{key}", **values)

    def _table(self, title: str, columns: Iterable[str]) -> Table:
        table = plain_table(self._text(title))
        for key in columns:
            table.add_column(self._text(key), overflow="fold")
        return table

    def _known(self) -> Table:
        calendar, words = self.calendar, self.calendar.words
        tidal = calendar.prospects.tidal
        keys = ["day", "date", "sun", *(["beach"] if tidal else [])]
        table = self._table("known_title", keys)
        for day, span in zip(
            calendar.span, calendar.prospects.sun, strict=True
        ):
            beach = ", ".join(calendar.clocks(calendar.low_water(day)))
            cells = [words.day(day), words.short_date(day)]
            cells += calendar.clocks([span])
            if tidal:
                cells.append(beach or self._text("beach_closed"))
            table.add_row(*cells, style="bold" if day == 0 else None)
        table.caption = self._known_note()
        return table

    def _known_note(self) -> str:
        settings = self.calendar.dataset.settings
        if not self.calendar.prospects.tidal:
            return self._text("no_tide")
        limit_m = settings.tide_below_m - settings.tide_margin_m
        return self._text(
            "known_note",
            limit=self.calendar.words.decimal(limit_m, 2),
            source=escape(settings.tide.source),
        )

    def _alerts(self) -> Iterator[Table]:
        alerts = self.calendar.prospects.outlook.alerts
        if not alerts:
            return
        keys = ("event", "districts", "when", "severity", "certainty", "from")
        table = self._table("alerts_title", keys)
        for alert in alerts:
            # An alert is written by others: no mark-up of theirs is read.
            table.add_row(*map(Text, self.calendar.alert_cells(alert)))
        yield table

    def _chances(
        self,
        title: str,
        what: str,
        strips: Sequence[Strip],
        chances: Sequence[str],
        note: str | None,
    ) -> Iterator[Table]:
        if not strips:
            return
        table = self._table(title, ("days", what))
        for key in chances:
            table.add_column(f"{self._text(key)}, %", justify="right")
        table.add_column(self._text("from"), overflow="fold")
        for days, cells in self.calendar.merged(strips):
            table.add_row(days, *map(Text, cells))
        if note is not None:
            limit_m = self.calendar.dataset.settings.wave_below_m
            limit = self.calendar.words.decimal(limit_m, 2)
            table.caption = self._text(note, limit=limit)
        yield table

    def _assumed(self) -> Table:
        calendar = self.calendar
        table = self._table("assumed_title", ("sentence", "trust"))
        for one in sentences(calendar.dataset, calendar.names):
            confidence = calendar.words.code("confidence", one.confidence)
            table.add_row(Text(one.text), confidence)
        return table
