"""All that the report tells of chance, for its template."""

from typing import Any

import polars as pl

from sampai.documents.names import Names
from sampai.documents.report.figures import Figure
from sampai.documents.report.risk.arrivals import draw_arrivals
from sampai.documents.report.risk.dots import draw_dots
from sampai.documents.report.risk.frontier import draw_frontier
from sampai.documents.risk.causes import top_causes
from sampai.documents.risk.chances import Chances, chances_of
from sampai.documents.risk.outcome import (
    SHAKY,
    PlanLine,
    has_assumed_hazards,
    plan_lines,
    sources,
    verdict,
)
from sampai.documents.risk.precautions import precaution_lines
from sampai.documents.risk.remedies import (
    AS_IT_IS,
    change_name,
    cures,
    reached,
)
from sampai.documents.risk.weakest import Weak, weakest
from sampai.tables import Dataset, Operation

WEAKEST_SHOWN = 10


class Section:
    """
    Makes the part of the report on chance.

    Parameters
    ----------
    dataset, operation
        The regency, and a plan of which the risk is known.
    names
        Names in the language of the report.
    """

    def __init__(
        self, dataset: Dataset, operation: Operation, names: Names
    ) -> None:
        self.dataset = dataset
        self.operation = operation
        self.names = names
        self.words = names.words
        self.chances: Chances = chances_of(operation, names.words)

    def content(self) -> dict[str, Any]:
        """
        Collect what the template shows.

        Returns
        -------
        dict
            Pictures, rows of tables and sentences.
        """
        operation, names, chances = self.operation, self.names, self.chances
        summary = operation.summary
        scenarios = self.words.whole(chances.scenarios)
        return {
            "verdict": verdict(self.dataset, operation, names),
            "assumed": has_assumed_hazards(self.dataset),
            "scenarios": scenarios,
            "robust": bool(summary.get("robust")),
            "target": chances.goal(),
            "plans": [self._plan(line) for line in plan_lines(operation)],
            "dots": draw_dots(self.dataset, operation, names, chances),
            "weakest": [
                self._weak(weak)
                for weak in weakest(operation.risk, names, WEAKEST_SHOWN)
            ],
            "target_at": self._at(chances.target),
            "arrivals": draw_arrivals(summary, chances),
            "frontier": draw_frontier(operation, names, chances),
            "precautions": precaution_lines(
                str(summary.get("precautions") or ""), names
            ),
            "cures": self._cures(),
            "prices": self._prices(),
            "method": self._method(),
            "command": self._command(),
            "credits": sources(summary, "credits"),
            "cautions": sources(summary, "cautions"),
        }

    def _plan(self, line: PlanLine) -> dict[str, Any]:
        def share(prob: float | None) -> str:
            return "-" if prob is None else self.chances.share(prob)

        return {
            "name": self.words(f"risk.{line.key}"),
            "is_ours": line.key == "chosen",
            "cells": [
                self.words.money(line.cost_out_idr),
                self.words.percent(line.ratio),
                share(line.lowest),
                share(line.lowest_reachable),
                share(line.mean),
                "-" if line.below is None else self.words.whole(line.below),
            ],
        }

    def _at(self, prob: float) -> float:
        """Place a chance on a bar, in percent of its width."""
        whole = self.chances.nines(1)
        return round(100 * self.chances.nines(prob) / whole, 1)

    def _weak(self, weak: Weak) -> dict[str, Any]:
        chances = self.chances
        causes = top_causes(self.names, self.operation.blame, weak.tps_ids)
        return {
            "where": weak.where,
            "anchor": f"tps-{weak.tps_ids[0]}",
            "chance": chances.with_error(weak.prob, weak.error),
            "bound": chances.bound(weak.bound),
            "at": self._at(weak.prob),
            "bound_at": self._at(weak.bound),
            "below": weak.prob < chances.target,
            "leg": weak.leg,
            "late": self.words.span(weak.late_s),
            "causes": [
                {
                    "name": name,
                    "width": round(100 * share, 1),
                    "share": self._percent(share),
                }
                for name, share in causes
            ],
            "told": self.words(
                "risk.bar",
                chance=chances.with_error(weak.prob, weak.error),
                bound=chances.bound(weak.bound),
                target=chances.goal(),
            ),
        }

    def _percent(self, share: float) -> str:
        return f"{self.words.whole(share * 100)}\N{NO-BREAK SPACE}%"

    def _cures(self) -> list[dict[str, Any]]:
        rows = cures(self.dataset, self.operation.cures, self.names)
        return [
            {
                "name": row.name,
                "bends": row.bends,
                "where": row.where,
                "chance": self.chances.share(row.prob),
                "bound": self.chances.bound(row.bound),
                "suffices": reached(row, self.chances.target),
                "cost": self.words.money(row.cost_out_idr),
            }
            for row in rows
        ]

    def _prices(self) -> list[dict[str, Any]]:
        rows = self.operation.prices.sort(
            pl.col("change") != AS_IT_IS,
            # What leaves TPS without goods saves nothing: it stands last.
            "unserved",
            "saves_idr",
            descending=[False, False, True],
        )
        return [
            {
                "change": change_name(
                    row["change"], row["subject_id"], self.names
                ),
                "cost": self.words.money(row["cost_out_idr"]),
                "saves": self._signed(row["saves_idr"]),
                "lowest": self.chances.share(row["lowest_on_time_prob"]),
                "mean": self.chances.share(row["mean_on_time_prob"]),
                "unserved": self.words.whole(row["unserved"]),
            }
            for row in rows.iter_rows(named=True)
        ]

    def _signed(self, idr: int) -> str:
        sign = "\N{MINUS SIGN}" if idr < 0 else ""
        return f"{sign}{self.words.money(abs(idr))}"

    def _method(self) -> list[str]:
        summary, words = self.operation.summary, self.words
        told = [
            words(
                "risk.method_count",
                scenarios=words.whole(self.chances.scenarios),
                seed=summary["scenario_seed"],
            )
        ]
        if summary.get("trials"):
            told.append(
                words(
                    "risk.method_fresh",
                    trials=summary["trials"],
                    search=summary["seed"],
                )
            )
        told.append(words("risk.method_bound"))
        assumed = self._assumed()
        if assumed:
            told.append(words("risk.method_assumed", list=", ".join(assumed)))
        return told

    def _assumed(self) -> list[str]:
        shaky = pl.col("confidence").is_in(sorted(SHAKY))
        rows = self.dataset.hazards.filter(shaky)["hazard"]
        kinds = rows.unique(maintain_order=True).to_list()
        if self.dataset.climate.filter(shaky).height:
            kinds.append("climate")
        return [self.words.code("hazard", kind) for kind in kinds]

    def _command(self) -> str:
        summary, named = self.operation.summary, self.dataset.settings.id
        scenarios = f"--scenarios {self.chances.scenarios}"
        if "plans" not in summary:
            seed = summary["scenario_seed"]
            return f"sampai simulate {named} PLAN {scenarios} --seed {seed}"
        parts = [
            f"sampai plan {named} --out PLAN",
            scenarios,
            f"--seed {summary['seed']}",
        ]
        if "iterations" in summary:
            parts.append(f"--iterations {summary['iterations']}")
        if summary.get("robust"):
            parts.append("--robust")
        return " ".join(parts)


