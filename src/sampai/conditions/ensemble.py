"""Many draws of the weather and of luck, shared by all plans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sampai.clock import Horizon
from sampai.conditions.draws import BLOCK, Draws
from sampai.conditions.hazards import Hazards, read_climate, read_hazards
from sampai.conditions.normal_fields import Sighting
from sampai.conditions.weather import Weather, WeatherRules
from sampai.errors import PlanningError
from sampai.tables import Dataset

MOST_SCENARIOS = 1_000_000


def check_scenarios(scenarios: int) -> None:
    """
    Refuse a number of scenarios from which nothing can be told.

    Parameters
    ----------
    scenarios
        The number.

    Raises
    ------
    PlanningError
        When it is below one, or beyond what a machine holds.
    """
    if not 1 <= scenarios <= MOST_SCENARIOS:
        msg = (
            f"Found {scenarios} scenarios, expected from 1 to "
            f"{MOST_SCENARIOS:,}. Leave the number out for the usual 10,000."
        )
        raise PlanningError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """
    Scenarios drawn together.

    Parameters
    ----------
    draws
        Random numbers by name.
    weather
        Day by day.
    """

    draws: Draws
    weather: Weather

    @property
    def scenarios(self) -> int:
        """Number of scenarios."""
        return self.draws.size


@dataclass(kw_only=True)
class Ensemble:
    """
    Scenarios of a dataset, in blocks that can be computed apart.

    Parameters
    ----------
    dataset, horizon
        The regency.
    days
        Whole days from voting day that are drawn.
    scenarios
        How many.
    seed
        The same seed, the same scenarios.
    rain, waves
        What forecasts say of the rain, and by sea of the waves.

    Raises
    ------
    PlanningError
        When there is no scenario.
    """

    dataset: Dataset
    horizon: Horizon
    days: range
    scenarios: int
    seed: int
    rain: Sequence[Sighting] = ()
    waves: Mapping[str, Sequence[Sighting]] = field(default_factory=dict)
    _blocks: dict[int, Block] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Refuse an ensemble without a scenario."""
        check_scenarios(self.scenarios)

    @cached_property
    def hazards(self) -> Hazards:
        """The numbers of the draws."""
        return read_hazards(self.dataset)

    @cached_property
    def rules(self) -> WeatherRules:
        """What the weather is drawn from."""
        return WeatherRules(
            dataset=self.dataset,
            horizon=self.horizon,
            hazards=self.hazards,
            climate=read_climate(self.dataset),
            days=self.days,
            rain=self.rain,
            waves=self.waves,
        )

    @property
    def blocks(self) -> range:
        """Numbers of the blocks."""
        return range(-(-self.scenarios // BLOCK))

    def block(self, number: int) -> Block:
        """
        Give a block; once drawn it is kept for the next plan.

        Parameters
        ----------
        number
            One of `blocks`.

        Returns
        -------
        Block
            Its scenarios.
        """
        if number not in self._blocks:
            size = min(BLOCK, self.scenarios - number * BLOCK)
            draws = Draws(seed=self.seed, block=number, size=size)
            self._blocks[number] = Block(
                draws=draws, weather=self.rules.draw(draws)
            )
        return self._blocks[number]
