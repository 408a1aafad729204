"""What is forecast and warned of for the days of the operation."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sampai.clock import spoken_time

BMKG = "BMKG"


@dataclass(frozen=True, slots=True, kw_only=True)
class RainForecast:
    """
    Rain of one district on one local day.

    Parameters
    ----------
    district_id
        Hub of the district.
    day
        Whole days from voting day, local.
    rain_mm
        Sum over the slots that begin on the day. [mm]
    hours
        Hours of the day that the slots cover, at most 24. [h]
    heaviest_mm_3h
        The most that falls within three hours. [mm]
    issued_at
        When it was made, or ``None`` where the file does not tell.
    source
        File or address it was read from.
    issuer
        Who made it.
    """

    district_id: str
    day: int
    rain_mm: float
    hours: int
    heaviest_mm_3h: float
    issued_at: datetime | None
    source: str
    issuer: str = BMKG


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveForecast:
    """
    Waves of one sea on one local day, as published: in open water.

    Parameters
    ----------
    sea
        Surface of the dataset that waves close.
    day
        Whole days from voting day, local.
    low_m, high_m
        From and to. [m]
    issued_at
        When it was made, or ``None`` where the file does not tell.
    source
        File or address it was read from.
    issuer
        Who made it.
    """

    sea: str
    day: int
    low_m: float
    high_m: float
    issued_at: datetime | None
    source: str
    issuer: str = BMKG


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """
    One warning, in force for a span of time in some districts.

    Parameters
    ----------
    identifier, sender
        Both together name the alert.
    district_ids
        Districts it touches, sorted.
    begins_at, ends_at
        Span in which it holds, aware.
    event, severity, certainty, headline
        As the sender writes them.
    sent_at
        When it was sent, aware.
    exercise
        Whether it is only a rehearsal.
    source
        File or address it was read from.
    """

    identifier: str
    district_ids: tuple[str, ...]
    begins_at: datetime
    ends_at: datetime
    event: str
    severity: str
    certainty: str
    headline: str
    sender: str
    sent_at: datetime
    exercise: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """
    A clear warning that stops nothing.

    Parameters
    ----------
    source
        File or address it is about.
    found
        What is odd.
    meaning
        What sampai makes of it.
    passing
        Whether it speaks of the moment of asking, such as the age of a
        copy; then it is told, but written to no file.
    """

    source: str
    found: str
    meaning: str
    passing: bool = False

    def __str__(self) -> str:
        """Tell the caution in one line."""
        return f"{self.source}: {self.found}; {self.meaning}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """
    Who issued a source, and when.

    Parameters
    ----------
    source
        File or address.
    issuer
        Who made it.
    issued_at
        When, or ``None`` where the source does not tell.
    """

    source: str
    issuer: str
    issued_at: datetime | None

    def __str__(self) -> str:
        """Tell the credit in one line."""
        if self.issued_at is None:
            return f"{self.source}: {self.issuer}, time of issue unknown"
        moment = self.issued_at
        day, clock = moment.date().isoformat(), spoken_time(moment)
        return f"{self.source}: {self.issuer}, issued {day} {clock}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """
    Forecasts and alerts for the days of the operation.

    Parameters
    ----------
    rains
        At most one for each district and day.
    waves
        At most one for each sea and day.
    alerts
        Alerts in force.
    cautions
        What a person should know about them.
    """

    rains: tuple[RainForecast, ...] = ()
    waves: tuple[WaveForecast, ...] = ()
    alerts: tuple[Alert, ...] = ()
    cautions: tuple[Caution, ...] = ()

    @classmethod
    def nothing(cls) -> "Outlook":
        """
        Nothing is forecast; the climate alone speaks.

        Returns
        -------
        Outlook
            Empty.
        """
        return cls()

    @property
    def lasting_cautions(self) -> tuple[Caution, ...]:
        """Cautions that files may hold: the same for the same input."""
        return tuple(one for one in self.cautions if not one.passing)

    @property
    def credits(self) -> tuple[Credit, ...]:
        """Who issued what is used, and when; the newest of each source."""
        newest: dict[tuple[str, str], Credit] = {}
        for credit in self._credits():
            name = (credit.source, credit.issuer)
            newest[name] = _newer(newest.get(name, credit), credit)
        return tuple(newest[name] for name in sorted(newest))

    def _credits(self) -> Iterator[Credit]:
        issued: tuple[RainForecast | WaveForecast, ...]
        issued = (*self.rains, *self.waves)
        for one in issued:
            yield Credit(
                source=one.source, issuer=one.issuer, issued_at=one.issued_at
            )
        for alert in self.alerts:
            yield Credit(
                source=alert.source,
                issuer=alert.sender,
                issued_at=alert.sent_at,
            )


def _newer(first: Credit, second: Credit) -> Credit:
    if second.issued_at is None:
        return first
    if first.issued_at is None or second.issued_at > first.issued_at:
        return second
    return first
