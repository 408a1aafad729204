"""The tide comes out of its constituents."""

import csv
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from sampai.conditions.tide import (
    _load_harmonics,
    low_tide_spans,
    tide_height_m,
)
from sampai.tables import Constituent, Tide

KRUI_LAT = -5.19
MIDNIGHT = datetime(2024, 11, 20, tzinfo=UTC)


def tide_of(*parts: tuple[str, float, float]) -> Tide:
    return Tide(
        station="Made up",
        phase_reference="Greenwich",
        source="made up",
        constituents=tuple(
            Constituent(name=name, amplitude_m=amplitude, phase_deg=phase)
            for name, amplitude, phase in parts
        ),
    )


def heights(tide: Tide, *moments: str) -> list[float]:
    times = np.array(moments, dtype="datetime64[s]")
    return tide_height_m(tide, times, KRUI_LAT).tolist()


def test_sun_tide_is_high_at_midnight_and_noon_at_greenwich():
    """
    The main solar tide follows the mean sun, twice a day.

    With no lag it is high at 00:00 and 12:00 UTC, low at 06:00, and at its
    mean at 03:00.
    """
    moments = [f"2024-11-20T{hour}:00:00" for hour in ("00", "03", "06", "12")]
    found = heights(tide_of(("S2", 1.0, 0.0)), *moments)
    assert found == pytest.approx([1, 0, -1, 1], abs=0.01)


def test_phase_lag_makes_the_tide_late():
    """A lag of 90 degrees of a tide of twelve hours is three hours."""
    found = heights(tide_of(("S2", 1.0, 90.0)), "2024-11-20T03:00:00")
    assert found == pytest.approx([1], abs=0.01)


def test_constituents_add_up():
    both = tide_of(("M2", 0.4, 10.0), ("K1", 0.2, 70.0))
    moments = ("2024-11-20T00:00:00", "2024-11-25T17:20:00")
    alone = [heights(tide_of(part), *moments) for part in _parts(both)]
    assert heights(both, *moments) == pytest.approx(np.sum(alone, axis=0))


def _parts(tide: Tide) -> list[tuple[str, float, float]]:
    return [(c.name, c.amplitude_m, c.phase_deg) for c in tide.constituents]


def test_krui_agrees_with_another_predictor_to_five_millimetres(dataset):
    """Figures of a prediction by other software, for the same station."""
    expected = {
        "2024-11-20T00:00:00": -0.163,
        "2024-11-20T01:00:00": 0.013,
        "2024-11-20T08:00:00": -0.300,
        "2024-11-24T02:00:00": -0.200,
        "2024-11-24T07:00:00": 0.161,
        "2024-11-29T23:00:00": 0.098,
    }
    found = heights(dataset.settings.tide, *expected)
    assert found == pytest.approx(list(expected.values()), abs=0.005)


def test_every_hour_of_the_sample_agrees_to_five_millimetres(dataset):
    folder = os.environ.get("SAMPAI_SAMPLES")
    if folder is None:
        pytest.skip("SAMPAI_SAMPLES is not set: no folder of samples to read")
    path = Path(folder) / "tides_krui_2024-11_hourly.csv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    moments = [row["time_utc"].removesuffix("Z") for row in rows]
    found = heights(dataset.settings.tide, *moments)
    expected = [float(row["height_m_msl"]) for row in rows]
    assert found == pytest.approx(expected, abs=0.005)


def test_height_does_not_depend_on_what_else_is_asked(dataset):
    tide = dataset.settings.tide
    moments = np.datetime64("2024-11-20", "s") + np.arange(0, 7200, 7)
    together = tide_height_m(tide, moments, KRUI_LAT)
    alone = tide_height_m(tide, moments[500:501], KRUI_LAT)
    assert together[500] == pytest.approx(alone[0], abs=1e-12)


def test_low_water_of_the_sun_tide_lasts_six_hours():
    """Under its mean from 03:00 to 09:00 and from 15:00 to 21:00 UTC."""
    spans = low_tide_spans(
        tide_of(("S2", 1.0, 0.0)), 0.0, KRUI_LAT, MIDNIGHT, 86_400
    )
    hours = np.array([[3, 9], [15, 21]])
    assert spans == pytest.approx(hours * 3600, abs=60)


def test_spans_are_rounded_inward_to_the_second(dataset):
    tide, limit_m = dataset.settings.tide, -0.05
    spans = low_tide_spans(tide, limit_m, KRUI_LAT, MIDNIGHT, 5 * 86_400)
    zero = np.datetime64(MIDNIGHT.replace(tzinfo=None), "s")
    inside = tide_height_m(tide, zero + spans.ravel(), KRUI_LAT)
    beyond = (spans + np.array([-1, 1])).ravel()
    outside = tide_height_m(tide, zero + beyond, KRUI_LAT)
    assert len(spans) == 11
    assert (inside < limit_m).all()
    # The search cuts the first and the last span off at low water.
    assert (outside[1:-1] >= limit_m).all()


def test_span_that_is_cut_off_ends_where_one_stops_looking():
    """From 04:00 to 05:00 UTC the sun tide is low all the time."""
    start = datetime(2024, 11, 20, 4, tzinfo=UTC)
    tide = tide_of(("S2", 1.0, 0.0))
    spans = low_tide_spans(tide, 0.0, KRUI_LAT, start, 3600)
    assert spans.tolist() == [[0, 3600]]


def test_high_water_all_the_time_gives_no_span():
    tide = tide_of(("S2", 1.0, 0.0))
    spans = low_tide_spans(tide, -2.0, KRUI_LAT, MIDNIGHT, 86_400)
    assert spans.shape == (0, 2)


def test_what_others_see_of_utide_is_left_alone(dataset, monkeypatch):
    """Only the light part is loaded, under the name of the whole."""
    whole = ModuleType("utide")
    whole.__spec__ = find_spec("utide")
    monkeypatch.setitem(sys.modules, "utide", whole)
    # Another test may have loaded it on its own account.
    monkeypatch.delitem(sys.modules, "utide.harmonics", raising=False)
    _load_harmonics.cache_clear()
    heights(dataset.settings.tide, "2024-11-20T00:00:00")
    assert sys.modules["utide"] is whole
    assert "utide.harmonics" not in sys.modules


def test_pages_that_ask_at_once_all_get_the_tide(dataset):
    """The threads of a server are the first to ask, and ask together."""
    _load_harmonics.cache_clear()
    tide, moment = dataset.settings.tide, "2024-11-20T00:00:00"
    with ThreadPoolExecutor(8) as pool:
        found = [pool.submit(heights, tide, moment) for _ in range(8)]
        assert len({tuple(one.result()) for one in found}) == 1
