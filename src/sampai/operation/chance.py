"""What chance does to a plan, and the plan that bears it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from sampai.conditions.ensemble import Ensemble, check_scenarios
from sampai.conditions.normal_fields import Sighting
from sampai.conditions.outlook import Outlook
from sampai.conditions.sightings import rain_sightings, wave_sightings
from sampai.planning.baseline import Baseline
from sampai.planning.context import Context
from sampai.planning.costs import cost_parts, vehicle_days
from sampai.planning.make import PlannedRegency, plan_regency
from sampai.planning.plan import Plan
from sampai.planning.precautions import NO_PRECAUTIONS, Precautions
from sampai.planning.reading import read_trips
from sampai.simulation.cures import find_cures
from sampai.simulation.prices import price_constraints
from sampai.simulation.reach import Reach
from sampai.simulation.risk import Risk, assess
from sampai.simulation.robust.judging import Judge, Judgement
from sampai.simulation.robust.search import Candidate, Found, search
from sampai.simulation.running import OUT_STAGES, Run
from sampai.simulation.ways import Ways
from sampai.tables import OPERATION_TABLES

SCENARIOS = 10_000
# A plan that falls short on fresh scenarios is searched for once more, with
# half the distance to certainty.
MOST_ROUNDS = 3
DECIMALS = 4

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """
    How chance is reckoned with.

    Parameters
    ----------
    scenarios
        How many are drawn.
    robust
        Whether to search for a plan that reaches the dataset's target.
    prices
        Whether to price what is given.
    outlook
        What is forecast.
    processes
        How many compute side by side; nothing depends on it.

    Raises
    ------
    PlanningError
        When there is no scenario.
    """

    scenarios: int = SCENARIOS
    robust: bool = False
    prices: bool = False
    outlook: Outlook = field(default_factory=Outlook.nothing)
    processes: int = 1

    def __post_init__(self) -> None:
        """Refuse a number of scenarios from which nothing can be told."""
        check_scenarios(self.scenarios)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """
    A plan with what chance does to it.

    Parameters
    ----------
    regency
        The plan.
    risk
        On scenarios that its search has not seen.
    plain
        The same of the plain plan.
    frontier, cures, prices
        As in DESIGN's contract of an operation; empty where not asked for.
    precautions
        What the plan does beyond the plain one.
    trials
        Plans that were made and run.
    """

    regency: PlannedRegency
    risk: Risk
    plain: Risk
    plain_cost_idr: int
    frontier: pl.DataFrame
    cures: pl.DataFrame
    prices: pl.DataFrame
    precautions: Precautions = NO_PRECAUTIONS
    trials: int = 0


def ensemble_of(context: Context, chance: Chance, seed: int) -> Ensemble:
    """
    Draw the scenarios of a regency.

    Parameters
    ----------
    context
        The regency.
    chance
        How many, and what is forecast.
    seed
        The same seed, the same scenarios.

    Returns
    -------
    Ensemble
        Over all days of the stages and one of air at each end.

    Raises
    ------
    PlanningError
        When there is no scenario.
    """
    last = max(stage.last_day for stage in context.stages.values()) + 1
    days = range(context.horizon.first_day, last + 1)
    dataset, outlook = context.dataset, chance.outlook
    waves: Mapping[str, tuple[Sighting, ...]]
    waves = wave_sightings(dataset, outlook, days)
    return Ensemble(
        dataset=dataset,
        horizon=context.horizon,
        days=days,
        scenarios=chance.scenarios,
        seed=seed,
        rain=rain_sightings(dataset, outlook, days),
        waves=waves,
    )


def reckon(
    context: Context,
    consignments: pl.DataFrame,
    plain: PlannedRegency,
    chance: Chance,
    tell: Tell,
) -> Outcome:
    """
    Say what chance does to the plain plan, and search for a better one.

    Parameters
    ----------
    context
        The regency without precautions.
    consignments
        Goods of every tps and district.
    plain
        The cheapest plan in fair weather.
    chance
        How chance is reckoned with.
    tell
        Is called with the name of each step as it begins.

    Returns
    -------
    Outcome
        The plan to make, and its risk.
    """
    tell("scenarios")
    # The search sees the scenarios of one seed, the judgement those of the
    # next.
    fresh = ensemble_of(context, chance, context.seed + 1)
    risk = _assess(context, plain, fresh, chance)
    cost_idr = _cost_out_idr(context, plain)
    judge = Judge(
        context=context,
        consignments=consignments,
        ensemble=ensemble_of(context, chance, context.seed),
    )
    outcome = Outcome(
        regency=plain,
        risk=risk,
        plain=risk,
        plain_cost_idr=cost_idr,
        frontier=OPERATION_TABLES["frontier"].frame([]),
        cures=OPERATION_TABLES["cures"].frame([]),
        prices=OPERATION_TABLES["prices"].frame([]),
    )
    if chance.robust:
        outcome = _made_robust(judge, fresh, outcome, chance, tell)
    if chance.prices:
        tell("prices")
        prices = price_constraints(judge, outcome.precautions)
        outcome = replace(outcome, prices=prices)
    return outcome


def _made_robust(
    judge: Judge, fresh: Ensemble, plain: Outcome, chance: Chance, tell: Tell
) -> Outcome:
    found, regency, risk = _search(judge, fresh, chance, tell)
    tell("cures")
    target = judge.context.dataset.settings.on_time_probability
    return replace(
        plain,
        regency=regency,
        risk=risk,
        frontier=_frontier(found, target),
        cures=_cures(judge, found, risk),
        precautions=found.chosen.judgement.precautions,
        trials=found.trials,
    )


def assess_plan(
    context: Context,
    plan: Plan,
    missed: Collection[str],
    ensemble: Ensemble,
    *,
    processes: int = 1,
) -> Risk:
    """
    Run a whole plan, as its tables tell it, through an ensemble.

    Parameters
    ----------
    context
        The regency.
    plan
        Its plan.
    missed
        Subjects of goods that the plan does not bring.
    ensemble
        The scenarios.
    processes
        How many compute side by side.

    Returns
    -------
    Risk
        Tables and figures.
    """
    trips = read_trips(
        context, plan.trips, plan.stops, plan.passages, plan.loads
    )
    run = Run(
        context=context,
        hazards=ensemble.hazards,
        trips=trips,
        missed=frozenset(missed),
        home=True,
    )
    return assess(run, ensemble, processes=processes)


def _assess(
    context: Context,
    regency: PlannedRegency,
    ensemble: Ensemble,
    chance: Chance,
) -> Risk:
    return assess_plan(
        context,
        regency.plan,
        regency.unserved["tps_id"],
        ensemble,
        processes=chance.processes,
    )


def _search(
    judge: Judge, fresh: Ensemble, chance: Chance, tell: Tell
) -> tuple[Found, PlannedRegency, Risk]:
    """Search, plan in full, and judge on scenarios not seen before."""
    target = judge.context.dataset.settings.on_time_probability
    tell("bound")
    reach = Reach(
        ways=Ways(context=judge.context), ensemble=judge.ensemble
    ).probabilities()
    level = target
    tried: list[tuple[Found, PlannedRegency, Risk]] = []
    for _ in range(MOST_ROUNDS):
        tell("search")
        found = search(judge, reach, level)
        context = replace(
            judge.context, precautions=found.chosen.judgement.precautions
        )
        regency = plan_regency(context, judge.consignments)
        risk = _assess(context, regency, fresh, chance)
        tried.append((found, regency, risk))
        if not short(risk, target):
            break
        level = 1 - (1 - level) / 2
    return min(tried, key=lambda one: len(short(one[2], target)))


def short(risk: Risk, target: float) -> list[str]:
    """
    Find the tps that fall short although the target can be reached.

    Parameters
    ----------
    risk
        Of a plan.
    target
        Probability asked for.

    Returns
    -------
    list of str
        Their ids.
    """
    reachable = pl.col("reachable_prob") >= target
    table = risk.risk.filter(reachable & (pl.col("on_time_prob") < target))
    return table["tps_id"].to_list()


def _cures(judge: Judge, found: Found, risk: Risk) -> pl.DataFrame:
    target = judge.context.dataset.settings.on_time_probability
    below = pl.col("on_time_prob") < target
    is_shut = pl.col("reachable_prob") < target
    tables = [OPERATION_TABLES["cures"].frame([])]
    for shut in (True, False):
        own = risk.risk.filter(below & (is_shut == shut))["tps_id"].to_list()
        if own:
            tables.append(
                find_cures(
                    judge,
                    found.chosen.judgement.precautions,
                    own,
                    target,
                    is_shut=shut,
                )
            )
    return pl.concat(tables).sort("tps_id", "cure")


def _frontier(found: Found, target: float) -> pl.DataFrame:
    """The plans that no other plan beats in cost and in every chance."""
    rows = [
        _frontier_row(one, found, target)
        for one in found.candidates
        if one is found.chosen or not _is_beaten(one, found.candidates)
    ]
    return OPERATION_TABLES["frontier"].frame(rows)


def _is_beaten(one: Candidate, all_: tuple[Candidate, ...]) -> bool:
    own = _figures(one.judgement)
    return any(
        other is not one
        and _figures(other.judgement) != own
        and all(
            theirs >= mine
            for theirs, mine in zip(
                _figures(other.judgement), own, strict=True
            )
        )
        for other in all_
    )


def _figures(judgement: Judgement) -> tuple[float, float, float]:
    """More is better."""
    return (
        -float(judgement.cost_out_idr),
        judgement.lowest_prob,
        judgement.mean_prob,
    )


def _frontier_row(
    one: Candidate, found: Found, target: float
) -> dict[str, object]:
    prob = one.judgement.on_time_prob
    reachable = [
        prob[tps_id]
        for tps_id, bound in found.reach.items()
        if bound >= target
    ]
    return {
        "plan": one.name,
        "cost_out_idr": one.judgement.cost_out_idr,
        "lowest_on_time_prob": one.judgement.lowest_prob,
        "lowest_reachable_prob": min(reachable, default=1.0),
        "mean_on_time_prob": one.judgement.mean_prob,
        "below_target": sum(value < target for value in prob.values()),
        "chosen": one is found.chosen,
        "precautions": told(one.judgement.precautions) or None,
    }


def told(precautions: Precautions) -> str:
    """
    Write precautions down in one line of codes.

    Parameters
    ----------
    precautions
        What a plan does.

    Returns
    -------
    str
        Villages with what is done for them; empty for nothing.
    """
    parts = []
    if precautions.head_start_s:
        parts.append(f"head_start_s={precautions.head_start_s}")
    if precautions.slowness != 1:
        parts.append(f"slowness={precautions.slowness!r}")
    for goal, one in sorted(precautions.by_goal.items()):
        words = [
            *(
                [f"days_earlier={one.days_earlier}"]
                if one.days_earlier
                else []
            ),
            *([f"days_ahead={one.days_ahead}"] if one.days_ahead else []),
            *(f"without={name}" for name in sorted(one.barred)),
            *(f"avoid={place}" for place in sorted(one.avoided)),
            *(["by_hub"] if one.by_hub else []),
            *(["singly"] if one.singly else []),
        ]
        if words:
            parts.append(f"{goal}: {' '.join(words)}")
    return "; ".join(parts)


def _cost_out_idr(context: Context, regency: PlannedRegency) -> int:
    trips = regency.plan.trips
    out = trips.filter(pl.col("stage").is_in(OUT_STAGES))
    fleet = dict(context.fleet)
    zone = context.dataset.settings.time_zone
    days = vehicle_days(trips, fleet, zone)
    days = days.filter(pl.col("stage").is_in(OUT_STAGES))
    return cost_parts(out, days, fleet).total_idr


def outlook_figures(outlook: Outlook) -> dict[str, object]:
    """
    Say whose forecasts were used, and with what caution.

    Parameters
    ----------
    outlook
        What is forecast.

    Returns
    -------
    dict
        Keys of summary.json; none where nothing was given.
    """
    figures: dict[str, object] = {}
    if outlook.credits:
        figures["credits"] = [str(one) for one in outlook.credits]
    if outlook.lasting_cautions:
        figures["cautions"] = [str(one) for one in outlook.lasting_cautions]
    return figures


def chance_figures(
    outcome: Outcome, usual: Baseline, cost_out_idr: int, target: float
) -> dict[str, object]:
    """
    Give the figures of summary.json that chance adds.

    Parameters
    ----------
    outcome
        The plan and its risk.
    usual
        The baseline.
    cost_out_idr
        Cost of the plan's way out. [rupiah]
    target
        Probability asked for.

    Returns
    -------
    dict
        By key.
    """
    risk = outcome.risk
    unreachable = risk.risk.filter(pl.col("reachable_prob") < target)
    return {
        "lowest_on_time_prob": round(risk.lowest_prob, DECIMALS),
        "mean_on_time_prob": round(risk.mean_prob, DECIMALS),
        "on_time_target": target,
        "scenarios": risk.scenarios,
        "scenario_seed": risk.seed,
        "robust": bool(outcome.trials),
        "trials": outcome.trials,
        "unreachable": unreachable.height,
        "last_arrival_h": last_arrivals(risk),
        "precautions": told(outcome.precautions),
        "plans": {
            "baseline": {"cost_out_idr": usual.cost_idr},
            "plain": _plan_figures(
                outcome.plain, outcome.plain_cost_idr, usual, target
            ),
            "chosen": _plan_figures(risk, cost_out_idr, usual, target),
        },
    }


def last_arrivals(risk: Risk) -> dict[str, int]:
    """
    Count scenarios by the hour in which the last tps is served.

    Parameters
    ----------
    risk
        Of a plan.

    Returns
    -------
    dict
        By hours from the due time, as text; ``never`` for those in which
        one is never served.
    """
    return {
        "never" if hour is None else str(hour): count
        for hour, count in risk.last_arrival_h.items()
    }


def _plan_figures(
    risk: Risk, cost_idr: int, usual: Baseline, target: float
) -> dict[str, object]:
    table = risk.risk
    reachable = table.filter(pl.col("reachable_prob") >= target)
    lowest = reachable["on_time_prob"].min()
    return {
        "cost_out_idr": cost_idr,
        "cost_ratio": round(cost_idr / usual.cost_idr, DECIMALS),
        "lowest_on_time_prob": round(risk.lowest_prob, DECIMALS),
        "lowest_reachable_prob": round(float(str(lowest or 0.0)), DECIMALS),
        "mean_on_time_prob": round(risk.mean_prob, DECIMALS),
        "below_target": table.filter(pl.col("on_time_prob") < target).height,
    }