def risk_figures(operation: Operation, names: Names) -> list[Figure]:
    """
    Choose the figures on chance that stand at the head of the report.

    Parameters
    ----------
    operation
        The plan.
    names
        Names in the language of the report.

    Returns
    -------
    list of Figure
        None where no scenario was run.
    """
    if operation.risk.is_empty():
        return []
    words, chances = names.words, chances_of(operation, names.words)
    low = operation.risk.sort("on_time_prob", "tps_id").row(0, named=True)
    below = operation.risk.filter(pl.col("on_time_prob") < chances.target)
    shut = below.filter(pl.col("reachable_prob") < chances.target).height
    weak = weakest(operation.risk, names, 1)
    where = weak[0].where if weak else names.station(low["tps_id"])
    return [
        Figure(
            name=words("risk.figure_lowest"),
            value=chances.share(low["on_time_prob"]),
            note=words(
                "risk.figure_lowest_note",
                where=where,
                bound=chances.bound(low["reachable_prob"]),
            ),
            anchor="weakest",
            state="warn" if below.height else "good",
        ),
        Figure(
            name=words("risk.figure_below", target=chances.goal()),
            value=f"{words.whole(below.height)} / "
            f"{words.whole(operation.risk.height)}",
            note=words("risk.figure_below_note", shut=words.whole(shut)),
            anchor="risk",
            state="warn" if below.height else "good",
        ),
    ]
