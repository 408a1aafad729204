"""Fields have the correlations they should, and bend to forecasts exactly."""

import numpy as np
import pytest

from sampai.conditions.normal_fields import NormalField, Sighting

N = 40_000
# Four standard errors of a correlation or a mean of that many.
CLOSE = 4 / np.sqrt(N)


def field(near=0.6, kept=(0.5, 0.5), days=3):
    return NormalField(
        in_space=np.array([[1, near], [near, 1]]),
        persistence=np.array(kept),
        days=days,
    )


def drawn(one, sightings=(), size=N, seed=1):
    return one.draw(np.random.default_rng(seed), size, sightings)


def every(one):
    places = len(one.persistence)
    return np.indices((places, one.days)).reshape(2, -1).T


def posterior(one, sightings):
    """
    Condition a normal vector on noisy scores, by the textbook.

    A score is skill times truth, and noise that makes its variance one.
    """
    everywhere = every(one)
    seen = np.array([(s.place, s.day) for s in sightings])
    skill = np.array([s.skill for s in sightings])
    prior = one.correlation(everywhere, everywhere)
    cross = one.correlation(everywhere, seen) * skill
    scores = one.correlation(seen, seen) * np.outer(skill, skill)
    scores += np.diag(1 - skill**2)
    weights = cross @ np.linalg.inv(scores)
    mean = weights @ np.array([s.score for s in sightings])
    return mean, prior - weights @ cross.T


@pytest.mark.parametrize("kept", [(0.0, 0.0), (0.5, 0.5), (0.9, 0.7)])
@pytest.mark.parametrize("near", [0.0, 0.6, 1.0])
def test_a_field_has_the_correlations_that_were_asked_for(near, kept):
    """Places of unlike persistence too, as long as such variables exist."""
    if near == 1.0 and kept[0] != kept[1]:
        pytest.skip("no variables are the same on a day and part overnight")
    one = field(near, kept)
    found = drawn(one).reshape(6, N)
    assert np.abs(found.mean(axis=1)).max() < CLOSE
    wanted = one.correlation(every(one), every(one))
    assert np.abs(np.corrcoef(found) - wanted).max() < CLOSE
    # The variance of a variance is 2 / n.
    assert np.abs(found.var(axis=1) - 1).max() < CLOSE * np.sqrt(2)


def test_a_correlation_over_days_is_the_power_of_the_persistence():
    one = field(near=0.6, kept=(0.5, 0.8))
    at = np.array([[0, 0], [0, 2], [1, 2]])
    assert one.correlation(at, at)[0].tolist() == pytest.approx(
        [1, 0.25, 0.6 * 0.64]
    )


def test_impossible_correlations_give_the_nearest_field_of_variance_one():
    """Alike today, one forgets and one keeps: no such variables exist."""
    found = drawn(field(near=0.99, kept=(0.0, 0.95)))
    assert np.abs(found.var(axis=2) - 1).max() < 2 * CLOSE * np.sqrt(2)


SIGHTINGS = (
    Sighting(place=0, day=1, score=1.5, skill=0.8),
    Sighting(place=1, day=2, score=-0.7, skill=0.4),
)


def test_forecasts_give_the_posterior_of_the_textbook():
    one = field()
    mean, covariance = posterior(one, SIGHTINGS)
    found = drawn(one, SIGHTINGS).reshape(6, N)
    assert np.abs(found.mean(axis=1) - mean).max() < CLOSE
    assert np.abs(np.cov(found) - covariance).max() < CLOSE * np.sqrt(2)


def test_two_forecasts_of_one_day_are_weighed():
    """Both say something: of noise variances 1 and 3, a weight of 3 to 1."""
    one = NormalField(
        in_space=np.ones((1, 1)), persistence=np.zeros(1), days=1
    )
    found = drawn(
        one,
        (
            Sighting(place=0, day=0, score=1, skill=np.sqrt(1 / 2)),
            Sighting(place=0, day=0, score=1, skill=np.sqrt(1 / 4)),
        ),
    )
    precision = 1 + 1 + 1 / 3
    mean = (np.sqrt(2) * 1 + 2 / 3) / precision
    assert found.mean() == pytest.approx(mean, abs=CLOSE)
    assert found.var() == pytest.approx(1 / precision, abs=CLOSE)


def test_a_perfect_forecast_pins_its_day():
    sure = Sighting(place=0, day=1, score=1.3, skill=1 - 1e-9)
    found = drawn(field(), (sure,), size=500)
    assert found[0, 1] == pytest.approx(1.3, abs=1e-3)
    # What is known of today is half known of tomorrow.
    assert found[0, 2].mean() == pytest.approx(0.65, abs=4 / np.sqrt(500))


def test_a_forecast_without_skill_changes_nothing():
    vague = Sighting(place=0, day=1, score=3.0, skill=1e-6)
    one = field()
    generator, free = np.random.default_rng(1), drawn(one, size=500)
    assert one.draw(generator, 500, (vague,)) == pytest.approx(free, abs=1e-4)


def test_a_forecast_says_little_of_a_far_day_and_another_place():
    one = field(near=0.0, kept=(0.0, 0.0))
    found = drawn(one, SIGHTINGS[:1], size=500)
    free = drawn(one, size=500)
    elsewhere = np.ones((2, 3), dtype=bool)
    elsewhere[0, 1] = False
    assert (found[elsewhere] == free[elsewhere]).all()


def test_mean_and_variance_are_those_of_the_textbook():
    one = field(near=0.6, kept=(0.5, 0.8))
    mean, covariance = posterior(one, SIGHTINGS)
    found_mean, found_variance = one.given(SIGHTINGS)
    assert found_mean.ravel() == pytest.approx(mean)
    assert found_variance.ravel() == pytest.approx(np.diag(covariance))


def test_mean_and_variance_are_those_of_the_draws():
    mean, variance = field().given(SIGHTINGS)
    found = drawn(field(), SIGHTINGS)
    assert np.abs(found.mean(axis=2) - mean).max() < CLOSE
    assert np.abs(found.var(axis=2) - variance).max() < CLOSE * np.sqrt(2)


def test_without_forecasts_the_field_is_standard_normal():
    mean, variance = field().given()
    assert (mean == 0).all()
    assert (variance == 1).all()


def test_what_is_certain_has_no_variance():
    sure = Sighting(place=0, day=1, score=1.3, skill=1 - 1e-12)
    mean, variance = field().given([sure])
    assert mean[0, 1] == pytest.approx(1.3)
    assert variance[0, 1] == pytest.approx(0, abs=1e-9)
    assert variance.min() >= 0
