"""What everyone must get by the rules: sums, and TPS by TPS."""

import polars as pl
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from sampai.documents.operation_files import csv_text
from sampai.tables import OPERATION_TABLES
from sampai.web.datasets.models import Edition
from sampai.web.people.doors import DoorRequest, door
from sampai.web.people.scopes import Scope
from sampai.web.supplies.arithmetic import (
    Rule,
    needs_of_station,
    rules_of,
    total_needs,
)
from sampai.web.supplies.exporting import CSV, FORMS, list_file
from sampai.web.supplies.selectors import (
    dataset_of,
    districts_for,
    names_for,
    narrowed,
    needs_in,
    regulation_of,
    stations_for,
    villages_for,
    within,
)
from sampai.web.supplies.views.showing import fitting, show, show_empty

PAGE = 50
LONGEST = 80


def asked_of(request: DoorRequest) -> dict[str, str]:
    """
    Read the filter of a list of TPS.

    Parameters
    ----------
    request
        With ``?district=``, ``?village=`` and ``?q=``.

    Returns
    -------
    dict
        Blank where nothing is asked.
    """
    return {
        key: request.GET.get(key, "").strip()[:LONGEST]
        for key in ("district", "village", "q")
    }


def territory_of(
    request: DoorRequest, edition: Edition, asked: dict[str, str]
) -> Scope:
    """
    Give the part of someone's territory that is asked for.

    Parameters
    ----------
    request
        Of someone who may see needs.
    edition
        Tells what lies where.
    asked
        As `asked_of` reads it.

    Returns
    -------
    Scope
        Never more than they may see.
    """
    inside = narrowed(edition, request.scope, asked["district"])
    return narrowed(edition, inside, asked["village"])


@door("needs.see")
@require_GET
@fitting
def needs_page(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Show what everyone in a territory must get, or one TPS by ``?tps=``.

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
    if edition is None:
        return show_empty(request)
    if tps_id := request.GET.get("tps", ""):
        return _station(request, edition, tps_id)
    asked = asked_of(request)
    scope = territory_of(request, edition, asked)
    found = stations_for(edition, scope, asked["q"])
    page = Paginator(found.to_dicts(), PAGE).get_page(request.GET.get("page"))
    district = narrowed(edition, request.scope, asked["district"])
    everyone = stations_for(edition, scope)
    return show(
        request,
        "needs",
        {
            "edition": edition,
            "regulation": regulation_of(edition),
            "regulation_name": _regulation_name(edition),
            "asked": asked,
            "is_narrowed": bool(asked["district"] or asked["village"]),
            "districts": districts_for(edition, request.scope),
            "villages": villages_for(edition, district)
            if asked["district"] or not request.scope.whole
            else [],
            "needs": total_needs(edition, scope),
            "tps_count": everyone.height,
            "voters": int(everyone["voters"].sum()),
            "doubtful": _doubtful(everyone),
            "page": page,
        },
    )


def _regulation_name(edition: Edition) -> str:
    words = names_for(edition).words
    return str(getattr(regulation_of(edition), f"name_{words.language}"))


def _doubtful(stations: pl.DataFrame) -> str:
    """Name the weakest confidence of the voters that entered the sums."""
    held = set(stations["confidence"])
    for confidence in ("assumed", "synthesised", "derived"):
        if confidence in held:
            return confidence
    return ""


def _station(
    request: DoorRequest, edition: Edition, tps_id: str
) -> HttpResponse:
    names = names_for(edition)
    if tps_id not in names.tps or not request.scope.has_tps(tps_id):
        raise Http404
    tps = names.tps[tps_id]
    return show(
        request,
        "station",
        {
            "edition": edition,
            "regulation_name": _regulation_name(edition),
            "tps": tps,
            "tps_id": tps_id,
            "name": names.station(tps_id),
            "village": names.place_in_full(tps["village_id"]),
            "voters": tps["voters_male"] + tps["voters_female"],
            "contests": [
                (names.words.code("contest", contest), pairs)
                for contest, pairs in _contests(edition)
            ],
            "needs": needs_of_station(edition, tps_id),
        },
    )


def _contests(edition: Edition) -> list[tuple[str, int]]:
    settings = dataset_of(edition).settings
    return [(name, settings.pairs[name]) for name in settings.contests]


@door("needs.see")
@require_GET
@fitting
def needs_export(
    request: DoorRequest, regency: str, form: str
) -> HttpResponse:
    """
    Give the needs of a territory as a file, filtered as the page is.

    Parameters
    ----------
    request, regency
        Who asks, and of where.
    form
        ``csv``: needs.csv as the contract has it; ``xlsx``: a workbook
        with the sums and the rules beside it.

    Returns
    -------
    HttpResponse
        The file.

    Raises
    ------
    Http404
        For any other form, and while there are no data.
    """
    edition = request.regency.current
    if edition is None or form not in FORMS:
        raise Http404
    asked = asked_of(request)
    scope = territory_of(request, edition, asked)
    table = OPERATION_TABLES["needs"]
    frame = within(needs_in(edition), scope)
    if asked["q"]:
        held = stations_for(edition, scope, asked["q"])["tps_id"]
        frame = frame.filter(pl.col("tps_id").is_in(held.to_list()))
    name = f"{regency}-{edition.number}-needs"
    if form == "csv":
        zone = dataset_of(edition).settings.time_zone
        answer = HttpResponse(csv_text(table, frame, zone), content_type=CSV)
        disposition = f'attachment; filename="{name}.csv"'
        answer["Content-Disposition"] = disposition
        return answer
    sheets = {
        "needs": frame.select(*table.columns).sort(table.key),
        "sums": _sums(frame, rules_of(edition)),
        "rules": _rules(rules_of(edition)),
    }
    return list_file(sheets, form, name)


def _sums(frame: pl.DataFrame, rules: dict[str, Rule]) -> pl.DataFrame:
    named = {code: rule.name for code, rule in rules.items()}
    units = {code: rule.unit for code, rule in rules.items()}
    return (
        frame.group_by("item", "contest")
        .agg(pl.col("quantity").sum())
        .sort("item", "contest")
        .with_columns(
            name=pl.col("item").replace_strict(named, return_dtype=pl.String),
            unit=pl.col("item").replace_strict(units, return_dtype=pl.String),
        )
    )


def _rules(rules: dict[str, Rule]) -> pl.DataFrame:
    rows = [
        {
            "item": rule.code,
            "name": rule.name,
            "unit": rule.unit,
            "factor": str(rule.item.factor),
            "per": rule.item.per,
            "round": rule.item.round,
            "scope": rule.item.scope,
            "packed": rule.item.packed,
            "due": rule.due,
            "source": rule.source,
            "status": rule.item.status,
            "note": rule.note,
        }
        for rule in rules.values()
    ]
    return pl.DataFrame(rows)
