"""Normal variables correlated in space and from day to day, and forecasts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """
    What a forecast says of the normal variable of one place and day.

    Parameters
    ----------
    place, day
        Positions in the field.
    score
        The forecast as a standard normal score.
    skill
        Correlation of forecast and truth, above 0 and below 1.
    """

    place: int
    day: int
    score: float
    skill: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NormalField:
    """
    Standard normal variables of places and days.

    Parameters
    ----------
    in_space
        Shape (places, places): correlation on the same day.
    persistence
        Shape (places,): correlation from one day to the next.
    days
        Number of days.
    """

    in_space: Floats
    persistence: Floats
    days: int

    def draw(
        self,
        generator: np.random.Generator,
        size: int,
        sightings: Sequence[Sighting] = (),
    ) -> Floats:
        """
        Draw the field, given what forecasts say of it.

        The field is drawn as it would be without forecasts and then moved
        by what simple kriging makes of the difference between a forecast
        and its own noisy copy (Matheron's rule); that is exact, and leaves
        days and places without a forecast as far from it as they are.

        Parameters
        ----------
        generator
            Gives the numbers.
        size
            Scenarios.
        sightings
            Forecasts.

        Returns
        -------
        ndarray
            Shape (places, days, size).
        """
        field = self._draw_freely(generator, size)
        if not sightings:
            return field
        at, seen, noise_sd = _views(sightings)
        noise = generator.standard_normal((len(at), size))
        copy = field[at[:, 0], at[:, 1]] + noise * noise_sd[:, None]
        between = self.correlation(at, at) + np.diag(noise_sd**2)
        weights = np.linalg.solve(between, seen[:, None] - copy)
        moved = self.correlation(self._everywhere(), at) @ weights
        shifted: Floats = field + moved.reshape(field.shape)
        return shifted

    def given(
        self, sightings: Sequence[Sighting] = ()
    ) -> tuple[Floats, Floats]:
        """
        Give mean and variance of the field, given what forecasts say of it.

        It is what the draws have in the limit, without drawing any.

        Parameters
        ----------
        sightings
            Forecasts.

        Returns
        -------
        tuple of ndarray
            Mean and variance, each of shape (places, days).
        """
        shape = (len(self.persistence), self.days)
        if not sightings:
            return np.zeros(shape), np.ones(shape)
        at, seen, noise_sd = _views(sightings)
        between = self.correlation(at, at) + np.diag(noise_sd**2)
        across = self.correlation(self._everywhere(), at)
        weights = np.linalg.solve(between, across.T).T
        mean = (weights @ seen).reshape(shape)
        known = (weights * across).sum(axis=1).reshape(shape)
        # What is known for certain may round to a little below zero.
        return mean, np.maximum(1 - known, 0)

    def _everywhere(self) -> npt.NDArray[np.int64]:
        places = len(self.persistence)
        return np.indices((places, self.days)).reshape(2, -1).T

    def correlation(
        self, one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]
    ) -> Floats:
        """
        Correlate pairs of place and day.

        Parameters
        ----------
        one, other
            Shape (n, 2) and (m, 2): positions of place and day.

        Returns
        -------
        ndarray
            Shape (n, m).
        """
        apart = one[:, None, 1] - other[None, :, 1]
        # What links two days is the persistence of the later one's place.
        later = np.where(apart > 0, one[:, None, 0], other[None, :, 0])
        in_time = self.persistence[later] ** np.abs(apart)
        in_space = self.in_space[one[:, None, 0], other[None, :, 0]]
        linked: Floats = in_space * in_time
        return linked

    def _draw_freely(
        self, generator: np.random.Generator, size: int
    ) -> Floats:
        places = len(self.persistence)
        field = np.empty((places, self.days, size))
        start = _root(self.in_space)
        kept = self.persistence[:, None]
        fresh = _root(self.in_space * (1 - kept * kept.T))
        for day in range(self.days):
            news = generator.standard_normal((places, size))
            if day == 0:
                field[:, day] = start @ news
            else:
                field[:, day] = kept * field[:, day - 1] + fresh @ news
        return field


def _views(
    sightings: Sequence[Sighting],
) -> tuple[npt.NDArray[np.int64], Floats, Floats]:
    """
    Read forecasts as the truth with noise.

    Gives their positions, what they say, and the deviation of the noise: a
    score is that view scaled to a variance of one.
    """
    at = np.array([(one.place, one.day) for one in sightings])
    skill = np.array([one.skill for one in sightings])
    seen = np.array([one.score for one in sightings]) / skill
    return at, seen, np.sqrt(1 / skill**2 - 1)


def _root(covariance: Floats) -> Floats:
    """
    Give a matrix whose product with its own transpose is the covariance.

    Places of very unlike persistence can ask for a covariance that no
    variables have; the nearest one with the same variances is taken.
    """
    values, vectors = np.linalg.eigh(covariance)
    root = vectors * np.sqrt(np.maximum(values, 0))
    spread = np.sqrt((root**2).sum(axis=1))
    wanted = np.sqrt(np.diag(covariance))
    scale = np.divide(
        wanted, spread, out=np.zeros_like(spread), where=spread > 0
    )
    scaled: Floats = root * scale[:, None]
    return scaled
