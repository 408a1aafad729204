"""Weather and tide as they are known, and how old that knowledge is."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sampai.conditions.hazards import missing_hazards
from sampai.conditions.outlook import Outlook
from sampai.conditions.prospects import find_prospects
from sampai.documents.conditions.calendar import Calendar, Strip
from sampai.documents.conditions.sentences import sentences
from sampai.web.people.doors import DoorRequest, door
from sampai.web.plans.selectors import dataset_of, language, names_for
from sampai.web.sheets.memory import kept

KEPT = 4


@door("weather.see")
@require_GET
def weather_page(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Show what is known of the days, and what is only chance.

    Parameters
    ----------
    request, regency
        Who asks, and of where.

    Returns
    -------
    HttpResponse
        The page.
    """
    edition = request.regency.current
    told = told_of(edition.pk, language()) if edition else {}
    return render(request, "plans/weather.html", {"edition": edition, **told})


@kept(KEPT)
def told_of(edition_id: int, _spoken: str) -> dict[str, Any]:
    """
    Tell what is known of the days.

    Parameters
    ----------
    edition_id
        Data in force.
    _spoken
        Language of the answer; it is kept in memory for each.

    Returns
    -------
    dict
        As the page shows it.
    """
    dataset, names = dataset_of(edition_id), names_for(edition_id)
    prospects = find_prospects(dataset, Outlook.nothing())
    calendar = Calendar(dataset=dataset, prospects=prospects, names=names)
    words, settings = names.words, dataset.settings
    return {
        "tidal": prospects.tidal,
        "days": [
            {
                "day": day,
                "date": words.short_date(day),
                "sun": calendar.clocks([span])[0],
                "beach": calendar.clocks(calendar.low_water(day)),
                "is_vote": day == 0,
            }
            for day, span in zip(calendar.span, prospects.sun, strict=True)
        ],
        "tide_limit_m": settings.tide_below_m - settings.tide_margin_m,
        "tide_source": settings.tide.source if prospects.tidal else "",
        "wave_limit_m": settings.wave_below_m,
        "rain": _rows(calendar, calendar.rain),
        "seas": _rows(calendar, calendar.seas),
        "closures": _rows(calendar, calendar.closures),
        "assumed": [
            {"text": one.text, "confidence": one.confidence}
            for one in sentences(dataset, names)
        ],
        "missing": missing_hazards(dataset),
    }


def _rows(calendar: Calendar, strips: list[Strip]) -> list[dict[str, Any]]:
    return [
        {
            "days": days,
            "what": cells[0],
            "cells": cells[1:-1],
            "from": cells[-1],
        }
        for days, cells in calendar.merged(strips)
    ]
