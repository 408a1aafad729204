"""
Service: every TPS gets its goods, its boxes come back, the rest is named.

Readings. A TPS is served when all its goods reach its village, are carried
to it, and all its boxes come back over its hub to the depot; other goods and
the district's boxes may stay. What is named in unserved for a stage out is
not asked for on the way back. Goods may pass their hub by where the stage to
villages says so; on the way back no box may.
"""

from collections.abc import Iterator

from sampai.audit.case import Case
from sampai.audit.chains import Chain, pieces_off
from sampai.audit.facts import Facts
from sampai.audit.findings import Finding
from sampai.audit.goods import KINDS


def check_service(case: Case, chains: tuple[Chain, ...]) -> Iterator[Finding]:
    """
    Judge what reaches its goal.

    Parameters
    ----------
    case
        What is under audit.
    chains
        Its chains.

    Yields
    ------
    Finding
        One a chain and kind of goods, one a TPS and last mile.
    """
    named = named_unserved(case)
    for chain in chains:
        if {(chain.owner_id, True), (chain.owner_id, chain.is_out)} & named:
            continue
        yield from _check_goal(chain, case.facts)
        yield from _check_hub(chain, case.facts)
    carried = {
        (walk.tps_id, case.facts.stages[walk.stage].is_out)
        for walk in case.records.walks
    }
    for tps_id in case.facts.tps:
        for is_out in (True, False):
            if {(tps_id, True), (tps_id, is_out)} & named:
                continue
            if (tps_id, is_out) not in carried:
                yield Finding(
                    rule="served",
                    subject=f"TPS {tps_id}",
                    found=f"no last mile {'out' if is_out else 'back'}",
                    expected="one, or the TPS named in unserved",
                )


def named_unserved(case: Case) -> set[tuple[str, bool]]:
    """
    TPS that the plan says it does not serve.

    Parameters
    ----------
    case
        What is under audit.

    Returns
    -------
    set
        TPS with whether it is the way out.
    """
    return {
        (row.tps_id, case.facts.stages[row.stage].is_out)
        for row in case.records.unserved
    }


def is_delivered(chain: Chain) -> bool:
    """
    Whether all that must reach the end of a chain does.

    Parameters
    ----------
    chain
        Moves of one owner.

    Returns
    -------
    bool
        Out all goods, back all boxes.
    """
    return all(
        pieces_off(chain, kind, chain.goal_id) == chain.pieces[number]
        for number, kind in enumerate(_kinds_due(chain))
    )


def _kinds_due(chain: Chain) -> tuple[str, ...]:
    return KINDS if chain.is_out else KINDS[:1]


def _check_goal(chain: Chain, facts: Facts) -> Iterator[Finding]:
    is_tps = chain.owner_id in facts.tps
    if not is_tps and not chain.is_out:
        return
    if not chain.moves and any(chain.pieces):
        yield Finding(
            rule="served",
            subject=chain.subject,
            found="no load",
            expected="loads, or the TPS named in unserved",
        )
        return
    for number, kind in enumerate(_kinds_due(chain)):
        found = pieces_off(chain, kind, chain.goal_id)
        if found != chain.pieces[number]:
            yield Finding(
                rule="delivered",
                subject=chain.subject,
                found=f"{found} {kind} at {chain.goal_id}",
                expected=f"{chain.pieces[number]}",
            )


def _check_hub(chain: Chain, facts: Facts) -> Iterator[Finding]:
    tps = facts.tps.get(chain.owner_id)
    if tps is None or not chain.moves:
        return
    stage = facts.stage_to("village", out=True)
    if chain.is_out and stage is not None and stage.may_skip_hub:
        return
    for number, kind in enumerate(_kinds_due(chain)):
        found = pieces_off(chain, kind, tps.hub_id)
        if found < chain.pieces[number]:
            yield Finding(
                rule="hub_skipped",
                subject=chain.subject,
                found=f"{found} {kind} handed over at hub {tps.hub_id}",
                expected=f"{chain.pieces[number]}",
            )
