"""What a plan's chances come to: plans side by side, and a few sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import polars as pl

from sampai.documents.names import Names
from sampai.documents.risk.causes import leg_name
from sampai.documents.risk.chances import Chances, chances_of
from sampai.documents.risk.remedies import cures
from sampai.documents.risk.weakest import villages_named, weakest
from sampai.tables import Dataset, Operation

BASELINE, PLAIN, CHOSEN = "baseline", "plain", "chosen"
SHAKY = frozenset({"assumed", "synthesised"})
MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """
    One plan beside others.

    Parameters
    ----------
    key
        ``baseline``, ``plain`` or ``chosen``.
    cost_out_idr, ratio
        Cost of the way out, and as a share of the baseline.
    lowest, lowest_reachable, mean
        Chance of the weakest TPS, of the weakest that the target can be
        reached for, and of all; none for the baseline, which no scenario
        was run for.
    below
        TPS below the target.
    """

    key: str
    cost_out_idr: int
    ratio: float
    lowest: float | None = None
    lowest_reachable: float | None = None
    mean: float | None = None
    below: int | None = None


def plan_lines(operation: Operation) -> list[PlanLine]:
    """
    Set the plan beside the plain one and the baseline.

    Parameters
    ----------
    operation
        A plan of which the risk is known.

    Returns
    -------
    list of PlanLine
        The plain plan is left out where it is the plan itself, or where
        nobody ran it through the same scenarios.
    """
    plans = _plans(operation)
    usual = max(plans[BASELINE]["cost_out_idr"], 1)
    keys = [BASELINE, PLAIN, CHOSEN]
    if PLAIN not in plans or not operation.summary.get("robust"):
        keys.remove(PLAIN)
    return [
        PlanLine(
            key=key,
            cost_out_idr=plans[key]["cost_out_idr"],
            ratio=plans[key]["cost_out_idr"] / usual,
            lowest=plans[key].get("lowest_on_time_prob"),
            lowest_reachable=plans[key].get("lowest_reachable_prob"),
            mean=plans[key].get("mean_on_time_prob"),
            below=plans[key].get("below_target"),
        )
        for key in keys
    ]


def _plans(operation: Operation) -> Mapping[str, Mapping[str, Any]]:
    """
    Look up the plans of the summary.

    A plan that was run through other scenarios later has none: what it comes
    to then stands in its risk.
    """
    summary = cast("Mapping[str, Any]", operation.summary)
    if "plans" in summary:
        return cast("Mapping[str, Mapping[str, Any]]", summary["plans"])
    target, risk = summary["on_time_target"], operation.risk
    reachable = risk.filter(pl.col("reachable_prob") >= target)
    return {
        BASELINE: {"cost_out_idr": summary["baseline_cost_idr"]},
        CHOSEN: {
            "cost_out_idr": summary["cost_out_idr"],
            "lowest_on_time_prob": risk["on_time_prob"].min(),
            "lowest_reachable_prob": reachable["on_time_prob"].min(),
            "mean_on_time_prob": risk["on_time_prob"].mean(),
            "below_target": (risk["on_time_prob"] < target).sum(),
        },
    }


def sources(summary: Mapping[str, object], key: str) -> Sequence[str]:
    """
    Look up the credits or cautions of forecasts.

    Parameters
    ----------
    summary
        Of the operation.
    key
        ``credits`` or ``cautions``.

    Returns
    -------
    sequence of str
        None where no forecast was used.
    """
    return [str(one) for one in cast("list[object]", summary.get(key) or [])]


def has_assumed_hazards(dataset: Dataset) -> bool:
    """
    Tell whether any figure that the scenarios are drawn from is assumed.

    Parameters
    ----------
    dataset
        The regency.

    Returns
    -------
    bool
        Whether a row of hazards or climate is assumed or synthesised.
    """
    tables = (dataset.hazards, dataset.climate)
    return any(SHAKY & set(table["confidence"]) for table in tables)


def verdict(dataset: Dataset, operation: Operation, names: Names) -> list[str]:
    """
    Say in a few sentences what the chances come to.

    Parameters
    ----------
    dataset, operation
        The regency, and a plan of which the risk is known.
    names
        Names in the language asked for.

    Returns
    -------
    list of str
        For a reader with two minutes: how many TPS reach the target, which
        do not and why, what would help, and what it costs.
    """
    return _Verdict(dataset, operation, names).sentences()


class _Verdict:
    def __init__(
        self, dataset: Dataset, operation: Operation, names: Names
    ) -> None:
        self.dataset = dataset
        self.operation = operation
        self.names = names
        self.words = names.words
        self.chances: Chances = chances_of(operation, names.words)
        below = operation.risk.filter(
            pl.col("on_time_prob") < self.chances.target
        )
        can = pl.col("reachable_prob") >= self.chances.target
        self.shut, self.short = below.filter(~can), below.filter(can)

    def sentences(self) -> list[str]:
        found = [self._met()]
        if self.shut.height:
            found += [self._cannot(), *self._cure()]
        if self.short.height:
            found.append(self._short())
        found.append(self._cost())
        return found

    def _met(self) -> str:
        below = self.shut.height + self.short.height
        total = self.operation.risk.height
        if not below:
            return self.words(
                "risk.verdict_all",
                total=self.words.whole(total),
                target=self.chances.goal(),
            )
        low = weakest(self.operation.risk, self.names, 1)[0]
        return self.words(
            "risk.verdict_met",
            met=self.words.whole(total - below),
            total=self.words.whole(total),
            target=self.chances.goal(),
            lowest=self.chances.share(low.prob),
            where=low.where,
        )

    def _cannot(self) -> str:
        told = {
            "tps": self.words.whole(self.shut.height),
            "where": self._where(self.shut),
            "bound": self.chances.bound(
                float(str(self.shut["reachable_prob"].min()))
            ),
        }
        leg = self._leg()
        if leg:
            return self.words("risk.verdict_cannot_leg", leg=leg, **told)
        return self.words("risk.verdict_cannot", **told)

    def _where(self, table: pl.DataFrame) -> str:
        villages = {
            self.names.tps[tps_id]["village_id"] for tps_id in table["tps_id"]
        }
        return villages_named(self.names, sorted(villages))

    def _leg(self) -> str:
        """Name the leg that most of the TPS out of reach have to blame."""
        legs = [
            leg_name(self.names, row, "blame_")
            for row in self.shut.iter_rows(named=True)
        ]
        return max(sorted(set(legs)), key=legs.count)

    def _cure(self) -> list[str]:
        target, shut = self.chances.target, set(self.shut["tps_id"])
        every = cures(self.dataset, self.operation.cures, self.names)
        helping = [
            f"{cure.name} ({self.chances.share(cure.prob)})"
            for cure in every
            if cure.prob >= target and shut <= set(cure.tps_ids)
        ]
        if not helping:
            return []
        either = f" {self.words('risk.or')} "
        return [self.words("risk.verdict_cure", cures=either.join(helping))]

    def _short(self) -> str:
        robust = bool(self.operation.summary.get("robust"))
        return self.words(
            "risk.verdict_short" if robust else "risk.verdict_plain",
            tps=self.words.whole(self.short.height),
            where=self._where(self.short),
        )

    def _cost(self) -> str:
        lines = {line.key: line for line in plan_lines(self.operation)}
        chosen, plain = lines[CHOSEN], lines.get(PLAIN)
        told = {
            "cost": self._millions(chosen.cost_out_idr),
            "ratio": self.words.percent(chosen.ratio),
        }
        if plain is None or plain.lowest is None:
            return self.words("risk.verdict_cost", **told)
        return self.words(
            "risk.verdict_costs",
            plain=self._millions(plain.cost_out_idr),
            lowest=self.chances.share(plain.lowest),
            **told,
        )

    def _millions(self, idr: int) -> str:
        amount = self.words.decimal(idr / MILLION)
        return self.words("risk.millions", amount=amount)
