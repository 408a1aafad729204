"""The days of the operation in words and figures, for table and picture."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from sampai.conditions.outlook.outlook import Alert
from sampai.conditions.prospects import Chances, Prospects, Span
from sampai.documents.conditions.bases import NEAR, Basis, basis_of, worst
from sampai.documents.conditions.districts import grouped
from sampai.documents.names import Names
from sampai.documents.words import Words
from sampai.tables import Dataset

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """
    One chance or several, and what they rest on.

    Parameters
    ----------
    probs
        Chances.
    basis
        Where they come from.
    """

    probs: tuple[float, ...]
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """
    One row of the calendar.

    Parameters
    ----------
    label
        What it is of.
    figures
        One for each day.
    districts
        Those that share it, where it is of districts.
    """

    label: str
    figures: tuple[Figure, ...]
    districts: tuple[str, ...] = ()


@dataclass(kw_only=True)
class Calendar:
    """
    What the days hold, ready to be shown.

    Parameters
    ----------
    dataset
        Checked dataset.
    prospects
        What the days hold.
    names
        Names in the language asked for.
    """

    dataset: Dataset
    prospects: Prospects
    names: Names

    @property
    def words(self) -> Words:
        """Words in the language asked for."""
        return self.names.words

    @property
    def span(self) -> range:
        """Days of the operation."""
        return self.prospects.days.span

    @cached_property
    def rain(self) -> list[Strip]:
        """Chance of any and of heavy rain; equal districts share a row."""
        wet, heavy = self.prospects.wet, self.prospects.heavy
        trust = worst(self.dataset.climate["confidence"])
        rows: dict[object, list[tuple[str, tuple[Figure, ...]]]] = {}
        for at, district in enumerate(wet.places):
            figures = self._figures((wet, heavy), at, trust)
            alike = tuple(self._shown(figure) for figure in figures)
            rows.setdefault(alike, []).append((district, figures))
        strips = [
            Strip(
                label=self._districts([district for district, _ in own]),
                figures=own[0][1],
                districts=tuple(district for district, _ in own),
            )
            for own in rows.values()
        ]
        return sorted(
            strips, key=lambda one: (len(one.districts), one.districts)
        )

    @cached_property
    def seas(self) -> list[Strip]:
        """Chance that waves close each sea."""
        return [
            Strip(
                label=self.words.code("surface", sea),
                figures=self._figures((rough,), 0, self._wave_trust(sea)),
            )
            for sea, rough in self.prospects.rough.items()
        ]

    @cached_property
    def closures(self) -> list[Strip]:
        """Chance of a closure by surface, where it is greatest."""
        trust = worst(
            [
                *self.dataset.climate["confidence"],
                *self.dataset.surfaces["confidence"],
            ]
        )
        return [
            Strip(
                label=self.words.code("surface", surface),
                figures=self._greatest(closed, trust),
            )
            for surface, closed in self.prospects.closed.items()
            if closed.places
        ]

    def low_water(self, day: int) -> list[Span]:
        """
        Find when the beach is open on a day.

        Parameters
        ----------
        day
            Whole days from voting day.

        Returns
        -------
        list of Span
            In order.
        """
        return [
            span
            for span in self.prospects.low_water
            if self.words.day_of(span[0]) == day
        ]

    def clocks(self, spans: Iterable[Span]) -> list[str]:
        """
        Write spans of time.

        Parameters
        ----------
        spans
            Begin and end of each.

        Returns
        -------
        list of str
            Such as ``05.36-09.04``, with a dash.
        """
        clock = self.words.clock
        return [f"{clock(a)}\N{EN DASH}{clock(b)}" for a, b in spans]

    def alert_cells(self, alert: Alert) -> Cells:
        """
        Put an alert into words.

        Parameters
        ----------
        alert
            Alert in force.

        Returns
        -------
        tuple of str
            Event, districts, span, severity, certainty, and who sent it.
        """
        words = self.words
        event = alert.event
        if alert.exercise:
            event = f"{words('conditions.exercise')}: {event}"
        hubs = len(self.names.hubs)
        begin, end = words.moment(alert.begins_at), words.moment(alert.ends_at)
        return (
            event,
            grouped(alert.district_ids, hubs, self.names),
            f"{begin} \N{EN DASH} {end}",
            words.code("alert_severity", alert.severity),
            words.code("alert_certainty", alert.certainty),
            alert.sender,
        )

    def merged(self, strips: Sequence[Strip]) -> Iterator[tuple[str, Cells]]:
        """
        Tell strips in lines, days that are alike together.

        Parameters
        ----------
        strips
            Rows of the calendar.

        Yields
        ------
        tuple
            Days; label, chances in percent and what they rest on. The days
            are blank where they are those of the line before.
        """
        by_day = [self._lines(strips, at) for at in range(len(self.span))]
        first = 0
        for at in range(1, len(by_day) + 1):
            if at < len(by_day) and by_day[at] == by_day[first]:
                continue
            days = self._days(self.span[first], self.span[at - 1])
            for number, line in enumerate(by_day[first]):
                yield "" if number else days, line
            first = at

    def percent(self, prob: float) -> str:
        """
        Write a chance in whole percent, and never a doubtful 0 or 100.

        Parameters
        ----------
        prob
            Chance.

        Returns
        -------
        str
            Such as ``12``, ``<1`` or ``>99``.
        """
        shown = round(100 * prob)
        if shown == 0 and prob > 0:
            return "<1"
        if shown == 100 and prob < 1:  # noqa: PLR2004 (percent)
            return ">99"
        return self.words.whole(shown)

    def _districts(self, districts: Sequence[str]) -> str:
        of_all = len(self.prospects.wet.places)
        return grouped(districts, of_all, self.names)

    def _shown(self, figure: Figure) -> Cells:
        return (*map(self.percent, figure.probs), figure.basis.text)

    def _figures(
        self, parts: tuple[Chances, ...], at: int, trust: str
    ) -> tuple[Figure, ...]:
        return tuple(
            Figure(
                probs=tuple(float(one.prob[at, column]) for one in parts),
                basis=basis_of(parts, (at, column), day, trust, self.words),
            )
            for column, day in enumerate(self.span)
        )

    def _greatest(self, closed: Chances, trust: str) -> tuple[Figure, ...]:
        """Take the district most at risk of each day."""
        return tuple(
            self._figures((closed,), int(closed.prob[:, at].argmax()), trust)[
                at
            ]
            for at in range(len(self.span))
        )

    def _wave_trust(self, sea: str) -> str:
        rows = self.dataset.hazards.filter(
            pl.col("hazard").is_in(["wave", "wave_day_to_day"]),
            applies_to=sea,
        )
        return worst(rows["confidence"])

    def _lines(self, strips: Sequence[Strip], at: int) -> list[Cells]:
        """
        Tell one day in lines.

        Strips that are alike share a line, and so do those that are merely
        moved by forecasts of others: these with the least and the most.
        """
        rows: dict[Cells, list[Strip]] = {}
        for strip in strips:
            figure = strip.figures[at]
            moved = figure.basis.kind == NEAR and bool(strip.districts)
            key = (figure.basis.text,) if moved else self._shown(figure)
            rows.setdefault(key, []).append(strip)
        return [
            (self._label(own), *self._range(own, at), key[-1])
            for key, own in sorted(rows.items(), key=lambda row: len(row[1]))
        ]

    def _range(self, strips: Sequence[Strip], at: int) -> Iterator[str]:
        for probs in zip(
            *(strip.figures[at].probs for strip in strips), strict=True
        ):
            ends = (self.percent(min(probs)), self.percent(max(probs)))
            yield "\N{EN DASH}".join(dict.fromkeys(ends))

    def _label(self, strips: Sequence[Strip]) -> str:
        districts = [one for strip in strips for one in strip.districts]
        if districts:
            return self._districts(districts)
        return ", ".join(strip.label for strip in strips)

    def _days(self, first: int, last: int) -> str:
        words = self.words
        if first == last:
            return words.day(first)
        return f"{words.day(first)} \N{EN DASH} {words.day(last)}"
