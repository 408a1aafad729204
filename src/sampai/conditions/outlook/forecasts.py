"""BMKG's forecast of the weather of a village, by slots of hours."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sampai.conditions.outlook.days import Days, operation_days, read_offset
from sampai.conditions.outlook.json_tree import (
    Node,
    load_json,
    one_line,
    raise_any,
)
from sampai.conditions.outlook.merging import merged
from sampai.conditions.outlook.outlook import BMKG, Caution, Outlook
from sampai.conditions.outlook.places import district_ids
from sampai.conditions.outlook.rain_days import Slot, Village, rain_of
from sampai.conditions.outlook.weather_codes import NOMINAL_MM_3H
from sampai.tables import Dataset
from sampai.tables.wording import listed, quoted

RAIN_MAX_MM = 500.0
CODES = (0.0, 999.0)
VILLAGE = re.compile(r"(\d\d\.\d\d\.\d\d)\.\d{4}", re.ASCII)
FORECAST = "BMKG's forecast of a village: data[] with lokasi and cuaca"
FETCH = (
    "Fetch https://api.bmkg.go.id/publik/prakiraan-cuaca?adm4=CODE with the"
    " code of a village."
)
Zone = ZoneInfo | timezone


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """What a forecast is read for."""

    days: Days
    districts: tuple[str, ...]
    issuer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One slot as it stands in the file."""

    slot: Slot
    by_code: bool


def read_forecast(name: str, data: bytes, dataset: Dataset) -> Outlook:
    """
    Read a forecast of BMKG for one village or several.

    Parameters
    ----------
    name
        Name of the file or address.
    data
        Its bytes.
    dataset
        Checked dataset.

    Returns
    -------
    Outlook
        Rain by district and day of the operation, with cautions.

    Raises
    ------
    DatasetError
        With every fault, when there is any.
    """
    root = load_json(name, data)
    case = _Case(
        days=operation_days(dataset),
        districts=district_ids(dataset),
        issuer=one_line(root.at("_note").value) or BMKG,
    )
    found = [_outlook(entry, root, case) for entry in _entries(root)]
    raise_any(root.faults)
    return merged((_noted(name, case.issuer), *found))


def _noted(name: str, issuer: str) -> Outlook:
    if issuer == BMKG:
        return Outlook()
    caution = Caution(
        source=name,
        found=f"it carries the note {quoted(issuer)}",
        meaning="it is read as any other and credited with that note",
    )
    return Outlook(cautions=(caution,))


def _entries(root: Node) -> Iterator[Node]:
    """Step through the villages; refuse a file of another schema."""
    data = root.at("data")
    known = isinstance(data.value, list) and all(
        isinstance(entry, dict) and "cuaca" in entry for entry in data.value
    )
    if known and data.value:
        yield from data.tables()
        return
    keys = sorted(root.value) if isinstance(root.value, dict) else []
    shown = listed(tuple(quoted(key) for key in keys[:6]) or ("none",), "and")
    root.refuse(FORECAST, FETCH, found=f"another schema, with keys {shown}")


def _outlook(entry: Node, root: Node, case: _Case) -> Outlook:
    """Read one village."""
    place = entry.at("lokasi")
    if place.value is None:
        place = root.at("lokasi")
    code, district = _district(place, case.districts)
    zone = _zone(place.at("timezone"), case.days, district)
    slots = list(_nodes(entry.at("cuaca")))
    readings = _distinct(
        [(node, _reading(node, zone)) for node in slots],
    )
    issued = [node.at("analysis_date").moment(UTC) for node in slots]
    village = Village(
        code=code,
        district_id=district,
        source=root.file,
        issuer=case.issuer,
        issued_at=_latest(issued, case.days),
    )
    rains, cautions = rain_of(
        village, [one.slot for one in readings], case.days
    )
    return Outlook(
        rains=tuple(rains),
        cautions=(*_weak(village, readings), *cautions),
    )


def _nodes(cuaca: Node) -> Iterator[Node]:
    """Step through the slots: a list of days, each a list of slots."""
    for day in cuaca.items():
        yield from day.tables()


def _latest(issued: Sequence[datetime | None], days: Days) -> datetime | None:
    moments = [moment for moment in issued if moment is not None]
    return days.local(max(moments)) if moments else None


