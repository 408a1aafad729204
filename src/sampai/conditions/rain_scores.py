"""An amount of rain as a standard normal score of a district's climate."""

import math
from dataclasses import dataclass

from scipy.special import ndtri

# One day in four thousand. Beyond it a climate of ten years knows nothing,
# and a chance of 0 or 1 has no finite score at all.
SCORE_MAX = 3.5


@dataclass(frozen=True, slots=True, kw_only=True)
class RainScale:
    """
    From millimetres a day to the normal variable behind a district's rain.

    Both thresholds stand where the climate puts them; between and beyond
    them the score grows with the logarithm of the amount, since rain is
    spread over orders of magnitude.

    Parameters
    ----------
    wet_mm, heavy_mm
        From these amounts on a day is wet, and heavy. [mm]
    wet_prob, heavy_prob
        Chance of a wet and of a heavy day.
    """

    wet_mm: float
    heavy_mm: float
    wet_prob: float
    heavy_prob: float

    def score(self, rain_mm: float) -> float:
        """
        Give the score of an amount.

        Parameters
        ----------
        rain_mm
            Rain of a day. [mm]

        Returns
        -------
        float
            Its score; under the wet threshold that of a dry day.
        """
        if rain_mm < self.wet_mm:
            return self.dry
        wet, heavy = _threshold(self.wet_prob), _threshold(self.heavy_prob)
        way = math.log(rain_mm / self.wet_mm)
        way /= math.log(self.heavy_mm / self.wet_mm)
        return _capped(wet + (heavy - wet) * way)

    @property
    def dry(self) -> float:
        """Mean score of a dry day: how dry it was is not known."""
        return -_mean_above(1 - self.wet_prob)

    @property
    def heavy(self) -> float:
        """Mean score of a heavy day: how heavy it was is not known."""
        return heavy_score(self.heavy_prob)


def heavy_score(heavy_prob: float) -> float:
    """
    Give the mean score of a heavy day.

    Parameters
    ----------
    heavy_prob
        Chance of a heavy day.

    Returns
    -------
    float
        Its score.
    """
    return _mean_above(heavy_prob)


def _threshold(prob: float) -> float:
    """Score that is passed with a probability."""
    return _capped(float(ndtri(1 - prob)))


def _mean_above(prob: float) -> float:
    """Mean of a normal variable where it passes a threshold."""
    if prob <= 0:
        return SCORE_MAX
    threshold = float(ndtri(1 - prob))
    density = math.exp(-(threshold**2) / 2) / math.sqrt(2 * math.pi)
    return _capped(density / prob)


def _capped(score: float) -> float:
    return min(max(score, -SCORE_MAX), SCORE_MAX)
