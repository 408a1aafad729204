"""What chance does to a plan, and the plan that bears it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from sampai.conditions.ensemble import Ensemble, check_scenarios
from sampai.conditions.normal_fields import Sighting
from sampai.conditions.outlook import Outlook
from sampai.conditions.sightings import rain_sightings, wave_sightings
from sampai.operation.frontier import frontier_table
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
from sampai.simulation.robust.judging import Judge
from sampai.simulation.robust.search import Found, search
from sampai.simulation.running import OUT_STAGES, Run
from sampai.simulation.ways import Ways
from sampai.tables import OPERATION_TABLES

SCENARIOS = 10_000
# A plan that falls short on fresh scenarios is searched for once more, with
# half the distance to certainty.
MOST_ROUNDS = 3

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
        frontier=frontier_table(found, target),
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
    # Of plans that fall short alike, the cheapest.
    return min(
        tried,
        key=lambda one: (
            len(short(one[2], target)),
            one[0].chosen.judgement.cost_out_idr,
        ),
    )


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


def _cost_out_idr(context: Context, regency: PlannedRegency) -> int:
    trips = regency.plan.trips
    out = trips.filter(pl.col("stage").is_in(OUT_STAGES))
    fleet = dict(context.fleet)
    zone = context.dataset.settings.time_zone
    days = vehicle_days(trips, fleet, zone)
    days = days.filter(pl.col("stage").is_in(OUT_STAGES))
    return cost_parts(out, days, fleet).total_idr
