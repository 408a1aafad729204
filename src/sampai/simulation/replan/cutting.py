"""Take goods out of a trip, or cut one trip into two."""

from collections.abc import Mapping, Sequence

from sampai.election import Sizes
from sampai.planning.goods import Lot
from sampai.planning.runs import Event
from sampai.simulation.replan.placed import pieces_of
from sampai.simulation.replan.stock import plus
from sampai.simulation.replan.tours import used


def exchanged(event: Event, gone: Mapping[int, Lot | None]) -> Event:
    """
    Take goods out of a halt, or a part of them.

    Parameters
    ----------
    event
        The halt.
    gone
        What is left of some goods, by their identity; ``None`` for nothing.

    Returns
    -------
    Event
        The halt with what is left.
    """

    def kept(lots: Sequence[Lot]) -> tuple[Lot, ...]:
        own = (gone.get(id(lot), lot) for lot in lots)
        return tuple(lot for lot in own if lot is not None)

    return Event(
        place_id=event.place_id, on=kept(event.on), off=kept(event.off)
    )


def halves(events: Sequence[Event], sizes: Sizes) -> list[tuple[Event, ...]]:
    """
    Cut the goods of a trip into two trips, in the order in which they leave.

    Parameters
    ----------
    events
        Halts of a trip.
    sizes
        Sizes of the pieces, where the goods of one tps have to be cut.

    Returns
    -------
    list of tuple
        Halts of the two; none where there is one piece only.
    """
    lots = [lot for event in events for lot in event.off]
    parts: list[dict[int, Lot | None]]
    if len(lots) > 1:
        cut = len(lots) // 2
        parts = [
            {id(lot): None for lot in left}
            for left in (lots[cut:], lots[:cut])
        ]
    else:
        parts = [{id(lots[0]): part} for part in _two_parts(lots[0], sizes)]
    return [
        tuple(used(exchanged(event, gone) for event in events))
        for gone in parts
    ]


def _two_parts(lot: Lot, sizes: Sizes) -> list[Lot]:
    pieces = pieces_of(lot)
    if sum(pieces) <= 1:
        return []
    more = [(number + 1) // 2 for number in pieces]
    # Of single pieces of two kinds each goes by itself.
    if sum(more) == sum(pieces):
        more[max(k for k, number in enumerate(more) if number)] = 0
    return [
        lot.part(sizes, boxes=boxes, booths=booths, bags=bags)
        for boxes, booths, bags in (
            tuple(more),
            plus(pieces, (more[0], more[1], more[2]), -1),
        )
    ]
