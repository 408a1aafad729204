"""The hazards that are drawn: of what, how, and within which bounds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

# What a hazard applies to, where it is no word of its own: rows of others.
SURFACES, SEAS, VEHICLES = "surfaces", "seas", "vehicles"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """
    What a parameter may be.

    Parameters
    ----------
    holds
        Whether a number may stand there.
    told
        The same in words.
    """

    holds: Callable[[float], bool]
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """
    One hazard.

    Parameters
    ----------
    distribution
        How it is drawn.
    words
        What it may apply to, by name.
    rows
        Table whose rows it may apply to, or nothing.
    p1, p2
        Its parameters; ``None`` where it has no second one.
    """

    distribution: str
    words: tuple[str, ...] = ()
    rows: str = ""
    p1: Bound
    p2: Bound | None = None


CORRELATION = Bound(
    holds=lambda number: 0 <= number < 1,
    told="a correlation from 0 up, under 1",
)
SHARE = Bound(
    holds=lambda number: 0 <= number <= 1, told="a number from 0 to 1"
)
NOT_BELOW_0 = Bound(
    holds=lambda number: number >= 0, told="a number from 0 up"
)
ABOVE_0 = Bound(holds=lambda number: number > 0, told="a number above 0")
HOUR = Bound(
    holds=lambda number: 0 <= number <= 24,  # noqa: PLR2004 (hours of a day)
    told="an hour from 0 to 24",
)
# A count that takes no time at all is the least.
EXTRA = Bound(holds=lambda number: number >= -1, told="a number from -1 up")

KINDS: Mapping[str, Kind] = {
    "rain_range": Kind(
        distribution="exponential_correlation",
        words=("district",),
        p1=NOT_BELOW_0,
    ),
    "closure_start": Kind(
        distribution="uniform",
        words=("surface",),
        rows=SURFACES,
        p1=HOUR,
        p2=HOUR,
    ),
    "closure_length": Kind(
        distribution="lognormal",
        words=("surface",),
        rows=SURFACES,
        p1=ABOVE_0,
        p2=NOT_BELOW_0,
    ),
    "wave": Kind(
        distribution="ar1_normal", rows=SEAS, p1=NOT_BELOW_0, p2=NOT_BELOW_0
    ),
    "wave_day_to_day": Kind(
        distribution="correlation", rows=SEAS, p1=CORRELATION
    ),
    "leg_speed": Kind(
        distribution="lognormal", words=("trip",), p1=ABOVE_0, p2=NOT_BELOW_0
    ),
    "loading_delay": Kind(
        distribution="exponential", words=("trip",), p1=NOT_BELOW_0
    ),
    "stage_release_delay": Kind(
        distribution="exponential", words=("origin",), p1=NOT_BELOW_0
    ),
    "breakdown": Kind(
        distribution="per_km", rows=VEHICLES, p1=SHARE, p2=NOT_BELOW_0
    ),
    "counting_end": Kind(
        distribution="normal", words=("tps",), p1=EXTRA, p2=NOT_BELOW_0
    ),
    "forecast_skill": Kind(
        distribution="correlation",
        words=("rain", "wave"),
        p1=CORRELATION,
        p2=SHARE,
    ),
    "alert_skill": Kind(
        distribution="correlation",
        words=("observed", "likely", "possible", "unlikely", "unknown"),
        p1=CORRELATION,
    ),
    "rain_class": Kind(
        distribution="threshold", words=("wet", "heavy"), p1=ABOVE_0
    ),
}
