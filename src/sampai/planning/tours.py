"""One tour of all visits, made by savings, without regard to vehicles."""

import numpy as np
import numpy.typing as npt

from sampai.planning.layout import Layout


def savings_tour(
    layout: Layout, rng: np.random.Generator, noise: float
) -> list[int]:
    """
    Join visits in the order of what joining them saves.

    Parameters
    ----------
    layout
        The problem's layout.
    rng
        Source of the noise.
    noise
        Share by which a saving may be overstated.

    Returns
    -------
    list of int
        All visits, those that are worth joining next to each other.
    """
    saving = _savings(layout)
    if noise:
        saving = saving * (1.0 + noise * rng.random(saving.shape))
    first, second = np.triu_indices(len(saving), 1)
    dearest = np.argsort(-saving[first, second], kind="stable")
    pairs = zip(first[dearest].tolist(), second[dearest].tolist(), strict=True)
    chain_of = [[visit] for visit in range(len(saving))]
    for one, other in pairs:
        _join(chain_of, one, other)
    chains = {id(chain): chain for chain in chain_of}
    return [visit for chain in chains.values() for visit in chain]


def _savings(layout: Layout) -> npt.NDArray[np.float64]:
    """Tell what it saves to make two visits on one trip, by quickest ways."""
    quickest = np.minimum.reduce(layout.duration_s).astype(np.float64)
    at, depots = list(layout.visit_at), list(layout.depot_at)
    out = quickest[np.ix_(depots, at)].min(axis=0)
    back = quickest[np.ix_(at, depots)].min(axis=1)
    saving = back[:, None] + out[None, :] - quickest[np.ix_(at, at)]
    both: npt.NDArray[np.float64] = (saving + saving.T) / 2
    return both


def _join(chain_of: list[list[int]], one: int, other: int) -> None:
    """Join the chains of two visits where both are open ends."""
    head, tail = chain_of[one], chain_of[other]
    ends = one in (head[0], head[-1]) and other in (tail[0], tail[-1])
    if head is tail or not ends:
        return
    if head[-1] != one:
        head.reverse()
    if tail[0] != other:
        tail.reverse()
    head.extend(tail)
    for visit in tail:
        chain_of[visit] = head
