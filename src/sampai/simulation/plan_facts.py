"""What scenarios need to know of a plan before it runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sampai.planning.context import Context
from sampai.planning.drafts import CARRY, TripDraft
from sampai.simulation.luck import TripName, luck_names


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """
    What the conditions need to know of a plan before it runs.

    Parameters
    ----------
    names
        Names of the luck of every trip.
    released
        First planned loading at an origin whose goods may come late, by
        origin and day. [s]
    """

    names: Mapping[TripName, str]
    released: Mapping[tuple[str, int], int]


def plan_facts(context: Context, drafts: Sequence[TripDraft]) -> PlanFacts:
    """
    Look through a plan.

    Parameters
    ----------
    context
        The regency.
    drafts
        Its trips.

    Returns
    -------
    PlanFacts
        What its scenarios depend on.
    """
    stores = {context.depot_id, *context.hub_ids}
    released: dict[tuple[str, int], int] = {}
    for draft in drafts:
        if draft.purpose == CARRY and draft.places[0] in stores:
            key = draft.places[0], context.horizon.day_of(draft.load_at_s)
            before = released.get(key, draft.load_at_s)
            released[key] = min(before, draft.load_at_s)
    return PlanFacts(names=luck_names(drafts), released=released)
