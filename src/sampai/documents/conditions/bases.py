"""Where the chance of a day comes from: a forecast, or the climate."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sampai.conditions.outlook.outlook import (
    Alert,
    Credit,
    RainForecast,
    WaveForecast,
)
from sampai.conditions.outlook.rain_days import HOURS_PER_DAY
from sampai.conditions.prospects import Chances
from sampai.documents.words import Words

FORECAST, NEAR, CLIMATE = "forecast", "near", "climate"
# From most to least; what rests on several rows is as good as the worst.
TRUST = ("real", "derived", "synthesised", "assumed")
# Under half a percent nobody sees that a chance was moved.
MOVED = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """
    What a chance rests on.

    Parameters
    ----------
    kind
        ``forecast``, ``near`` for one moved by forecasts of other days or
        places, or ``climate``.
    text
        The same in words, with who issued it and when.
    """

    kind: str
    text: str


def basis_of(
    parts: Iterable[Chances],
    at: tuple[int, int],
    day: int,
    confidence: str,
    words: Words,
) -> Basis:
    """
    Say what the chances of a place and day rest on.

    Parameters
    ----------
    parts
        Chances that are shown together.
    at
        Positions of place and day.
    day
        Whole days from voting day.
    confidence
        Of the climate behind them.
    words
        Words in the language asked for.

    Returns
    -------
    Basis
        Kind and words.
    """
    held = list(parts)
    seen = held[0].seen.get((held[0].places[at[0]], day))
    if seen is not None:
        return Basis(kind=FORECAST, text=told(seen.source, words))
    moved = any(abs(one.prob[at] - one.usual[at]) >= MOVED for one in held)
    kind = NEAR if moved else CLIMATE
    said = words.code("confidence", confidence)
    text = words(f"conditions.{kind}", confidence=said)
    return Basis(kind=kind, text=text)


def worst(confidences: Iterable[str]) -> str:
    """
    Take the least trust.

    Parameters
    ----------
    confidences
        Codes of the tables.

    Returns
    -------
    str
        The worst of them; ``assumed`` where there is none.
    """
    return max(confidences, key=TRUST.index, default=TRUST[-1])


def told(source: RainForecast | WaveForecast | Alert, words: Words) -> str:
    """
    Put a forecast or an alert into words.

    Parameters
    ----------
    source
        What was read.
    words
        Words in the language asked for.

    Returns
    -------
    str
        Such as ``BMKG: 26 mm, issued 23 Nov 19.00 WIB``.
    """
    if isinstance(source, Alert):
        return words(
            "conditions.alert_seen",
            issuer=source.sender,
            event=source.event,
            issued=issued(source.sent_at, words),
        )
    when = issued(source.issued_at, words)
    if isinstance(source, WaveForecast):
        return words(
            "conditions.wave_seen",
            issuer=source.issuer,
            low=_short(source.low_m, words),
            high=_short(source.high_m, words),
            issued=when,
        )
    whole = source.hours >= HOURS_PER_DAY
    return words(
        "conditions.rain_seen" if whole else "conditions.rain_part",
        issuer=source.issuer,
        mm=_short(source.rain_mm, words),
        hours=source.hours,
        issued=when,
    )


def issued(moment: datetime | None, words: Words) -> str:
    """
    Tell when something was issued.

    Parameters
    ----------
    moment
        Aware moment, or ``None`` where it is not known.
    words
        Words in the language asked for.

    Returns
    -------
    str
        Such as ``issued 23 Nov 19.00 WIB``.
    """
    if moment is None:
        return words("conditions.issued_unknown")
    return words("conditions.issued", moment=short_moment(moment, words))


def short_moment(moment: datetime, words: Words) -> str:
    """
    Write day and time of a moment with its zone.

    Parameters
    ----------
    moment
        Aware moment.
    words
        Words in the language asked for.

    Returns
    -------
    str
        Such as ``23 Nov 19.00 WIB``.
    """
    local = words.local(moment)
    month = words.several("calendar.months")[local.month - 1][:3]
    return f"{local.day} {month} {words.clock(moment)} {words.zone_name}"


def credit_lines(credits_: Iterable[Credit], words: Words) -> list[str]:
    """
    Say who issued what is used, and when, each once.

    Parameters
    ----------
    credits_
        Of an outlook.
    words
        Words in the language asked for.

    Returns
    -------
    list of str
        Such as ``BMKG, issued 23 Nov 19.00 WIB``.
    """
    lines = [
        words(
            "conditions.credit",
            issuer=one.issuer,
            issued=issued(one.issued_at, words),
        )
        for one in sorted(
            credits_,
            key=lambda one: (
                one.issued_at.timestamp() if one.issued_at else 0.0,
                one.issuer,
            ),
        )
    ]
    return list(dict.fromkeys(lines))


def _short(value: float, words: Words) -> str:
    places = len(f"{value:.2f}".rstrip("0").partition(".")[2])
    return words.decimal(value, places)
