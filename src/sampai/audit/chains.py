"""
Chains: where the goods of each TPS and hub lie, and when they may go on.

Readings. Boxes, booths and bags of one owner are each counted as alike, so
that goods may be split over loads and over transfer points; the first that
come to a place are the first that leave it. Out, all goods lie at the depot
from the beginning; back, a TPS's lie at its village from the arrival of its
last mile, a district's boxes at their hub. Loading may begin when the goods
were handed over (``start_at`` plus its time), and they leave the place not
before the ``depart_at`` of the stop that brought them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sampai.audit.case import Case
from sampai.audit.facts import Facts
from sampai.audit.findings import Finding
from sampai.audit.goods import KINDS, consignments
from sampai.audit.runs import Move

ALWAYS = -(10**9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """Some pieces that lie at a place, from when they may go on."""

    pieces: int
    done_s: int
    depart_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """
    The moves of one owner's goods in one direction.

    Parameters
    ----------
    owner_id
        TPS or hub.
    is_out
        Out, or back.
    start_id
        Where the goods lie at first.
    goal_id
        Where they must come to.
    ready_s
        From when they lie there. [s]
    pieces
        Boxes, booths, bags.
    moves
        In the order in which they board.
    """

    owner_id: str
    is_out: bool
    start_id: str
    goal_id: str
    ready_s: int
    pieces: tuple[int, int, int]
    moves: tuple[Move, ...]

    @property
    def subject(self) -> str:
        """How findings name it."""
        return f"goods of {self.owner_id} {'out' if self.is_out else 'back'}"


def chains_of(case: Case) -> tuple[Chain, ...]:
    """
    Sort the moves to their owners, out and back.

    Parameters
    ----------
    case
        What is under audit.

    Returns
    -------
    tuple of Chain
        Two for every TPS and every hub, also where nothing moves.
    """
    facts = case.facts
    moves: dict[tuple[str, bool], list[Move]] = {}
    for run in case.runs:
        is_out = facts.stages[run.trip.stage].is_out
        for move in run.moves:
            key = (move.load.owner_id, is_out)
            moves.setdefault(key, []).append(move)
    back = {
        walk.tps_id: walk.arrive_s
        for walk in case.records.walks
        if not facts.stages[walk.stage].is_out
    }
    chains = []
    for owner_id, pieces in sorted(consignments(case.records, facts).items()):
        tps = facts.tps.get(owner_id)
        home = owner_id if tps is None else tps.village_id
        hub_id = owner_id if tps is None else tps.hub_id
        depot_id = facts.places[hub_id].parent_id
        for is_out in (True, False):
            own = moves.get((owner_id, is_out), [])
            chains.append(
                Chain(
                    owner_id=owner_id,
                    is_out=is_out,
                    start_id=depot_id if is_out else home,
                    goal_id=home if is_out else depot_id,
                    ready_s=ALWAYS if is_out else back.get(owner_id, ALWAYS),
                    pieces=pieces,
                    moves=tuple(sorted(own, key=lambda m: m.board.start_s)),
                )
            )
    return tuple(chains)


def check_chains(case: Case, chains: tuple[Chain, ...]) -> Iterator[Finding]:
    """
    Judge every chain.

    Parameters
    ----------
    case
        What is under audit.
    chains
        Its chains.

    Yields
    ------
    Finding
        One a chain, place and kind of goods, and one a move too early.
    """
    for chain in chains:
        for number, kind in enumerate(KINDS):
            yield from _check_places(chain, number, kind, case.facts)


def pieces_off(chain: Chain, kind: str, place_id: str) -> int:
    """
    Number of pieces that leave their trips at a place.

    Parameters
    ----------
    chain
        Moves of one owner.
    kind
        Boxes, booths or bags.
    place_id
        A place.

    Returns
    -------
    int
        Pieces.
    """
    return sum(
        getattr(move.load, kind)
        for move in chain.moves
        if move.load.place_id == place_id
    )


def _lots(chain: Chain, number: int) -> dict[str, list[Lot]]:
    """What comes to each place, the first first."""
    lots = {
        chain.start_id: [
            Lot(
                pieces=chain.pieces[number],
                done_s=chain.ready_s,
                depart_s=chain.ready_s,
            )
        ]
    }
    for move in sorted(chain.moves, key=lambda one: one.leave.done_s):
        pieces = getattr(move.load, KINDS[number])
        lots.setdefault(move.load.place_id, []).append(
            Lot(
                pieces=pieces,
                done_s=move.leave.done_s,
                depart_s=move.leave.depart_s,
            )
        )
    return lots


def _check_places(
    chain: Chain, number: int, kind: str, facts: Facts
) -> Iterator[Finding]:
    lots, taken = _lots(chain, number), dict[str, int]()
    for move in chain.moves:
        pieces, place_id = getattr(move.load, kind), move.load.board_id
        if not pieces:
            continue
        taken[place_id] = taken.get(place_id, 0) + pieces
        lot = _lot_reached(lots.get(place_id, []), taken[place_id])
        if lot is None:
            yield Finding(
                rule="chain",
                subject=f"trip {move.trip.trip_id}, {chain.subject}",
                found=f"{taken[place_id]} {kind} taken from {place_id}",
                expected=f"no more than are brought to {place_id}",
            )
        elif lot.done_s > move.board.start_s or (
            lot.depart_s > move.board.depart_s
        ):
            yield Finding(
                rule="release",
                subject=f"trip {move.trip.trip_id}, {chain.subject}",
                found=(
                    f"loading at {place_id}"
                    f" from {facts.told(move.board.start_s)}"
                ),
                expected=(
                    f"from {facts.told(lot.done_s)}, when they are handed"
                    f" over, leaving from {facts.told(lot.depart_s)}"
                ),
            )


def _lot_reached(lots: list[Lot], pieces: int) -> Lot | None:
    """The lot that holds the last of the first so many pieces."""
    for lot in lots:
        pieces -= lot.pieces
        if pieces <= 0:
            return lot
    return None
