"""The plans that were weighed: what they cost, and what they bear."""

import polars as pl

from sampai.planning.precaution_codes import told
from sampai.simulation.robust.judging import Judgement
from sampai.simulation.robust.search import Candidate, Found
from sampai.tables import OPERATION_TABLES


def frontier_table(found: Found, target: float) -> pl.DataFrame:
    """
    List the plans that no other plan beats in cost and in every chance.

    Parameters
    ----------
    found
        What a search weighed.
    target
        Probability asked for.

    Returns
    -------
    DataFrame
        frontier.csv, the chosen plan in any case.
    """
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
