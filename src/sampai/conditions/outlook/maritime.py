"""BMKG's forecast of the sea, for waters and for harbours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import polars as pl

from sampai.conditions.outlook.days import Days, operation_days
from sampai.conditions.outlook.json_tree import (
    Node,
    load_json,
    one_line,
    raise_any,
)
from sampai.conditions.outlook.merging import merged
from sampai.conditions.outlook.outlook import Caution, Outlook, WaveForecast
from sampai.conditions.outlook.places import nearest_km
from sampai.tables import Dataset
from sampai.tables.wording import listed, quoted

WAVE_MAX_M = 25.0
SPAN_MAX = timedelta(days=7)
FAR_KM = 200.0
NUMBER = r"(\d{1,4}(?:[.,]\d{1,3})?)"
HEIGHTS = re.compile(rf"{NUMBER} *(?:-|\u2013|s/d|to) *{NUMBER} *(?:m|meter)?")
# BMKG's categories of waves, where a forecast gives no heights. [m]
CATEGORIES = {
    "tenang": (0.1, 0.5),
    "rendah": (0.5, 1.25),
    "sedang": (1.25, 2.5),
    "tinggi": (2.5, 4.0),
    "sangat tinggi": (4.0, 6.0),
    "ekstrem": (6.0, 9.0),
    "sangat ekstrem": (9.0, 14.0),
}
MARITIME = (
    "BMKG's forecast of waters (code, name, issued, data[]) or of a harbour"
    " (port_id, name, data[])"
)
FETCH = "Fetch it anew from peta-maritim.bmkg.go.id or maritim.bmkg.go.id."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """Waves of some hours, as they stand in the file."""

    begins_at: datetime
    ends_at: datetime
    low_m: float
    high_m: float
    issued_at: datetime | None
    by_category: bool


def read_maritime(name: str, data: bytes, dataset: Dataset) -> Outlook:
    """
    Read a forecast of BMKG for waters or for a harbour.

    Tides of a harbour are left alone: they are no forecast of waves, and
    the dataset has its own constituents.

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
        Waves by sea and day of the operation, with cautions.

    Raises
    ------
    DatasetError
        With every fault, when there is any.
    """
    root = load_json(name, data)
    issued_at = root.at("issued").moment(UTC)
    spans = [
        span
        for entry in _entries(root)
        if (span := _span(entry, issued_at)) is not None
    ]
    cautions = list(_far(root, dataset))
    raise_any(root.faults)
    seas = _seas(dataset)
    days = operation_days(dataset)
    waves = [
        _wave(sea, day, own, days, name)
        for sea in seas
        for day in days.span
        if (own := [span for span in spans if day in _touched(span, days)])
    ]
    cautions += _which_sea(name, seas)
    cautions += _by_category(name, spans)
    if seas and not waves:
        cautions.append(_outside(name, spans, days))
    return merged([Outlook(waves=tuple(waves), cautions=tuple(cautions))])


def _entries(root: Node) -> Iterator[Node]:
    """Step through the spans; refuse a file of another schema."""
    data = root.at("data")
    named = root.at("port_id").value, root.at("code").value
    if any(one is not None for one in named) and data.value:
        yield from data.tables()
        return
    keys = sorted(root.value) if isinstance(root.value, dict) else []
    shown = listed(tuple(quoted(key) for key in keys[:6]) or ("none",), "and")
    root.refuse(MARITIME, FETCH, found=f"another schema, with keys {shown}")


def _span(entry: Node, issued_at: datetime | None) -> _Span | None:
    """Read one span and its waves."""
    begins = entry.at("valid_from")
    ends = entry.at("valid_to")
    begins_at, ends_at = begins.moment(UTC), ends.moment(UTC)
    for node in (begins, ends):
        if node.value is None:
            node.refuse("a moment such as 2024-11-24 12:00 UTC")
    own = entry.at("issued").moment(UTC)
    heights, by_category = _heights(entry)
    if begins_at is None or ends_at is None or heights is None:
        return None
    if not begins_at < ends_at <= begins_at + SPAN_MAX:
        ends.refuse(
            f"a moment after valid_from, at most {SPAN_MAX.days} days later"
        )
    return _Span(
        begins_at=begins_at,
        ends_at=ends_at,
        low_m=heights[0],
        high_m=heights[1],
        issued_at=own or issued_at,
        by_category=by_category,
    )


def _heights(entry: Node) -> tuple[tuple[float, float] | None, bool]:
    """Read heights, or else what the category stands for."""
    described = entry.at("wave_desc")
    text = described.text()
    if text is not None:
        return _parsed(described, text), False
    if described.value is not None:
        return None, False
    category = entry.at("wave_cat")
    heights = CATEGORIES.get((category.text() or "").strip().lower())
    if heights is None:
        described.refuse("heights such as 1.25 - 2.5 m")
    return heights, True


def _parsed(node: Node, text: str) -> tuple[float, float] | None:
    found = HEIGHTS.fullmatch(text.strip())
    if found is not None:
        low, high = (float(one.replace(",", ".")) for one in found.groups())
        if low <= high <= WAVE_MAX_M:
            return low, high
    node.refuse(
        "heights such as 1.25 - 2.5 m, the lower first, at most"
        f" {WAVE_MAX_M:g} m"
    )
    return None


def _seas(dataset: Dataset) -> list[str]:
    """Name the surfaces that waves close."""
    closed = dataset.surfaces.filter(
        pl.col("closed_by").str.split(";").list.contains("wave")
    )
    return sorted(closed["surface"].to_list())


def _touched(span: _Span, days: Days) -> range:
    return days.touched(span.begins_at, span.ends_at)


def _wave(
    sea: str, day: int, own: list[_Span], days: Days, name: str
) -> WaveForecast:
    """Put the spans of a day together: from the least to the most."""
    issued = [span.issued_at for span in own if span.issued_at is not None]
    return WaveForecast(
        sea=sea,
        day=day,
        low_m=min(span.low_m for span in own),
        high_m=max(span.high_m for span in own),
        issued_at=days.local(max(issued)) if issued else None,
        source=name,
    )


def _which_sea(name: str, seas: list[str]) -> Iterator[Caution]:
    if not seas:
        yield Caution(
            source=name,
            found="no surface of the dataset is closed by waves",
            meaning="the forecast of the sea is not used",
        )
    if len(seas) > 1:
        yield Caution(
            source=name,
            found=f"waves close {listed(tuple(seas), 'and')}",
            meaning="the forecast is taken for each of them",
        )


def _by_category(name: str, spans: list[_Span]) -> Iterator[Caution]:
    count = sum(span.by_category for span in spans)
    if count:
        yield Caution(
            source=name,
            found=f"no heights (wave_desc) in {count} of {len(spans)} spans",
            meaning="BMKG's category of waves (wave_cat) stands in",
        )


def _far(root: Node, dataset: Dataset) -> Iterator[Caution]:
    """Warn of a harbour that can hardly be the regency's."""
    lat = root.at("latitude").number(-90, 90, "degrees")
    lon = root.at("longitude").number(-180, 180, "degrees")
    if lat is None or lon is None:
        return
    away_km = nearest_km(dataset, lat, lon)
    if away_km > FAR_KM:
        harbour = one_line(root.at("name").value)
        yield Caution(
            source=root.file,
            found=(
                f"the harbour {quoted(harbour)} is {away_km:.0f} km from the"
                " nearest place of the dataset"
            ),
            meaning="it is used; check that it is the right one",
        )


def _outside(name: str, spans: list[_Span], days: Days) -> Caution:
    first = days.local(min(span.begins_at for span in spans))
    last = days.local(max(span.ends_at for span in spans))
    return Caution(
        source=name,
        found=(
            f"waves are forecast for {first.date()} to {last.date()}, the"
            f" operation runs from {days.all_told}"
        ),
        meaning="they are not used",
    )
