"""Inputs for tests that must hold whatever comes."""

import numpy as np
from hypothesis import strategies as st

from sampai.geography import Network

RIDER = "rider"


def network_of(
    legs: list[tuple[str, str, int]],
    place_ids: str = "",
    distance_m: list[int] | None = None,
) -> Network:
    """
    Build a network of one vehicle type from its legs.

    Parameters
    ----------
    legs
        Two places of one letter each, and seconds; -1 where the type
        cannot go.
    place_ids
        All places, one letter each; those of the legs are among them.
    distance_m
        Length of every leg; ten metres a second where it is left out.

    Returns
    -------
    Network
        With the vehicle type ``rider``.
    """
    names = sorted({*place_ids, *(end for leg in legs for end in leg[:2])})
    index = {name: row for row, name in enumerate(names)}
    seconds = np.array([leg[2] for leg in legs], dtype=np.int64)
    return Network(
        place_ids=tuple(names),
        index=index,
        from_index=np.array([index[leg[0]] for leg in legs], dtype=np.int64),
        to_index=np.array([index[leg[1]] for leg in legs], dtype=np.int64),
        surface=("road",) * len(legs),
        distance_m=(
            np.abs(seconds) * 10
            if distance_m is None
            else np.array(distance_m, dtype=np.int64)
        ),
        leg_s={RIDER: seconds},
    )


@st.composite
def networks(draw, places: str = "ABCDE", most_legs: int = 8) -> Network:
    """
    Draw networks in which legs run side by side, lead back or lead nowhere.

    Parameters
    ----------
    draw
        Given by hypothesis.
    places
        One letter each; all of them are in the network.
    most_legs
        At most so many legs.

    Returns
    -------
    Network
        With the vehicle type ``rider``.
    """
    ends = st.sampled_from(
        [(a, b) for a in places for b in places if a != b],
    )
    legs = draw(
        st.lists(st.tuples(ends, st.integers(-1, 400)), max_size=most_legs)
    )
    return network_of([(*pair, time) for pair, time in legs], places)


@st.composite
def open_spans(draw, most: int = 4) -> np.ndarray:
    """
    Draw spans in order and apart.

    Parameters
    ----------
    draw
        Given by hypothesis.
    most
        At most so many spans.

    Returns
    -------
    ndarray
        Shape (k, 2): opening and closing. [s]
    """
    gaps = draw(st.lists(st.integers(1, 300), max_size=2 * most))
    turns = np.cumsum(gaps[: len(gaps) // 2 * 2], dtype=np.int64)
    return turns.reshape(-1, 2)
