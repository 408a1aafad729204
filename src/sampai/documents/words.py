"""How a document writes numbers, money, days and times."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sampai.clock import ZONE_NAMES
from sampai.documents.catalogue import Texts
from sampai.tables import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Texts):
    """
    Speak one language about one regency.

    Parameters
    ----------
    language
        ``id`` or ``en``.
    zone
        Time zone of the regency.
    voting_day
        Day that days are counted from.
    """

    zone: ZoneInfo
    voting_day: date

    def whole(self, value: float) -> str:
        """
        Write a number without decimals.

        Parameters
        ----------
        value
            Any number.

        Returns
        -------
        str
            Such as ``26.100.000``; in English ``26,100,000``.
        """
        return self.decimal(value, 0)

    def decimal(self, value: float, places: int = 1) -> str:
        """
        Write a number with decimals.

        Parameters
        ----------
        value
            Any number.
        places
            How many decimals.

        Returns
        -------
        str
            Such as ``1.234,5``; in English ``1,234.5``.
        """
        text = f"{value:,.{places}f}"
        if self.language == "id":
            return text.translate(str.maketrans(",.", ".,"))
        return text

    def money(self, idr: float) -> str:
        """
        Write an amount of rupiah.

        Parameters
        ----------
        idr
            Amount. [IDR]

        Returns
        -------
        str
            Such as ``Rp26.100.000``.
        """
        return f"Rp{self.whole(idr)}"

    def percent(self, share: float) -> str:
        """
        Write a share as a percentage.

        Parameters
        ----------
        share
            Such as 0.563.

        Returns
        -------
        str
            Such as ``56,3 %``.
        """
        return f"{self.decimal(share * 100)}\N{NO-BREAK SPACE}%"

    def local(self, moment: datetime) -> datetime:
        """
        Move a moment to the clock of the regency.

        Parameters
        ----------
        moment
            Aware moment.

        Returns
        -------
        datetime
            The same moment, local.
        """
        return moment.astimezone(self.zone)

    @property
    def zone_name(self) -> str:
        """Name of the zone such as ``WIB``."""
        noon = datetime.combine(self.voting_day, datetime.min.time())
        offset = noon.replace(tzinfo=self.zone).strftime("%z")
        return ZONE_NAMES.get(str(self.zone), offset)

    def clock(self, moment: datetime) -> str:
        """
        Write the local time of day.

        Parameters
        ----------
        moment
            Aware moment.

        Returns
        -------
        str
            Such as ``07.30``.
        """
        return f"{self.local(moment):%H.%M}"

    def day(self, day: int) -> str:
        """
        Name a day as officials count it.

        Parameters
        ----------
        day
            Whole days from voting day.

        Returns
        -------
        str
            Such as ``H-3``; voting day is ``H``.
        """
        return "H" if day == 0 else f"H{day:+d}"

    def day_of(self, moment: datetime) -> int:
        """
        Count the local days from voting day to a moment.

        Parameters
        ----------
        moment
            Aware moment.

        Returns
        -------
        int
            Whole days from voting day.
        """
        return (self.local(moment).date() - self.voting_day).days

    def date(self, day: int) -> str:
        """
        Write the date of a day in full.

        Parameters
        ----------
        day
            Whole days from voting day.

        Returns
        -------
        str
            Such as ``Senin, 25 November 2024``.
        """
        date = self.voting_day + timedelta(days=day)
        weekday = self.several("calendar.weekdays")[date.weekday()]
        month = self.several("calendar.months")[date.month - 1]
        return f"{weekday}, {date.day} {month} {date.year}"

    def short_date(self, day: int) -> str:
        """
        Write the date of a day briefly.

        Parameters
        ----------
        day
            Whole days from voting day.

        Returns
        -------
        str
            Such as ``Sen 25/11``.
        """
        date = self.voting_day + timedelta(days=day)
        weekday = self.several("calendar.weekdays")[date.weekday()]
        return f"{weekday[:3]} {date:%d/%m}"

    def moment(self, moment: datetime) -> str:
        """
        Write day and time of a moment.

        Parameters
        ----------
        moment
            Aware moment.

        Returns
        -------
        str
            Such as ``H-2 Sen 25/11 07.30``.
        """
        day = self.day_of(moment)
        date = self.short_date(day)
        return f"{self.day(day)} {date} {self.clock(moment)}"

    def span(self, seconds: float) -> str:
        """
        Write a length of time in hours and minutes.

        Parameters
        ----------
        seconds
            Length; rounded down to the minute. [s]

        Returns
        -------
        str
            Such as ``2 j 05 mnt``; below zero with a minus.
        """
        minutes = int(abs(seconds)) // 60
        sign = "\N{MINUS SIGN}" if seconds < 0 else ""
        return sign + self(
            "general.span", hours=minutes // 60, minutes=f"{minutes % 60:02d}"
        )

    def km(self, metres: float) -> str:
        """
        Write a distance in kilometres.

        Parameters
        ----------
        metres
            Distance. [m]

        Returns
        -------
        str
            Such as ``12,3 km``.
        """
        return f"{self.decimal(metres / 1000)}\N{NO-BREAK SPACE}km"


def words_of(settings: Settings, language: str) -> Words:
    """
    Take the words for a dataset.

    Parameters
    ----------
    settings
        Settings of the dataset.
    language
        ``id`` or ``en``.

    Returns
    -------
    Words
        They know its time zone and voting day.
    """
    return Words(
        language=language,
        zone=ZoneInfo(settings.time_zone),
        voting_day=settings.voting_day,
    )
