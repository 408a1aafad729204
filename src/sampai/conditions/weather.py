"""One draw of the weather: rain, what it closes, and the waves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from sampai.clock import Horizon
from sampai.conditions.draws import Draws
from sampai.conditions.hazards import (
    ANY_SURFACE,
    WAVE,
    Climate,
    Hazards,
    rain_surfaces,
    seas,
)
from sampai.conditions.normal_fields import NormalField, Sighting
from sampai.tables import Dataset
from sampai.units import (
    METRES_PER_KM,
    SECONDS_PER_DAY,
    SECONDS_PER_HOUR,
    great_circle_m,
)

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Seconds = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

# Far beyond any horizon, and small enough to be added to.
FAR_S = np.float32(2**40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closures:
    """
    When rain closes one surface of one district, where it does so at all.

    Parameters
    ----------
    rows
        Shape (k,): scenarios with a closure on any day, rising.
    begin, end
        Shape (k, m): first second and the second after the last of each
        closure; far beyond the horizon where a scenario has fewer. [s]
    """

    rows: Ints
    begin: Seconds
    end: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Shut:
    """
    Closures of one surface in some scenarios.

    Parameters
    ----------
    own
        Shape (k,): positions among these scenarios; ``None`` for none.
    begin, end
        Shape (k, m): as in `Closures`. [s]
    """

    own: Ints | None = None
    begin: Seconds | None = None
    end: Seconds | None = None

    def after(self, enter: Seconds, leave: Seconds) -> Seconds:
        """
        Move passages that meet a closure to its end.

        Parameters
        ----------
        enter, leave
            Shape (n,): the passage in each scenario. [s]

        Returns
        -------
        ndarray
            Shape (n,): the same moment of entry where none is met. [s]
        """
        if self.own is None or self.begin is None or self.end is None:
            return enter
        now = enter[self.own, None]
        met = (self.begin < leave[self.own, None]) & (self.end > now)
        if not met.any():
            return enter
        later = enter.copy()
        later[self.own] = np.where(met, self.end, now).max(axis=1)
        return later


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """
    The weather of a block of scenarios, day by day.

    Parameters
    ----------
    first_s
        Midnight at which the first day begins. [s]
    district
        Position of each district.
    wet, heavy
        Shape (districts, days, n): any rain, heavy rain.
    closures
        By district and surface; those without any are left out.
    wave_m
        By sea, shape (days, n): height of the waves in the strait. [m]
    rough
        By sea, shape (days, n): whether they close it.
    """

    first_s: int
    district: Mapping[str, int]
    wet: Bools
    heavy: Bools
    closures: Mapping[tuple[str, str], Closures]
    wave_m: Mapping[str, npt.NDArray[np.float32]]
    rough: Mapping[str, Bools]

    def is_wet(self, district: str, rows: Ints, moment: Seconds) -> Bools:
        """
        Tell whether it rains on the day of a moment.

        Parameters
        ----------
        district
            Where; one without a climate is always dry.
        rows
            Shape (k,): scenarios.
        moment
            Shape (k,): when in each. [s]

        Returns
        -------
        ndarray
            Shape (k,).
        """
        place = self.district.get(district)
        if place is None:
            return np.zeros(len(rows), dtype=np.bool_)
        wet: Bools = self.wet[place, self._day(moment), rows]
        return wet

    def shut(self, where: tuple[str, str], rows: Ints) -> "Shut":
        """
        Find the closures of a surface in some scenarios.

        Parameters
        ----------
        where
            District and surface.
        rows
            Shape (k,): scenarios, rising.

        Returns
        -------
        Shut
            Their closures.
        """
        closures = self.closures.get(where)
        if closures is None:
            return Shut()
        place = np.searchsorted(closures.rows, rows)
        place[place == len(closures.rows)] = 0
        own = np.flatnonzero(closures.rows[place] == rows)
        if not len(own):
            return Shut()
        return Shut(
            own=own,
            begin=closures.begin[place[own]],
            end=closures.end[place[own]],
        )

    def after_waves(
        self, sea: str, rows: Ints, enter: Seconds, leave: Seconds
    ) -> Seconds:
        """
        Move passages over a rough sea to the next midnight.

        Parameters
        ----------
        sea
            Its surface.
        rows
            Shape (k,): scenarios.
        enter, leave
            Shape (k,): the passage in each. [s]

        Returns
        -------
        ndarray
            Shape (k,): the same moment of entry where it is calm. [s]
        """
        rough = self.rough.get(sea)
        if rough is None:
            return enter
        first, last = self._day(enter), self._day(leave)
        is_rough = rough[first, rows] | rough[last, rows]
        midnight = self.first_s + (first + 1) * np.float32(SECONDS_PER_DAY)
        return np.where(is_rough, midnight.astype(np.float32), enter)

    def _day(self, moment: Seconds) -> Ints:
        """Position of the day; the last one stands for all after it."""
        day = (moment - self.first_s) * (1 / SECONDS_PER_DAY)
        last = self.wet.shape[1] - 1
        known: Ints = np.clip(day, 0, last).astype(np.int64)
        return known


@dataclass(frozen=True, slots=True, kw_only=True)
class WeatherRules:
    """
    What the weather is drawn from.

    Parameters
    ----------
    dataset, horizon
        The regency.
    hazards, climate
        Its numbers.
    days
        Whole days from voting day.
    rain, waves
        What forecasts say of the rain, and by sea of the waves.
    """

    dataset: Dataset
    horizon: Horizon
    hazards: Hazards
    climate: Climate
    days: range
    rain: Sequence[Sighting] = ()
    waves: Mapping[str, Sequence[Sighting]]

    def draw(self, draws: Draws) -> Weather:
        """
        Draw the weather of a block of scenarios.

        Parameters
        ----------
        draws
            The block's random numbers.

        Returns
        -------
        Weather
            Day by day.
        """
        wet, heavy = self._rain(draws)
        heights = {sea: self._waves(draws, sea) for sea in seas(self.dataset)}
        limit_m = self.dataset.settings.wave_below_m
        return Weather(
            first_s=self.horizon.day_start_s(self.days[0]),
            district={
                name: row for row, name in enumerate(self.climate.district_ids)
            },
            wet=wet,
            heavy=heavy,
            closures=self._closures(draws, heavy),
            wave_m=heights,
            rough={sea: height >= limit_m for sea, height in heights.items()},
        )

    def _rain(self, draws: Draws) -> tuple[Bools, Bools]:
        field = rain_field(self.climate, self.hazards, len(self.days))
        score = field.draw(draws.generator("rain"), draws.size, self.rain)
        is_wet = ndtri(1 - self.climate.wet_prob)[:, None, None]
        is_heavy = ndtri(1 - self.climate.heavy_prob)[:, None, None]
        return score > is_wet, score > is_heavy

    def _waves(self, draws: Draws, sea: str) -> npt.NDArray[np.float32]:
        mean_m, sigma_m = self.hazards.find(WAVE, sea) or (0.0, 0.0)
        field = wave_field(self.hazards, sea, len(self.days))
        score = field.draw(
            draws.generator(WAVE, sea), draws.size, self.waves.get(sea, ())
        )
        height_m: npt.NDArray[np.float32] = np.float32(mean_m) + np.float32(
            sigma_m
        ) * score[0].astype(np.float32)
        return height_m

    def _closures(
        self, draws: Draws, heavy: Bools
    ) -> dict[tuple[str, str], Closures]:
        chance = dict(
            self.dataset.surfaces.select(
                "surface", "closure_per_heavy_rain_day"
            ).iter_rows()
        )
        found = {}
        for surface in rain_surfaces(self.dataset):
            for row, district in enumerate(self.climate.district_ids):
                generator = draws.generator("closure", district, surface)
                luck = generator.random(heavy[row].shape, dtype=np.float32)
                closed = heavy[row] & (luck < chance[surface])
                if closed.any():
                    found[district, surface] = self._times(
                        generator, surface, closed
                    )
        return found

    def _times(
        self, generator: np.random.Generator, surface: str, closed: Bools
    ) -> Closures:
        """Begin and end of each closure; those of one scenario in one row."""
        first_h, last_h = self.hazards.find(
            "closure_start", surface, ANY_SURFACE
        ) or (0.0, 0.0)
        median_h, sigma = self.hazards.find(
            "closure_length", surface, ANY_SURFACE
        ) or (0.0, 0.0)
        scenario, day = np.nonzero(closed.T)
        hour = generator.uniform(first_h, last_h, len(scenario))
        hours = median_h * np.exp(
            sigma * generator.standard_normal(len(scenario))
        )
        midnight = self.horizon.day_start_s(self.days[0])
        begin = midnight + day * SECONDS_PER_DAY + hour * SECONDS_PER_HOUR
        rows, first, count = np.unique(
            scenario, return_index=True, return_counts=True
        )
        shape = (len(rows), int(count.max()))
        at = np.repeat(np.arange(len(rows)), count)
        nth = np.arange(len(scenario)) - np.repeat(first, count)
        begins = np.full(shape, FAR_S, dtype=np.float32)
        ends = np.full(shape, FAR_S, dtype=np.float32)
        begins[at, nth] = begin
        ends[at, nth] = begin + hours * SECONDS_PER_HOUR
        return Closures(rows=rows, begin=begins, end=ends)


def rain_field(climate: Climate, hazards: Hazards, days: int) -> NormalField:
    """
    Give the normal variables behind the rain of the districts.

    Parameters
    ----------
    climate, hazards
        Their numbers.
    days
        Number of days.

    Returns
    -------
    NormalField
        One place a district.
    """
    range_km, _ = hazards.find("rain_range", "district") or (0.0, 0.0)
    metres = np.array(
        [
            [great_circle_m(*a, *b) for b in climate.place]
            for a in climate.place
        ]
    ).reshape(len(climate.place), len(climate.place))
    apart = np.divide(
        metres,
        range_km * METRES_PER_KM,
        out=np.where(metres > 0, np.inf, 0.0),
        where=range_km > 0,
    )
    return NormalField(
        in_space=np.exp(-apart), persistence=climate.persistence, days=days
    )


def wave_field(hazards: Hazards, sea: str, days: int) -> NormalField:
    """
    Give the normal variable behind the waves of a sea.

    Parameters
    ----------
    hazards
        Their numbers.
    sea
        Its surface.
    days
        Number of days.

    Returns
    -------
    NormalField
        Of one place.
    """
    kept, _ = hazards.find("wave_day_to_day", sea) or (0.0, 0.0)
    return NormalField(
        in_space=np.ones((1, 1)), persistence=np.array([kept]), days=days
    )
