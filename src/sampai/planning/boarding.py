"""Load at a place once a trip, for goods are told by place in the files."""

from collections.abc import Callable, Sequence

# Index of a haul, and whether it boards here or leaves.
Steps = tuple[tuple[int, bool], ...]
# The place at which a haul boards, and that at which it leaves.
Ends = Sequence[tuple[int, int]]


def board_once(
    steps: Steps, ends: Ends, is_feasible: Callable[[Steps], bool]
) -> Steps:
    """
    Order a route so that a loaded vehicle boards where it has not been.

    Goods of a trip are told by the places where they board and leave, so a
    trip that came to a place twice to load could not be read. Whatever is
    aboard is brought first; the trip ends there. A haul for which that
    takes too long is left out.

    Parameters
    ----------
    steps
        The route.
    ends
        Where each haul boards and leaves.
    is_feasible
        Tells whether an order keeps all rules.

    Returns
    -------
    tuple
        Index of a haul, and whether it boards here or leaves.
    """
    while (again := _boards_again(steps, ends)) is not None:
        trial = _brought_first(steps, ends)
        if is_feasible(trial):
            return trial
        steps = tuple(step for step in steps if step[0] != steps[again][0])
    return steps


def _boards_again(steps: Steps, ends: Ends) -> int | None:
    """Find the first step that boards where the same trip was before."""
    aboard: set[int] = set()
    places: list[int] = []
    for number, (haul, boards) in enumerate(steps):
        here = ends[haul][0] if boards else ends[haul][1]
        if not aboard:
            places = []
        if not places or places[-1] != here:
            places.append(here)
        if boards and here in places[:-1]:
            return number
        aboard ^= {haul}
    return None


def _brought_first(steps: Steps, ends: Ends) -> Steps:
    """Empty the vehicle before each step that boards a second time."""
    while (again := _boards_again(steps, ends)) is not None:
        before, after = steps[:again], steps[again:]
        boarded = {haul for haul, boards in before if boards}
        first = tuple(s for s in after if s[0] in boarded and not s[1])
        rest = tuple(s for s in after if s not in first)
        steps = before + first + rest
    return steps
