"""Until when goods must be where they are due."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sampai.election import Deadline, Item, Regulation
from sampai.tables import Settings


def due_of(
    item: Item, regulation: Regulation, settings: Settings
) -> datetime | None:
    """
    Tell until when an item must be where it is due.

    Parameters
    ----------
    item
        Item of the regulation.
    regulation
        With its deadlines.
    settings
        With voting day and hour.

    Returns
    -------
    datetime or None
        The last minute of the day where the rule names a day; None where
        the regulation knows no such deadline.
    """
    for deadline in regulation.deadlines:
        if deadline.id == item.due_stage:
            return _moment(deadline, settings)
    return None


def _moment(deadline: Deadline, settings: Settings) -> datetime:
    zone = ZoneInfo(settings.time_zone)
    opens = datetime.combine(
        settings.voting_day, settings.polls_open, tzinfo=zone
    )
    if deadline.hours_from_open is not None:
        return opens + timedelta(hours=deadline.hours_from_open)
    ends = opens.replace(hour=23, minute=59)
    return ends + timedelta(days=deadline.day or 0)
