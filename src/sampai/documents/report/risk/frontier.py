"""The plans that were weighed: what they cost and what they bear."""

from math import ceil, floor
from typing import Any

from sampai.documents.names import Names
from sampai.documents.risk.chances import BREAKS, Chances
from sampai.documents.risk.outcome import MILLION, PLAIN
from sampai.documents.risk.precautions import precaution_lines
from sampai.documents.risk.remedies import plan_name
from sampai.tables import Operation

LEFT, TOP, WIDTH, HEIGHT = 70.0, 18.0, 640.0, 300.0
STEP = 5


def draw_frontier(
    operation: Operation, names: Names, chances: Chances
) -> dict[str, Any]:
    """
    Collect what the template draws.

    Parameters
    ----------
    operation
        The plan, with those that were weighed beside it.
    names
        Names in the language of the report.
    chances
        How chances are written.

    Returns
    -------
    dict
        Points, axes and rows of the table; empty where none was weighed.
    """
    rows = operation.frontier.sort("cost_out_idr", "plan").to_dicts()
    if not rows:
        return {}
    usual = int(str(operation.summary["baseline_cost_idr"]))
    scale = _Scale([*(row["cost_out_idr"] for row in rows), usual], chances)
    return {
        "width": LEFT + WIDTH + 20,
        "height": TOP + HEIGHT + 44,
        "left": LEFT,
        "right": LEFT + WIDTH,
        "top": TOP,
        "bottom": TOP + HEIGHT,
        "usual_x": scale.x(usual),
        "target_y": scale.y(chances.target),
        "target": f"{chances.words('risk.target')} {chances.goal()}",
        "costs": scale.costs(),
        "levels": scale.levels(),
        "points": [_point(row, scale, chances) for row in rows],
        "rows": [_row(row, names, chances) for row in rows],
    }


class _Scale:
    """From rupiah and chances to the picture."""

    def __init__(self, costs: list[int], chances: Chances) -> None:
        self.chances = chances
        self.first = floor(min(costs) / MILLION / STEP) * STEP
        self.last = ceil(max(costs) / MILLION / STEP) * STEP
        self.last = max(self.last, self.first + STEP)
        self.top = chances.nines(1)

    def x(self, idr: float) -> float:
        share = (idr / MILLION - self.first) / (self.last - self.first)
        return round(LEFT + WIDTH * share, 1)

    def y(self, prob: float) -> float:
        share = self.chances.nines(prob) / self.top
        return round(TOP + HEIGHT * (1 - share), 1)

    def costs(self) -> list[dict[str, Any]]:
        amounts = range(self.first, self.last + 1, STEP)
        return [{"x": self.x(n * MILLION), "amount": n} for n in amounts]

    def levels(self) -> list[dict[str, Any]]:
        return [
            {"y": self.y(level), "level": shown}
            for level, shown in zip((0.0, *BREAKS), self._shown(), strict=True)
        ]

    def _shown(self) -> list[str]:
        words = self.chances.words
        gap = "\N{NO-BREAK SPACE}%"
        whole = [f"{n}{gap}" for n in (0, 90, 99)]
        return [*whole, f"{words.decimal(99.9)}{gap}"]


def _point(
    row: dict[str, Any], scale: _Scale, chances: Chances
) -> dict[str, Any]:
    lowest, reachable = (
        row["lowest_on_time_prob"],
        row["lowest_reachable_prob"],
    )
    label = ""
    if row["chosen"]:
        label = chances.words("risk.chosen")
    elif row["plan"] == PLAIN:
        label = plan_name(row["plan"], chances.words)
    return {
        "x": scale.x(row["cost_out_idr"]),
        "y": scale.y(reachable),
        "low_y": scale.y(lowest),
        "chosen": row["chosen"],
        "label": label,
        "title": f"{plan_name(row['plan'], chances.words)}: "
        f"{chances.words.money(row['cost_out_idr'])}; "
        f"{chances.share(reachable)}; {chances.share(lowest)}",
    }


def _row(
    row: dict[str, Any], names: Names, chances: Chances
) -> dict[str, Any]:
    words = chances.words
    return {
        "plan": plan_name(row["plan"], chances.words),
        "chosen": row["chosen"],
        "cost": words.money(row["cost_out_idr"]),
        "reachable": chances.share(row["lowest_reachable_prob"]),
        "lowest": chances.share(row["lowest_on_time_prob"]),
        "mean": chances.share(row["mean_on_time_prob"]),
        "below": words.whole(row["below_target"]),
        "does": precaution_lines(row["precautions"] or "", names),
    }