def _district(place: Node, districts: tuple[str, ...]) -> tuple[str, str]:
    """Tell village and district; refuse what is not of the dataset."""
    village, above = place.at("adm4"), place.at("adm3")
    code = village.text() or ""
    parts = VILLAGE.fullmatch(code)
    if parts is None:
        if village.value is None or isinstance(village.value, str):
            village.refuse("the code of a village such as 18.13.01.1005")
        return code, ""
    district = parts.group(1)
    if (above.text() or district) != district:
        above.refuse(f"{district}, the district of the village {code}")
    elif district not in districts:
        region = one_line(place.at("kecamatan").value)
        shown = f"'{code}', a village of {district} {region}".rstrip()
        village.refuse(
            f"a village of the dataset's districts {listed(districts)}",
            "Fetch the forecast of one of their villages.",
            found=shown,
        )
    return code, district


def _zone(node: Node, days: Days, district: str) -> Zone | None:
    """Read the zone of a place; refuse one that is not the regency's."""
    name = node.text()
    if name is None:
        return None
    zone = _zone_named(name)
    if zone is None:
        node.refuse("a zone such as Asia/Jakarta or +0700")
        return None
    start = days.begins_at
    same = start.astimezone(zone).utcoffset() == start.utcoffset()
    if district and not same:
        node.refuse(f"the zone of the dataset, {days.horizon.zone.key}")
    return zone


def _zone_named(name: str) -> Zone | None:
    offset = read_offset(name)
    if offset is not None:
        return offset
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _reading(node: Node, zone: Zone | None) -> _Reading | None:
    """Read one slot."""
    begins_at = _moment(node, zone)
    amount = node.at("tp").number(0, RAIN_MAX_MM, "mm")
    code = node.at("weather").number(*CODES, "(a weather code)")
    if begins_at is None:
        return None
    by_code = amount is None
    if amount is None and code is not None:
        amount = NOMINAL_MM_3H.get(int(code))
    return _Reading(
        slot=Slot(begins_at=begins_at, rain_mm=amount), by_code=by_code
    )


def _moment(node: Node, zone: Zone | None) -> datetime | None:
    """Tell when a slot begins; refuse two clocks that disagree."""
    before = len(node.faults)
    written = (
        node.at("utc_datetime").moment(UTC),
        node.at("datetime").moment(UTC),
    )
    found = [moment for moment in written if moment is not None]
    local = node.at("local_datetime")
    if zone is not None:
        moment = local.moment(zone)
        if found and moment is not None and moment != found[0]:
            local.refuse("the moment of utc_datetime in the place's zone")
        found += [moment] if moment is not None else []
    if found:
        return found[0]
    if len(node.faults) == before:
        node.refuse("utc_datetime, or local_datetime and a timezone")
    return None


def _distinct(
    readings: Sequence[tuple[Node, _Reading | None]],
) -> list[_Reading]:
    """Take each moment once; refuse two forecasts of the same moment."""
    found: dict[datetime, _Reading] = {}
    for node, reading in readings:
        if reading is None:
            continue
        first = found.setdefault(reading.slot.begins_at, reading)
        if first != reading:
            node.refuse(
                "one forecast for each moment",
                "Delete the one that is too many.",
                found=f"a second forecast for {_told(reading)}",
            )
    return list(found.values())


def _told(reading: _Reading) -> str:
    return f"{reading.slot.begins_at:%Y-%m-%d %H:%M} UTC"


def _weak(village: Village, readings: Sequence[_Reading]) -> Iterator[Caution]:
    """Warn of rain that rests on codes, and of slots without either."""
    unknown = sum(one.slot.rain_mm is None for one in readings)
    coded = sum(one.by_code for one in readings) - unknown
    if coded:
        yield Caution(
            source=village.source,
            found=(
                f"village {village.code} has no amount of rain (tp) in"
                f" {coded} of {len(readings)} slots"
            ),
            meaning=(
                "the weather code stands in: in 3 h"
                f" {NOMINAL_MM_3H[61]:g} mm for light,"
                f" {NOMINAL_MM_3H[63]:g} for moderate and"
                f" {NOMINAL_MM_3H[65]:g} for heavy rain or thunder (assumed)"
            ),
        )
    if unknown:
        yield Caution(
            source=village.source,
            found=(
                f"village {village.code} has neither an amount of rain (tp)"
                f" nor a known weather code in {unknown} of"
                f" {len(readings)} slots"
            ),
            meaning="their hours count as missing",
        )
