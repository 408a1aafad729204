"""The words of papers, for pages: numbers, money, days and times."""

from datetime import date
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import get_language

from sampai.documents.words import Words, words_of
from sampai.web.datasets.convert import settings_of
from sampai.web.datasets.models import Edition, Regency
from sampai.web.people.models import Seat
from sampai.web.sheets.models import ROWS

KEPT = 64
# Where a page stands in no regency, only numbers are written, no times.
NOWHERE = ZoneInfo("Asia/Jakarta")
NO_DAY = date(2024, 11, 27)


def language() -> str:
    """
    Tell the language of the page.

    Returns
    -------
    str
        ``id`` or ``en``.
    """
    return "en" if (get_language() or "id").startswith("en") else "id"


def words_for(regency: Regency | None) -> Words:
    """
    Give the words of a regency in the language of the page.

    Parameters
    ----------
    regency
        Where its clock and voting day count; None: numbers only.

    Returns
    -------
    Words
        Kept in memory, since an edition never changes.
    """
    edition_id = getattr(regency, "current_id", None)
    if not edition_id:
        return Words(language=language(), zone=NOWHERE, voting_day=NO_DAY)
    return _words(edition_id, language())


@lru_cache(maxsize=KEPT)
def _words(edition_id: int, spoken: str) -> Words:
    edition = Edition.objects.only("settings_toml").get(pk=edition_id)
    return words_of(settings_of(edition.settings_toml), spoken)


def place_name(seat: Seat) -> str:
    """
    Name the territory of a seat.

    Parameters
    ----------
    seat
        A seat; blank for the whole regency.

    Returns
    -------
    str
        Name of the place, the TPS or the vehicle; the id where the data in
        force do not know it.
    """
    edition_id = seat.regency.current_id
    if not seat.place_id or not edition_id:
        return seat.place_id
    if ":" in seat.place_id:
        return _vehicle_name(edition_id, seat.place_id, language())
    return _place_name(edition_id, seat.place_id)


@lru_cache(maxsize=KEPT)
def _vehicle_name(edition_id: int, vehicle: str, spoken: str) -> str:
    kind, _, number = vehicle.partition(":")
    sheets = Edition.objects.get(pk=edition_id).sheets.all()
    kinds: QuerySet[Any] = ROWS["vehicles"]._default_manager.filter(  # noqa: SLF001 (as below)
        sheet__in=sheets, vehicle_type=kind
    )
    name = kinds.values_list(f"name_{spoken}", flat=True).first()
    return f"{name} {number}" if name else vehicle


@lru_cache(maxsize=5_000)
def _place_name(edition_id: int, place_id: str) -> str:
    places, tps = ROWS["places"], ROWS["tps"]
    sheets = Edition.objects.get(pk=edition_id).sheets.all()
    held: QuerySet[Any] = places._default_manager.filter(  # noqa: SLF001 (a model made at run time has no typed `objects`)
        sheet__in=sheets
    )
    wanted, before = place_id, ""
    stations: QuerySet[Any] = tps._default_manager.filter(  # noqa: SLF001 (as above)
        sheet__in=sheets, tps_id=place_id
    )
    station = stations.first()
    if station is not None:
        wanted, before = station.village_id, f"TPS {station.number} "
    name = held.filter(place_id=wanted).values_list("name", flat=True).first()
    return f"{before}{name}" if name else place_id
