"""The days of the operation, and moments as weather services write them."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from sampai.clock import Horizon
from sampai.tables import Dataset
from sampai.units import SECONDS_PER_DAY

# A moment far from any election is a slip; it would also leave the calendar
# when it is moved to another time zone.
YEARS = (2000, 2100)
MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?"
    r" ?(Z|UTC|[+-]\d\d:?\d\d)?",
    re.ASCII,
)
OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """
    The local days on which anything is moved.

    Parameters
    ----------
    horizon
        Begins with the first of them.
    span
        Whole days from voting day.
    """

    horizon: Horizon
    span: range

    @property
    def begins_at(self) -> datetime:
        """Local midnight at which the first day begins."""
        return self.horizon.start

    @property
    def ends_at(self) -> datetime:
        """Local midnight at which the last day ends."""
        return self.starts_at(self.span[-1] + 1)

    def starts_at(self, day: int) -> datetime:
        """
        Local midnight at which a day begins.

        Parameters
        ----------
        day
            Whole days from voting day.

        Returns
        -------
        datetime
            Aware, in the zone of the regency.
        """
        return self.horizon.moment(self.horizon.day_start_s(day))

    def day_of(self, moment: datetime) -> int:
        """
        Local day of a moment.

        Parameters
        ----------
        moment
            Aware.

        Returns
        -------
        int
            Whole days from voting day.
        """
        return self.horizon.day_of(self.horizon.second(moment))

    def touched(self, begins_at: datetime, ends_at: datetime) -> range:
        """
        Find the days of the operation that a span of time touches.

        Parameters
        ----------
        begins_at, ends_at
            Aware; the end does not belong to the span.

        Returns
        -------
        range
            Whole days from voting day, none where it lies outside.
        """
        begins_s = self.horizon.second(begins_at)
        ends_s = self.horizon.second(ends_at)
        first = self.horizon.day_of(begins_s)
        last = self.horizon.day_of(ends_s - 1)
        return range(max(first, self.span[0]), min(last, self.span[-1]) + 1)

    def told(self, day: int) -> str:
        """
        Date of a day.

        Parameters
        ----------
        day
            Whole days from voting day.

        Returns
        -------
        str
            Such as ``2024-11-24``.
        """
        return self.starts_at(day).date().isoformat()

    def local(self, moment: datetime) -> datetime:
        """
        Move a moment to the zone of the regency.

        Parameters
        ----------
        moment
            Aware.

        Returns
        -------
        datetime
            The same moment.
        """
        return moment.astimezone(self.horizon.zone)

    @property
    def all_told(self) -> str:
        """First and last date."""
        return f"{self.told(self.span[0])} to {self.told(self.span[-1])}"


def operation_days(dataset: Dataset) -> Days:
    """
    Find the days on which the stages of a dataset run.

    Parameters
    ----------
    dataset
        Checked dataset.

    Returns
    -------
    Days
        From the first day of any stage to the last of any.
    """
    settings, stages = dataset.settings, dataset.stages
    first = min(stages["first_day"].to_list(), default=0)
    last = max(stages["last_day"].to_list(), default=0)
    horizon = Horizon(
        voting_day=settings.voting_day,
        first_day=first,
        zone=ZoneInfo(settings.time_zone),
    )
    return Days(horizon=horizon, span=range(first, last + 1))


def read_moment(
    text: str, zone: ZoneInfo | timezone | None = None
) -> datetime | None:
    """
    Read a moment.

    Parameters
    ----------
    text
        Such as ``2024-11-24 00:00:00``, ``2026-08-03 23:47 UTC`` or
        ``2024-11-24T12:50:00+07:00``.
    zone
        Where it is of, if it does not tell; ``None``: it must tell.

    Returns
    -------
    datetime or None
        Aware, in UTC; ``None`` where it is no moment of this century.
    """
    found = MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    day, clock, offset = found.groups()
    own = zone if offset is None else read_offset(offset)
    if own is None:
        return None
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=own)
    except ValueError:
        return None
    if not YEARS[0] <= moment.year < YEARS[1]:
        return None
    return moment.astimezone(UTC)


def read_offset(text: str) -> timezone | None:
    """
    Read an offset from UTC.

    Parameters
    ----------
    text
        Such as ``+0700``, ``+07:00``, ``Z`` or ``UTC``.

    Returns
    -------
    timezone or None
        The offset, ``None`` where it is none.
    """
    if text in {"Z", "UTC"}:
        return UTC
    found = OFFSET.fullmatch(text)
    if found is None:
        return None
    sign, hours, minutes = found.groups()
    span = timedelta(hours=int(hours), minutes=int(minutes))
    if span >= timedelta(seconds=SECONDS_PER_DAY):
        return None
    return timezone(span if sign == "+" else -span)
