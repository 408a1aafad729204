"""The auditor's tide against samples, another predictor and tables."""

import csv
import os
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from utide._ut_constants import ut_constants
from utide.harmonics import FUV

from sampai.audit.tide import ARGUMENTS, heights_m, node_factors, orbit_at
from sampai.tables import (
    Constituent,
    Tide,
    packaged_dataset,
    read_dataset,
)


def _tide(*names: str) -> Tide:
    return Tide(
        station="test",
        phase_reference="Greenwich",
        source="none",
        constituents=tuple(
            Constituent(name=name, amplitude_m=1.0, phase_deg=0.0)
            for name in names
        ),
    )


def test_krui_is_predicted_within_five_millimetres():
    folder = os.environ.get("SAMPAI_SAMPLES")
    if not folder:
        pytest.skip("SAMPAI_SAMPLES names no folder with tide samples")
    path = Path(folder) / "tides_krui_2024-11_hourly.csv"
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    moments = np.array(
        [row["time_utc"].removesuffix("Z") for row in rows], "datetime64[s]"
    )
    wanted = np.array([float(row["height_m_msl"]) for row in rows])
    settings = read_dataset(packaged_dataset("pesisir-barat-2024")).settings
    assert len(rows) == 240
    assert np.abs(heights_m(settings.tide, moments) - wanted).max() < 0.005


def test_solar_tide_is_high_at_noon_and_midnight():
    """S2 with no lag peaks when the mean sun crosses Greenwich."""
    hours = np.datetime64("2024-11-24", "s") + 3600 * np.arange(0, 25, 6)
    heights = heights_m(_tide("S2"), hours)
    assert heights == pytest.approx([1, -1, 1, -1, 1], abs=0.01)


# Our factors are Schureman's, for the middle of the span; the other's are
# Foreman's sums of satellites. Without those, the constituents of the first
# group agree to 2 %, and of the second to their larger satellites.
@pytest.mark.parametrize(
    ("names", "slack"),
    [
        (("M2", "S2", "N2", "K2", "K1", "O1", "P1", "T2"), 0.02),
        (("NU2", "M4", "MS4", "MN4", "MU2"), 0.03),
        (("Q1", "J1"), 0.1),
        (("2N2",), 0.15),
    ],
)
@pytest.mark.parametrize("year", [2024, 2029, 2034])
def test_each_constituent_agrees_with_another_predictor(names, slack, year):
    moments = np.datetime64(f"{year}-02-01", "s") + 3600 * np.arange(700)
    for name in names:
        ours = heights_m(_tide(name), moments)
        assert ours == pytest.approx(_theirs(name, moments), abs=slack), name


def _theirs(name: str, moments: np.ndarray) -> np.ndarray:
    """Predict with utide at mid latitude, where no satellite blows up."""
    number = list(ut_constants["const"]["name"]).index(name)
    epoch = datetime(1970, 1, 1, tzinfo=UTC).toordinal()
    days = moments.astype(float) / 86400 + epoch
    flags = [0, 0, 0, 0]
    factor, shift, angle = FUV(
        days, np.array([days.mean()]), np.array([number]), 45.0, flags
    )
    return (factor * np.cos(2 * np.pi * (shift + angle)))[:, 0]


def test_no_constituent_is_left_out_of_the_comparison():
    compared = {
        *("M2", "S2", "N2", "K2", "K1", "O1", "P1", "T2"),
        *("NU2", "M4", "MS4", "MN4", "MU2", "Q1", "J1", "2N2"),
    }
    assert set(ARGUMENTS) == compared


@pytest.mark.parametrize(
    ("node_deg", "name", "factor"),
    [
        (0, "M2", 0.963),
        (180, "M2", 1.038),
        (0, "K1", 1.113),
        (180, "K1", 0.882),
        (0, "O1", 1.183),
        (180, "O1", 0.806),
        (0, "K2", 1.317),
        (180, "K2", 0.748),
    ],
)
def test_nodal_factors_reach_the_extremes_of_schureman(node_deg, name, factor):
    assert node_factors(node_deg)[name][0] == pytest.approx(factor, abs=0.005)


def test_nodal_angles_pass_smoothly_where_the_node_turns():
    before, after = node_factors(179.9), node_factors(180.1)
    for name, (factor, shift_deg) in before.items():
        assert after[name][0] == pytest.approx(factor, abs=0.01)
        assert after[name][1] == pytest.approx(shift_deg, abs=0.2)


def test_the_moon_is_tilted_most_when_its_node_is_at_the_equinox():
    """28.6 and 18.3 degrees: the ecliptic's tilt and five either way."""
    assert np.degrees(orbit_at(0).tilt) == pytest.approx(28.6, abs=0.05)
    assert np.degrees(orbit_at(180).tilt) == pytest.approx(18.3, abs=0.05)


def test_no_moments_have_no_heights():
    assert heights_m(_tide("M2"), np.array([], "datetime64[s]")).size == 0
