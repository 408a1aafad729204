"""
Boxes back at their hub on the day of the vote, or excepted.

Readings. A box is back when it is handed over at its hub, ``start_at`` plus
the time of the hand-over. Late is from midnight after voting day; between
the due minute of the last mile (23:59) and midnight an exception may stand
or not. ``allowed_until`` lies on voting day or at the midnight that ends it,
and ``planned_at`` between arrival and departure of the stop that brings the
last box of the TPS to its hub.
"""

from collections.abc import Iterator

from sampai.audit.case import Case
from sampai.audit.chains import Chain
from sampai.audit.facts import Facts
from sampai.audit.findings import Finding
from sampai.audit.records import Exemption
from sampai.audit.runs import Move
from sampai.units import SECONDS_PER_DAY

RULE = "same_day_return"
DOUBTFUL_S = 60


def check_returns(case: Case, chains: tuple[Chain, ...]) -> Iterator[Finding]:
    """
    Judge the exceptions against the moments at which boxes are back.

    Parameters
    ----------
    case
        What is under audit.
    chains
        Its chains.

    Yields
    ------
    Finding
        One a TPS and rule.
    """
    rows = {
        row.subject_id: row
        for row in case.records.exemptions
        if row.rule == RULE
    }
    back = {
        chain.owner_id: move
        for chain in chains
        if not chain.is_out
        and (move := _last_to_hub(chain, case.facts)) is not None
    }
    for tps_id, move in back.items():
        row, done_s = rows.get(tps_id), move.leave.done_s
        if row is None and done_s >= SECONDS_PER_DAY:
            yield Finding(
                rule="same_day",
                subject=f"TPS {tps_id}",
                found=f"boxes back at {case.facts.told(done_s)}",
                expected="an exception, or boxes back on voting day",
            )
        elif row is not None:
            yield from _check_row(row, move, case.facts)
    for tps_id in rows.keys() - back.keys():
        yield Finding(
            rule="same_day",
            subject=f"TPS {tps_id}",
            found="an exception",
            expected="boxes that come back to their hub",
        )


def _last_to_hub(chain: Chain, facts: Facts) -> Move | None:
    tps = facts.tps.get(chain.owner_id)
    moves = (
        move
        for move in chain.moves
        if tps is not None
        and move.load.place_id == tps.hub_id
        and move.load.boxes
    )
    return max(moves, key=lambda move: move.leave.done_s, default=None)


def _check_row(row: Exemption, move: Move, facts: Facts) -> Iterator[Finding]:
    subject, halt = f"TPS {row.subject_id}", move.leave
    if halt.done_s < SECONDS_PER_DAY - DOUBTFUL_S:
        yield Finding(
            rule="same_day",
            subject=subject,
            found=f"an exception, boxes back at {facts.told(halt.done_s)}",
            expected="none for boxes back on voting day",
        )
    if not halt.arrive_s <= row.planned_s <= halt.depart_s:
        yield Finding(
            rule="same_day",
            subject=subject,
            found=f"planned at {facts.told(row.planned_s)}",
            expected=facts.told(halt.done_s),
        )
    if not 0 <= row.allowed_until_s <= SECONDS_PER_DAY:
        yield Finding(
            rule="same_day",
            subject=subject,
            found=f"allowed until {facts.told(row.allowed_until_s)}",
            expected="a moment of voting day",
        )
