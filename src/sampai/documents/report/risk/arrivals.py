"""When the last TPS is served: a histogram over the scenarios."""

from collections.abc import Mapping
from math import ceil, log10
from typing import Any, cast

from sampai.documents.risk.chances import Chances

NEVER = "never"
# Hours that one bar may stand for; the first that leaves few enough bars.
STEPS, MOST_BARS = (1, 2, 3, 6, 12, 24), 72
LEFT, TOP, WIDTH, HEIGHT = 62.0, 16.0, 860.0, 200.0
# Hours between the marks below; the first that leaves room for them.
TICKS, MOST_TICKS = (6, 12, 24, 48), 18
# A bar for a single scenario must show: the axis begins below one.
LEAST = 0.5


def draw_arrivals(
    summary: Mapping[str, object], chances: Chances
) -> dict[str, Any]:
    """
    Collect what the template draws.

    Parameters
    ----------
    summary
        With ``last_arrival_h``.
    chances
        How chances are written.

    Returns
    -------
    dict
        Bars, ticks and words; empty where the summary does not tell.
    """
    held = cast("Mapping[str, int]", summary.get("last_arrival_h") or {})
    if not held:
        return {}
    hours = {int(key): n for key, n in held.items() if key != NEVER}
    never = held.get(NEVER, 0)
    step, bins = _bins(hours)
    scale = _Scale(bins, step, never=never, most=max(held.values()))
    return {
        "width": LEFT + WIDTH + 24,
        "height": TOP + HEIGHT + 40,
        "left": LEFT,
        "top": TOP,
        "bottom": TOP + HEIGHT,
        "bars": [scale.bar(at, n, chances) for at, n in sorted(bins.items())],
        "never": scale.never_bar(never) if never else {},
        "due_x": scale.x(0),
        "hours": scale.hours(),
        "counts": scale.counts(chances),
        "told": _told(hours, never, chances),
    }


def _bins(hours: Mapping[int, int]) -> tuple[int, dict[int, int]]:
    """
    Count by bar; bar 0 ends at the due time.

    An hour h of the summary is what lies between h - 1 and h.
    """
    first, last = min(hours, default=0), max(hours, default=0)
    step = next(
        (one for one in STEPS if (last - first) / one <= MOST_BARS), STEPS[-1]
    )
    bins: dict[int, int] = {}
    for hour, count in hours.items():
        at = ceil(hour / step)
        bins[at] = bins.get(at, 0) + count
    return step, bins


def _told(hours: Mapping[int, int], never: int, chances: Chances) -> list[str]:
    words = chances.words
    on_time = sum(count for hour, count in hours.items() if hour <= 0)
    late = sum(hours.values()) - on_time
    total = on_time + late + never
    told = [
        words(
            "risk.arrivals_on",
            count=words.whole(on_time),
            total=words.whole(total),
            share=chances.share(on_time / total),
        ),
        words("risk.arrivals_late", count=words.whole(late)),
        words("risk.arrivals_never", count=words.whole(never)),
    ]
    return told if never else told[:2]


class _Scale:
    """From hours and scenarios to the picture."""

    def __init__(
        self, bins: Mapping[int, int], step: int, *, never: int, most: int
    ) -> None:
        self.step = step
        self.first = min(0, *bins) if bins else 0
        self.last = max(0, *bins) if bins else 0
        # Room for a bar that stands apart.
        count = self.last - self.first + 1 + (2 if never else 0)
        self.wide = WIDTH / max(count, 1)
        self.most = max(most, *bins.values()) if bins else most

    def x(self, at: float) -> float:
        """Place the right edge of a bar."""
        return round(LEFT + (at - self.first + 1) * self.wide, 1)

    def tall(self, count: float) -> float:
        """Height of a bar."""
        share = log10(count / LEAST) / log10(self.most / LEAST)
        return round(HEIGHT * max(share, 0.0), 1)

    def bar(self, at: int, count: int, chances: Chances) -> dict[str, Any]:
        words = chances.words
        return {
            **self._shape(self.x(at - 1), count),
            "late": at > 0,
            "title": words(
                "risk.bin",
                first=(at - 1) * self.step,
                last=at * self.step,
                count=words.whole(count),
            ),
        }

    def never_bar(self, count: int) -> dict[str, Any]:
        shape = self._shape(self.x(self.last + 1), count)
        return {**shape, "count": count}

    def _shape(self, left: float, count: int) -> dict[str, float]:
        tall = self.tall(count)
        return {
            "x": round(left + 0.5, 1),
            "y": round(TOP + HEIGHT - tall, 1),
            "width": round(max(self.wide - 1, 1.0), 1),
            "height": tall,
        }

    def hours(self) -> list[dict[str, Any]]:
        first, last = self.first * self.step, self.last * self.step
        fitting = [n for n in TICKS if (last - first) / n <= MOST_TICKS]
        every = (*fitting, TICKS[-1])[0]
        marks = range(ceil((first - self.step) / every) * every, last + 1)
        return [
            {"x": self.x(hour / self.step), "hour": f"{hour:+d}"}
            for hour in marks
            if hour % every == 0 and hour
        ]

    def counts(self, chances: Chances) -> list[dict[str, Any]]:
        powers = range(int(log10(self.most)) + 1)
        return [
            {
                "y": round(TOP + HEIGHT - self.tall(10**power), 1),
                "count": chances.words.whole(10**power),
            }
            for power in powers
        ]
