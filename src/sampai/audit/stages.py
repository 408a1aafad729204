"""
Stages: which one a trip is of, its days, and when goods are due.

Readings. Out, goods that leave at their own village are bound for the stage
to villages, all others (a hub, a transfer point, a district's boxes) for the
stage to hubs; back, goods that leave at the depot, or that come from their
hub, for the stage to the depot, all others for the stage to hubs. A trip's
stage is the latest of these, and the day of its ``load_at`` lies in the days
of each. An empty run is of the stage of the trip that carries before or
after it; it starts not before the first day of its stage, and may bring a
vehicle home after its last. A due time binds goods that reach the kind of
place their stage leads to, not those left at a transfer point on the way.
"""

from collections.abc import Iterator

from sampai.audit.case import Case
from sampai.audit.facts import Facts, Stage
from sampai.audit.findings import Finding
from sampai.audit.runs import Move, Run
from sampai.audit.vehicles import by_vehicle
from sampai.units import SECONDS_PER_DAY


def hub_of(move: Move, facts: Facts) -> str:
    """
    The hub the goods of a move belong to.

    Parameters
    ----------
    move
        Goods on a trip.
    facts
        The dataset.

    Returns
    -------
    str
        Id of the hub.
    """
    tps = facts.tps.get(move.load.tps_id)
    return move.load.for_place_id if tps is None else tps.hub_id


Goal = tuple[Stage | None, bool]


def _goals_of(case: Case) -> dict[Move, Goal]:
    """For each move the stage it is for, and whether it ends that stage."""
    goals: dict[Move, Goal] = {}
    beyond: dict[tuple[str, str], int] = {}
    moves = [move for run in case.runs for move in run.moves]
    for move in sorted(moves, key=lambda one: one.board.start_s):
        facts, load = case.facts, move.load
        if facts.stages[move.trip.stage].is_out:
            goals[move] = _goal_out(move, facts)
            continue
        # On the way back a transfer point may lie before the hub or behind
        # it; behind it are the places that goods from the hub came to.
        since_s = beyond.get((load.owner_id, load.board_id))
        from_hub = load.board_id == hub_of(move, facts) or (
            since_s is not None and since_s <= move.board.start_s
        )
        goals[move] = _goal_back(move, facts, from_hub=from_hub)
        if from_hub:
            beyond.setdefault(
                (load.owner_id, load.place_id), move.leave.done_s
            )
    return goals


def _goal_out(move: Move, facts: Facts) -> Goal:
    place_id, tps = move.load.place_id, facts.tps.get(move.load.tps_id)
    if tps is not None and place_id == tps.village_id:
        return facts.stage_to("village", out=True), True
    return facts.stage_to("hub", out=True), place_id == hub_of(move, facts)


def _goal_back(move: Move, facts: Facts, *, from_hub: bool) -> Goal:
    place = facts.places[move.load.place_id]
    if from_hub or place.kind == "depot":
        return facts.stage_to("depot", out=False), place.kind == "depot"
    ends = place.place_id == hub_of(move, facts)
    return facts.stage_to("hub", out=False), ends


def check_stages(case: Case) -> Iterator[Finding]:
    """
    Judge stages, days and due times.

    Parameters
    ----------
    case
        What is under audit.

    Yields
    ------
    Finding
        One a trip and rule, one a load that is late.
    """
    goals = _goals_of(case)
    for run in case.runs:
        day = run.trip.load_s // SECONDS_PER_DAY
        if run.trip.day != day:
            yield Finding(
                rule="stage_days",
                subject=run.subject,
                found=f"day {run.trip.day}",
                expected=f"day {day}, on which it loads",
            )
        if run.moves:
            stages = {goals[move][0] for move in run.moves}
            yield from _check_stage(run, day, stages)
            for move in run.moves:
                yield from _check_due(move, goals[move], case.facts)
    yield from _check_empty(case)


def _check_stage(
    run: Run, day: int, goals: set[Stage | None]
) -> Iterator[Finding]:
    stages = sorted(
        (goal for goal in goals if goal is not None),
        key=lambda goal: (goal.to_kind != "hub", goal.stage),
    )
    if stages and run.trip.stage != stages[-1].stage:
        yield Finding(
            rule="stage",
            subject=run.subject,
            found=run.trip.stage,
            expected=f"{stages[-1].stage}, the stage of its latest goal",
        )
    for stage in stages:
        if not stage.first_day <= day <= stage.last_day:
            yield Finding(
                rule="stage_days",
                subject=run.subject,
                found=f"day {day}",
                expected=(
                    f"days {stage.first_day} to {stage.last_day}"
                    f" of {stage.stage}"
                ),
            )


def _check_due(move: Move, goal: Goal, facts: Facts) -> Iterator[Finding]:
    stage, ends = goal
    if stage is not None and ends and move.leave.done_s > stage.due_s:
        yield Finding(
            rule="due",
            subject=f"trip {move.trip.trip_id}, goods of {move.load.owner_id}",
            found=(
                f"handed over at {move.load.place_id}"
                f" at {facts.told(move.leave.done_s)}"
            ),
            expected=f"by {facts.told(stage.due_s)}",
        )


def _check_empty(case: Case) -> Iterator[Finding]:
    for trips in by_vehicle(case.runs).values():
        for number, trip in enumerate(trips):
            if trip.is_carry:
                continue
            before = [t.stage for t in trips[:number] if t.is_carry]
            after = [t.stage for t in trips[number + 1 :] if t.is_carry]
            served = {*before[-1:], *after[:1]}
            if trip.stage not in served:
                yield Finding(
                    rule="stage",
                    subject=f"trip {trip.trip_id}",
                    found=trip.stage,
                    expected=f"that of a trip it serves, {sorted(served)}",
                )
            first_day = case.facts.stages[trip.stage].first_day
            if trip.load_s < first_day * SECONDS_PER_DAY:
                yield Finding(
                    rule="stage_days",
                    subject=f"trip {trip.trip_id}",
                    found=f"day {trip.load_s // SECONDS_PER_DAY}",
                    expected=f"day {first_day} or later",
                )
