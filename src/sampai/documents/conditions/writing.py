"""Write conditions.html: one page that a browser shows without a network."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from sampai import __version__
from sampai.conditions.hazards import missing_hazards
from sampai.conditions.outlook.outlook import Alert
from sampai.conditions.prospects import Prospects
from sampai.documents.conditions.bases import credit_lines
from sampai.documents.conditions.calendar import Calendar, Strip
from sampai.documents.conditions.sentences import sentences
from sampai.documents.conditions.tide_curve import ONE_DAY, draw_tides
from sampai.documents.names import names_of
from sampai.tables import Dataset

TEMPLATES = "documents/templates"
# The darkest a chance of one is drawn, and from where on figures are white.
DARKEST, DEEP = 0.9, 0.7


def write_conditions(
    dataset: Dataset, prospects: Prospects, path: Path, language: str = "id"
) -> None:
    """
    Write the page: one file that needs no network.

    Parameters
    ----------
    dataset
        The regency.
    prospects
        What its days hold.
    path
        File to write.
    language
        ``id`` or ``en``.
    """
    environment = Environment(
        loader=PackageLoader("sampai", f"{TEMPLATES}/conditions"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    calendar = Calendar(
        dataset=dataset,
        prospects=prospects,
        names=names_of(dataset, language),
    )
    page = environment.get_template("conditions.html").render(
        _content(calendar)
    )
    path.write_text(page, encoding="utf-8", newline="\n")


def _content(calendar: Calendar) -> dict[str, Any]:
    words, dataset = calendar.words, calendar.dataset
    prospects, settings = calendar.prospects, dataset.settings
    outlook = prospects.outlook
    cautions = (*outlook.lasting_cautions, *prospects.sightings.cautions)
    limit_m = settings.tide_below_m - settings.tide_margin_m
    return {
        "language": words.language,
        "words": words,
        "settings": settings,
        "styles": [_asset("report/style.css"), _asset("conditions/style.css")],
        "days": [
            {
                "name": words.day(day),
                "date": words.short_date(day),
                "title": words.date(day),
                "voting": day == 0,
            }
            for day in calendar.span
        ],
        "tides": draw_tides(calendar),
        "sun": [calendar.clocks([span])[0] for span in prospects.sun],
        "open": [
            calendar.clocks(calendar.low_water(day)) for day in calendar.span
        ],
        "tide_limit": words.decimal(limit_m, 2),
        "wave_limit": words.decimal(settings.wave_below_m, 2),
        "heat": list(_heat(calendar)),
        "alerts": [_alert(calendar, alert) for alert in outlook.alerts],
        "credits": credit_lines(outlook.credits, words),
        "cautions": [str(one) for one in dict.fromkeys(cautions)],
        "missing": "; ".join(missing_hazards(dataset)),
        "sentences": sentences(dataset, calendar.names),
        "digits": dataset.input_sha256(),
        "version": __version__,
    }


def _asset(name: str) -> str:
    folder = files("sampai").joinpath(*TEMPLATES.split("/"))
    return folder.joinpath(*name.split("/")).read_text(encoding="utf-8")


def _heat(calendar: Calendar) -> Iterator[dict[str, Any]]:
    """Collect the rows of chances, kind by kind."""
    for key, hues, strips in (
        ("rain_rows", ("wet", "heavy"), calendar.rain),
        ("sea_rows", ("wave",), calendar.seas),
        ("closed_rows", ("shut",), calendar.closures),
    ):
        if strips:
            yield {
                "title": calendar.words(f"conditions.{key}"),
                "rows": [_row(calendar, strip, hues) for strip in strips],
            }


def _row(
    calendar: Calendar, strip: Strip, hues: tuple[str, ...]
) -> dict[str, Any]:
    names = calendar.names
    return {
        "label": strip.label,
        "title": ", ".join(names.place(one) for one in strip.districts),
        "cells": [
            {
                "kind": figure.basis.kind,
                "title": figure.basis.text,
                "parts": [
                    _part(calendar, hue, prob)
                    for hue, prob in zip(hues, figure.probs, strict=True)
                ],
            }
            for figure in strip.figures
        ],
    }


def _part(calendar: Calendar, hue: str, prob: float) -> dict[str, Any]:
    darkness = round(DARKEST * prob, 2)
    return {
        "hue": hue,
        "darkness": f"{darkness:g}",
        "deep": darkness >= DEEP,
        "shown": calendar.percent(prob),
        "title": calendar.words(f"conditions.legend_{hue}"),
    }


def _alert(calendar: Calendar, alert: Alert) -> dict[str, Any]:
    """Place an alert in the days that it touches, in percent of a day."""
    days = calendar.prospects.days
    cells: list[dict[str, float] | None] = []
    for day in calendar.span:
        midnight = days.starts_at(day)
        left = max((alert.begins_at - midnight) / ONE_DAY, 0.0)
        right = min((alert.ends_at - midnight) / ONE_DAY, 1.0)
        cells.append(
            {
                "left": round(100 * left, 1),
                "width": round(100 * (right - left), 1),
            }
            if right > left
            else None
        )
    event, districts, *others = calendar.alert_cells(alert)
    return {
        "event": event,
        "districts": districts,
        "headline": alert.headline,
        "told": " · ".join(others),
        "cells": cells,
        "severity": alert.severity.lower(),
    }
