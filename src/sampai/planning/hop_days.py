"""On which days each hop of the way out may be made."""

from sampai.planning.chains import Hop
from sampai.planning.context import (
    Context,
)
from sampai.planning.precautions import NO_PRECAUTION, Precaution
from sampai.planning.stages import (
    DEPOT_TO_HUB,
    Stage,
)


def hop_days(
    context: Context,
    final: Stage,
    hops: tuple[Hop, ...],
    precaution: Precaution = NO_PRECAUTION,
) -> tuple[tuple[int, int], ...]:
    """
    First and last day of every hop of a chain from the depot.

    Goods that change vehicles travel to a transfer point on the days of the
    stage to hubs. They wait a night there, under guard, where they leave the
    depot's vehicles or go on over the beach, so that what goes on at dawn is
    there.

    Parameters
    ----------
    context
        The regency.
    final
        Stage of the last hop.
    hops
        The chain.
    precaution
        How much earlier the goods travel, within the days of the stages.

    Returns
    -------
    tuple
        First and last day of each hop, in order.
    """
    hubs = context.stages[DEPOT_TO_HUB]
    last = max(final.first_day, final.last_day - precaution.days_earlier)
    spans = [(final.first_day, last)]
    for level in range(len(hops) - 2, -1, -1):
        after = hops[level + 1]
        waits = level == 0 or context.is_tidal(
            after.vehicle_types, after.from_id, after.to_id
        )
        # With too few days for a night the hops share one.
        days = int(waits) + precaution.days_ahead
        last = max(hubs.first_day, min(hubs.last_day, last - days))
        spans.append((hubs.first_day, last))
    return tuple(reversed(spans))
