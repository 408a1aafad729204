"""Putting what several sources say together: the newest issue wins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sampai.conditions.outlook.outlook import (
    Alert,
    Caution,
    Outlook,
    RainForecast,
    WaveForecast,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertMessage:
    """
    What one message says: new alerts, and which older ones it ends.

    Parameters
    ----------
    alerts
        Alerts it holds.
    ends
        Sender and identifier of each alert that it updates or cancels.
    word
        ``updated`` or ``cancelled``, or nothing.
    exercise
        Whether it is only a rehearsal; then it ends rehearsals alone.
    source
        File or address it was read from.
    cautions
        What a person should know about it.
    """

    alerts: tuple[Alert, ...] = ()
    ends: tuple[tuple[str, str], ...] = ()
    word: str = ""
    exercise: bool = False
    source: str = ""
    cautions: tuple[Caution, ...] = ()


def merged(
    outlooks: Sequence[Outlook], messages: Sequence[AlertMessage] = ()
) -> Outlook:
    """
    Put what several sources say together.

    The newest issue wins for each district and day, and for each sea and
    day. Of two issues of the same moment the wetter and the rougher one
    wins: two villages of a district may differ.

    Parameters
    ----------
    outlooks
        What was read from forecasts.
    messages
        What was read from alerts.

    Returns
    -------
    Outlook
        Sorted.
    """
    alerts, ended = _in_force(messages)
    rains = sorted(
        (one for outlook in outlooks for one in outlook.rains),
        key=lambda one: (*_age(one), one.rain_mm, one.hours, one.source),
    )
    waves = sorted(
        (one for outlook in outlooks for one in outlook.waves),
        key=lambda one: (*_age(one), one.high_m, one.low_m, one.source),
    )
    # Later ones replace earlier ones.
    rain = {(one.district_id, one.day): one for one in rains}
    wave = {(one.sea, one.day): one for one in waves}
    parts: Iterable[Outlook | AlertMessage] = (*outlooks, *messages)
    cautions = [caution for part in parts for caution in part.cautions]
    return Outlook(
        rains=tuple(rain[name] for name in sorted(rain)),
        waves=tuple(wave[name] for name in sorted(wave)),
        alerts=tuple(alerts),
        cautions=tuple(dict.fromkeys((*cautions, *ended))),
    )


def _age(one: RainForecast | WaveForecast) -> tuple[bool, float]:
    """Tell the moment of issue; what does not tell it counts as oldest."""
    moment = one.issued_at
    return moment is not None, moment.timestamp() if moment else 0.0


def _in_force(
    messages: Sequence[AlertMessage],
) -> tuple[list[Alert], list[Caution]]:
    """Leave out alerts that another message ended, and copies."""
    ending = {
        (message.exercise, *named): message
        for message in messages
        for named in message.ends
    }
    alerts: dict[Alert, Alert] = {}
    ended: list[Caution] = []
    for message in messages:
        for alert in message.alerts:
            by = ending.get((alert.exercise, alert.sender, alert.identifier))
            if by is None:
                alerts.setdefault(_without_source(alert), alert)
            else:
                ended.append(_ended(alert, by))
    found = sorted(
        alerts.values(),
        key=lambda one: (one.begins_at, one.identifier, one.district_ids),
    )
    return found, ended


def _without_source(alert: Alert) -> Alert:
    return replace(alert, source="")


def _ended(alert: Alert, by: AlertMessage) -> Caution:
    return Caution(
        source=alert.source,
        found=f"the alert {alert.identifier} was {by.word} by {by.source}",
        meaning="it is not used",
    )
