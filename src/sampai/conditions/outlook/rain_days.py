"""Slots of a forecast summed to local days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sampai.conditions.outlook.days import Days
from sampai.conditions.outlook.outlook import Caution, RainForecast
from sampai.tables.wording import listed
from sampai.units import SECONDS_PER_DAY, SECONDS_PER_HOUR

# A slot stands for three hours, or for less where the next begins sooner.
SLOT = timedelta(hours=3)
HOURS_PER_DAY = 24
HALF = HOURS_PER_DAY // 2

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """
    Some hours of a forecast.

    Parameters
    ----------
    begins_at
        When they begin, aware.
    rain_mm
        Rain in them, ``None`` where it is not known. [mm]
    """

    begins_at: datetime
    rain_mm: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Village:
    """
    Where a forecast is of, and whence it comes.

    Parameters
    ----------
    code
        Code of the village.
    district_id
        Its district.
    source
        File or address.
    issuer
        Who made it.
    issued_at
        When it was made, or ``None``.
    """

    code: str
    district_id: str
    source: str
    issuer: str
    issued_at: datetime | None


def rain_of(
    village: Village, slots: Sequence[Slot], days: Days
) -> tuple[list[RainForecast], list[Caution]]:
    """
    Sum the slots of each day of the operation.

    Rain counts for the day on which its slot begins, hours for the day on
    which they lie.

    Parameters
    ----------
    village
        Where the forecast is of.
    slots
        Slots at different moments, in any order.
    days
        Days of the operation.

    Returns
    -------
    list of RainForecast
        Days that the slots cover at least by half.
    list of Caution
        What is missing.
    """
    ordered = sorted(slots, key=lambda slot: slot.begins_at)
    spans = _spans(ordered, days)
    known = [slot for slot in ordered if slot.rain_mm is not None]
    rains: list[RainForecast] = []
    cautions: list[Caution] = []
    for day in days.span:
        own = [slot for slot in known if days.day_of(slot.begins_at) == day]
        if not own:
            continue
        missing = _missing(spans, days.horizon.day_start_s(day))
        covered_s = SECONDS_PER_DAY - sum(end - at for at, end in missing)
        hours = covered_s // SECONDS_PER_HOUR
        if missing:
            cautions.append(_gap(village, days.told(day), missing, hours))
        if hours >= HALF:
            rains.append(_rain(village, day, own, hours))
    if not any(days.day_of(slot.begins_at) in days.span for slot in ordered):
        cautions += _outside(village, ordered, days)
    return rains, cautions


def _spans(ordered: Sequence[Slot], days: Days) -> list[Span]:
    """Seconds of the horizon that slots of known rain cover."""
    horizon = days.horizon
    begins = [slot.begins_at for slot in ordered]
    ends = [*begins[1:], *(begin + SLOT for begin in begins[-1:])]
    return [
        (
            horizon.second(slot.begins_at),
            horizon.second(min(slot.begins_at + SLOT, end)),
        )
        for slot, end in zip(ordered, ends, strict=True)
        if slot.rain_mm is not None
    ]


def _missing(spans: Sequence[Span], start_s: int) -> list[Span]:
    """Spans of a day that nothing covers, in seconds of that day."""
    missing: list[Span] = []
    reached = 0
    for begins_s, ends_s in spans:
        begin = min(max(begins_s - start_s, 0), SECONDS_PER_DAY)
        if begin > reached:
            missing.append((reached, begin))
        reached = max(reached, min(ends_s - start_s, SECONDS_PER_DAY))
    if reached < SECONDS_PER_DAY:
        missing.append((reached, SECONDS_PER_DAY))
    return missing


def _gap(
    village: Village, date: str, missing: Sequence[Span], hours: int
) -> Caution:
    told = tuple(f"{_clock(at)}-{_clock(end)}" for at, end in missing)
    kept = hours >= HALF
    return Caution(
        source=village.source,
        found=(
            f"village {village.code} has no forecast for {date}"
            f" {listed(told, 'and')} ({hours} of {HOURS_PER_DAY} hours are"
            " there)"
        ),
        meaning=(
            "the day is used with the hours that are there"
            if kept
            else "less than half a day says too little, so it is left out"
        ),
    )


def _clock(second: int) -> str:
    minutes = second // 60
    return f"{minutes // 60:02}.{minutes % 60:02}"


def _rain(
    village: Village, day: int, own: Sequence[Slot], hours: int
) -> RainForecast:
    return RainForecast(
        district_id=village.district_id,
        day=day,
        rain_mm=round(sum(slot.rain_mm or 0.0 for slot in own), 3),
        hours=hours,
        heaviest_mm_3h=round(max(_windows(own)), 3),
        issued_at=village.issued_at,
        source=village.source,
        issuer=village.issuer,
    )


def _windows(own: Sequence[Slot]) -> Iterator[float]:
    """Rain of the three hours from the beginning of each slot."""
    for slot in own:
        yield sum(
            other.rain_mm or 0.0
            for other in own
            if slot.begins_at <= other.begins_at < slot.begins_at + SLOT
        )


def _outside(
    village: Village, ordered: Sequence[Slot], days: Days
) -> Iterator[Caution]:
    if ordered:
        first, last = (
            days.local(slot.begins_at).date()
            for slot in (ordered[0], ordered[-1])
        )
        yield Caution(
            source=village.source,
            found=(
                f"village {village.code} is forecast for {first} to {last},"
                f" the operation runs from {days.all_told}"
            ),
            meaning="it is not used",
        )
