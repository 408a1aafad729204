"""Amounts of rain become scores of a district's own climate."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.conditions.rain_scores import (
    SCORE_MAX,
    RainScale,
    heavy_score,
)

# Wet three days in ten, heavy one in forty: 0.524 and 1.960 deviations.
KRUI = RainScale(wet_mm=1, heavy_mm=50, wet_prob=0.3, heavy_prob=0.025)


def test_thresholds_stand_where_the_climate_puts_them():
    assert KRUI.score(1) == pytest.approx(0.5244, abs=1e-4)
    assert KRUI.score(50) == pytest.approx(1.95996, abs=1e-4)


def test_scores_grow_with_the_logarithm_of_the_amount():
    middle, over = KRUI.score(math.sqrt(50)), KRUI.score(50**1.5)
    assert middle == pytest.approx((0.5244 + 1.96) / 2, abs=1e-4)
    assert over == pytest.approx(1.96 + (1.96 - 0.5244) / 2, abs=1e-4)


def test_a_flood_stays_a_score_that_can_be_drawn():
    assert KRUI.score(1e9) == SCORE_MAX


def test_dry_and_heavy_days_have_the_mean_of_what_they_may_be():
    score = np.random.default_rng(1).standard_normal(400_000)
    dry, heavy = score[score < 0.5244].mean(), score[score > 1.95996].mean()
    assert KRUI.dry == pytest.approx(dry, abs=0.01)
    assert KRUI.score(0) == KRUI.score(0.99) == KRUI.dry
    assert KRUI.heavy == heavy_score(0.025) == pytest.approx(heavy, abs=0.02)


@pytest.mark.parametrize(
    ("wet", "heavy", "dry_score", "heavy_mean"),
    [
        (0.0, 0.0, 0.0, SCORE_MAX),  # always dry: that it is says nothing
        (1.0, 0.0, -SCORE_MAX, SCORE_MAX),
        (1.0, 1.0, -SCORE_MAX, 0.0),  # always heavy
    ],
)
def test_what_is_certain_has_a_score_all_the_same(
    wet, heavy, dry_score, heavy_mean
):
    scale = RainScale(wet_mm=1, heavy_mm=50, wet_prob=wet, heavy_prob=heavy)
    assert scale.dry == pytest.approx(dry_score)
    assert scale.heavy == pytest.approx(heavy_mean)
    assert abs(scale.score(10)) <= SCORE_MAX


@given(
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(0, 1e4),
    st.floats(0, 1e4),
)
def test_more_rain_never_has_a_lower_score(one, other, less, more):
    scale = RainScale(
        wet_mm=1,
        heavy_mm=50,
        wet_prob=max(one, other),
        heavy_prob=min(one, other),
    )
    low, high = scale.score(min(less, more)), scale.score(max(less, more))
    assert math.isfinite(low)
    assert low <= high + 1e-12
