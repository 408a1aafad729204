"""The planning horizon: whole seconds inside, aware moments at the borders."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sampai.units import SECONDS_PER_DAY

ZONE_NAMES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


def seconds_of_day(moment: time) -> int:
    """
    Count the seconds from midnight to a time of day.

    Parameters
    ----------
    moment
        Local time of day.

    Returns
    -------
    int
        Seconds from midnight. [s]
    """
    return moment.hour * 3600 + moment.minute * 60 + moment.second


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """
    The span a computation runs over, counted in seconds from its start.

    Indonesia keeps one offset all year, so a local day is 86,400 s.

    Parameters
    ----------
    voting_day
        Local date of the vote.
    first_day
        Day on which second 0 falls, at local midnight; whole days from
        voting day, so -5 is five days before the vote.
    zone
        Time zone of the regency.
    """

    voting_day: date
    first_day: int
    zone: ZoneInfo

    @property
    def start(self) -> datetime:
        """Local midnight at which second 0 falls."""
        midnight = datetime.combine(self.voting_day, time(0), self.zone)
        return midnight + timedelta(days=self.first_day)

    def day_start_s(self, day: int) -> int:
        """
        Second at which a day begins.

        Parameters
        ----------
        day
            Whole days from voting day.

        Returns
        -------
        int
            Seconds from the start of the horizon. [s]
        """
        return (day - self.first_day) * SECONDS_PER_DAY

    def day_of(self, second: int) -> int:
        """
        Day in which a second falls.

        Parameters
        ----------
        second
            Seconds from the start of the horizon. [s]

        Returns
        -------
        int
            Whole days from voting day.
        """
        return second // SECONDS_PER_DAY + self.first_day

    def moment(self, second: int) -> datetime:
        """
        Local moment of a second of the horizon.

        Parameters
        ----------
        second
            Seconds from the start of the horizon. [s]

        Returns
        -------
        datetime
            Aware, in the zone of the regency.
        """
        return self.start + timedelta(seconds=second)

    def second(self, moment: datetime) -> int:
        """
        Second of the horizon at which an aware moment falls.

        Parameters
        ----------
        moment
            Aware moment.

        Returns
        -------
        int
            Seconds from the start of the horizon. [s]
        """
        return round((moment - self.start).total_seconds())


def spoken_time(moment: datetime) -> str:
    """
    A moment as people read it, such as ``07.30 WIB``.

    Parameters
    ----------
    moment
        Aware, in the zone of the regency.

    Returns
    -------
    str
        Hour and minute with the name of the zone.
    """
    name = ZONE_NAMES.get(str(moment.tzinfo), moment.strftime("%z"))
    return f"{moment:%H.%M} {name}"
