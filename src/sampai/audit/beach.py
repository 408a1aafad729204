"""
When a leg that the tide closes is open, by the auditor's own tide and sun.

Readings. The tide must be under ``tide_below_m - tide_margin_m`` during the
whole passage, river crossings included; the middle of the passage must lie
between sunrise and sunset at the leg's ``from_id``. A plan is given the
benefit of 5 mm, of 60 s at the borders of a window and of 60 s of twilight,
for its predictor may differ from this one by as much; a way that the auditor
holds against a plan must be open by as much more, and in daylight from its
begin to its end: whoever reads the contract so is not told of a detour.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from sampai.audit.facts import Facts, Leg
from sampai.audit.sun import daylight
from sampai.audit.tide import heights_m
from sampai.units import SECONDS_PER_DAY

STEP_S = 60
SLACK_M = 0.005
SLACK_S = 60

Span = tuple[int, int]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Beach:
    """
    Tide and daylight over the days of a plan.

    Parameters
    ----------
    facts
        The dataset.
    spans_s
        When the tide is low enough. [s]
    lenient_s
        The same with the plan's benefit. [s]
    strict_s
        When it is low enough beyond doubt. [s]
    """

    facts: Facts
    spans_s: tuple[Span, ...]
    lenient_s: tuple[Span, ...]
    strict_s: tuple[Span, ...]
    _suns: dict[tuple[str, int], Span] = field(default_factory=dict)

    def covers(self, enter_s: int, leave_s: int) -> bool:
        """
        Whether the tide leaves the beach free during a whole passage.

        Parameters
        ----------
        enter_s, leave_s
            The passage. [s]

        Returns
        -------
        bool
            With the plan's benefit of 5 mm or 60 s.
        """
        return any(
            low - SLACK_S <= enter_s and leave_s <= high + SLACK_S
            for low, high in self.lenient_s
        )

    def is_light(self, place_id: str, moment_s: int) -> bool:
        """
        Whether it is day at a place.

        Parameters
        ----------
        place_id
            Where the leg starts.
        moment_s
            The middle of the passage. [s]

        Returns
        -------
        bool
            With a minute of twilight.
        """
        rise, fall = self.sun(place_id, moment_s // SECONDS_PER_DAY)
        return rise - SLACK_S <= moment_s <= fall + SLACK_S

    def sun(self, place_id: str, day: int) -> Span:
        """
        Sunrise and sunset.

        Parameters
        ----------
        place_id
            A place.
        day
            Whole days from voting day.

        Returns
        -------
        tuple of int
            Seconds from midnight before voting day. [s]
        """
        key = (place_id, day)
        if key not in self._suns:
            place = self.facts.places[place_id]
            local: date = self.facts.settings.voting_day + timedelta(day)
            rise, fall = daylight(place.lat, place.lon, local)
            second = self.facts.horizon.second
            self._suns[key] = (second(rise), second(fall))
        return self._suns[key]

    def next_entry(self, leg: Leg, at_s: int, ride_s: int) -> int | None:
        """
        When a leg can be entered beyond doubt.

        Parameters
        ----------
        leg
            Any leg; one that the tide leaves alone is always open.
        at_s
            Not before this. [s]
        ride_s
            Length of the passage. [s]

        Returns
        -------
        int or None
            Second of entry, ``None`` where it does not open again. [s]
        """
        if leg.surface not in self.facts.tidal:
            return at_s
        for low, high in self.strict_s:
            for day in range(
                low // SECONDS_PER_DAY, high // SECONDS_PER_DAY + 1
            ):
                rise, fall = self.sun(leg.from_id, day)
                entry = max(low, at_s, rise + SLACK_S)
                if entry + ride_s <= min(high, fall - SLACK_S):
                    return entry
        return None

    def longest_open_s(self, day: int, spans_s: Sequence[Span]) -> int:
        """
        Longest time on a day for which the beach is open in daylight.

        Parameters
        ----------
        day
            Whole days from voting day.
        spans_s
            When the tide is low enough. [s]

        Returns
        -------
        int
            Over all beach legs, 0 where there is none. [s]
        """
        starts = {
            leg.from_id
            for leg in self.facts.legs.values()
            if leg.surface in self.facts.tidal
        }
        longest = 0
        for start in starts:
            rise, fall = self.sun(start, day)
            for low, high in spans_s:
                longest = max(longest, min(high, fall) - max(low, rise))
        return longest


def watch_beach(facts: Facts, first_day: int, last_day: int) -> Beach:
    """
    Predict the tide over some days and note when it is low.

    Parameters
    ----------
    facts
        The dataset.
    first_day, last_day
        Both days are looked at whole, and a day around them.

    Returns
    -------
    Beach
        Spans in order.
    """
    seconds = np.arange(
        (first_day - 1) * SECONDS_PER_DAY,
        (last_day + 2) * SECONDS_PER_DAY,
        STEP_S,
        dtype=float,
    )
    settings = facts.settings
    zero = np.datetime64(int(facts.horizon.start.timestamp()), "s")
    heights = heights_m(settings.tide, zero + seconds.astype(int))
    limit = settings.tide_below_m - settings.tide_margin_m
    return Beach(
        facts=facts,
        spans_s=_spans(seconds, heights - limit),
        lenient_s=_spans(seconds, heights - limit - SLACK_M),
        strict_s=_spans(seconds, heights - limit + SLACK_M),
    )


def _spans(seconds: Floats, excess_m: Floats) -> tuple[Span, ...]:
    """Spans in which the tide stands below, rounded inward."""
    # A step outside at either end gives every span one rise and one fall.
    is_low = np.concatenate(([False], excess_m < 0, [False])).astype(np.int8)
    turns = np.diff(is_low)
    starts = np.flatnonzero(turns == 1).tolist()
    ends = np.flatnonzero(turns == -1).tolist()
    return tuple(
        (
            math.ceil(_crossing_s(seconds, excess_m, first)),
            math.floor(_crossing_s(seconds, excess_m, end)),
        )
        for first, end in zip(starts, ends, strict=True)
    )


def _crossing_s(seconds: Floats, excess_m: Floats, sample: int) -> float:
    """When the tide passes the limit just before a sample."""
    if sample in (0, len(seconds)):
        return float(seconds[min(sample, len(seconds) - 1)])
    before, after = excess_m[sample - 1], excess_m[sample]
    share = before / (before - after)
    return float(seconds[sample - 1] + share * STEP_S)
