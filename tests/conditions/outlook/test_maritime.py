"""BMKG's forecasts of waters and harbours become waves by sea and day."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from sampai.conditions.outlook import Outlook, WaveForecast, read_maritime
from tests.conditions.outlook.sources import changed, refused, wib

HEIGHTS = "heights such as 1.25 - 2.5 m, the lower first, at most 25 m"
NAME = "waters.json"


@pytest.fixture
def read(dataset):
    """Read the made-up forecast of waters, changed."""

    def reading(
        change: Callable[[Any], object] = len, name: str = NAME
    ) -> Outlook:
        return read_maritime(name, changed(name, change), dataset)

    return reading


def put(at: int, **values: Any) -> Callable[[Any], object]:
    return lambda tree: tree["data"][at].update(values)


def told(outlook: Outlook) -> list[str]:
    return [str(caution) for caution in outlook.cautions]


def test_spans_of_twelve_hours_touch_the_local_days_they_lie_in(read):
    """
    The first span is 07-19 h on 24 November, the second runs to 07 h.

    So the 24th has both, from 0.5 to 2.5 m, and the 25th the second alone.
    """
    outlook = read()
    assert outlook.cautions == ()
    assert outlook.waves == (
        WaveForecast(
            sea="sea",
            day=-3,
            low_m=0.5,
            high_m=2.5,
            issued_at=wib(24, 6, 30),
            source=NAME,
        ),
        WaveForecast(
            sea="sea",
            day=-2,
            low_m=1.25,
            high_m=2.5,
            issued_at=wib(24, 6, 30),
            source=NAME,
        ),
    )


def test_a_span_that_ends_at_midnight_does_not_touch_the_next_day(read):
    outlook = read(put(1, valid_to="2024-11-24 17:00 UTC"))
    assert [one.day for one in outlook.waves] == [-3]


def test_a_harbour_tells_its_issue_with_each_span_and_tides_are_ignored(read):
    (wave,) = read(name="harbour.json").waves
    assert (wave.day, wave.low_m, wave.high_m) == (-3, 1.25, 2.5)
    assert wave.issued_at == wib(24, 6, 47)


def test_a_harbour_far_away_is_told(read):
    outlook = read(
        lambda tree: tree.update(latitude=1.2, longitude=109.05),
        "harbour.json",
    )
    assert len(outlook.waves) == 1
    assert told(outlook) == [
        (
            "harbour.json: the harbour 'Pelabuhan karangan' is 901 km from the"
            " nearest place of the dataset; it is used; check that it is the"
            " right one."
        )
    ]


def test_the_category_stands_in_for_heights(read):
    outlook = read(put(1, wave_desc=None, wave_cat="Sangat Tinggi"))
    assert outlook.waves[1].high_m == 6
    assert told(outlook) == [
        (
            "waters.json: no heights (wave_desc) in 1 of 2 spans; BMKG's"
            " category of waves (wave_cat) stands in."
        )
    ]


def test_waves_of_other_days_are_told_and_not_used(read):
    def later(tree: Any) -> None:
        tree["data"] = [
            tree["data"][0]
            | {
                "valid_from": "2026-01-08 12:00 UTC",
                "valid_to": "2026-01-09 00:00 UTC",
            }
        ]

    outlook = read(later)
    assert outlook.waves == ()
    assert told(outlook) == [
        (
            "waters.json: waves are forecast for 2026-01-08 to 2026-01-09, the"
            " operation runs from 2024-11-22 to 2024-12-04; they are not used."
        )
    ]


def closed_by(dataset, **closed: str):
    """Close surfaces by something else."""
    surface, by = pl.col("surface"), pl.col("closed_by")
    return replace(
        dataset,
        surfaces=dataset.surfaces.with_columns(
            surface.replace_strict(closed, default=by).alias("closed_by")
        ),
    )


def test_without_a_sea_the_forecast_is_not_used(dataset):
    inland = closed_by(dataset, sea="rain")
    outlook = read_maritime(NAME, changed(NAME, len), inland)
    assert outlook.waves == ()
    assert told(outlook) == [
        (
            "waters.json: no surface of the dataset is closed by waves; the"
            " forecast of the sea is not used."
        )
    ]


def test_two_seas_both_take_the_forecast(dataset):
    two = closed_by(dataset, path="rain;wave")
    outlook = read_maritime(NAME, changed(NAME, len), two)
    assert {one.sea for one in outlook.waves} == {"path", "sea"}
    assert told(outlook) == [
        (
            "waters.json: waves close path and sea; the forecast is taken for"
            " each of them."
        )
    ]


@pytest.mark.parametrize(
    ("change", "path", "found", "expected"),
    [
        (
            put(0, wave_desc="2.5 - 1.25 m"),
            "data[0].wave_desc",
            "the text '2.5 - 1.25 m'",
            HEIGHTS,
        ),
        (
            put(0, wave_desc="20 - 26 m"),
            "data[0].wave_desc",
            "the text '20 - 26 m'",
            HEIGHTS,
        ),
        (
            put(0, wave_desc="-1 - 2 m"),
            "data[0].wave_desc",
            "the text '-1 - 2 m'",
            HEIGHTS,
        ),
        (put(0, wave_desc=2.5), "data[0].wave_desc", "'2.5'", "a text"),
        (
            put(0, wave_desc=None, wave_cat="Besar"),
            "data[0].wave_desc",
            "nothing",
            "heights such as 1.25 - 2.5 m",
        ),
        (
            put(0, valid_from=None),
            "data[0].valid_from",
            "nothing",
            "a moment such as 2024-11-24 12:00 UTC",
        ),
        (
            put(0, valid_to="24 November"),
            "data[0].valid_to",
            "the text '24 November'",
            "a moment such as 2024-11-24 07:00:00",
        ),
        (
            put(0, valid_to="2024-11-23 00:00 UTC"),
            "data[0].valid_to",
            "the text '2024-11-23 00:00 UTC'",
            "a moment after valid_from, at most 7 days later",
        ),
        (
            lambda tree: tree.update(issued="9999-12-31 23:00 UTC"),
            "issued",
            "the text '9999-12-31 23:00 UTC'",
            "a moment such as 2024-11-24 07:00:00",
        ),
        (
            lambda tree: tree.update(latitude=95, longitude=1),
            "latitude",
            "'95'",
            "a number from -90 to 90 degrees",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_path(
    read, change, path, found, expected
):
    assert refused(lambda: read(change)) == (
        f"waters.json, column '{path}': found {found}, expected {expected}."
        " Correct the value, or fetch the file anew."
    )


@pytest.mark.parametrize("data", [b"{}", b'{"data": [1]}', b'{"code": "A"}'])
def test_another_schema_is_refused(dataset, data):
    message = refused(lambda: read_maritime("a.json", data, dataset))
    assert message.startswith("a.json: found another schema, with keys ")
    assert message.endswith(
        "expected BMKG's forecast of waters (code, name, issued, data[]) or"
        " of a harbour (port_id, name, data[]). Fetch it anew from"
        " peta-maritim.bmkg.go.id or maritim.bmkg.go.id."
    )


@pytest.mark.parametrize("kind", ["pelabuhan", "perairan"])
def test_samples_of_bmkg_are_read(dataset, kind):
    folder = os.environ.get("SAMPAI_SAMPLES")
    if folder is None:
        pytest.skip("SAMPAI_SAMPLES is not set: no folder of samples to read")
    data = (Path(folder) / f"bmkg_maritime_{kind}.json").read_bytes()
    outlook = read_maritime(kind, data, dataset)
    assert outlook.waves == ()
    assert "they are not used" in told(outlook)[-1]
