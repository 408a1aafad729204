"""Where goods lie once what has departed has come to its end."""

from sampai.simulation.replan.placed import Goods, pieces_of
from sampai.simulation.replan.scene import HOME, OUT, Departed, Scene
from sampai.simulation.replan.stock import Stock


def put_departed(scene: Scene, stock: Stock, *, out: bool) -> dict[str, str]:
    """
    Move goods with the trips that have set out, and as they are told of.

    Parameters
    ----------
    scene
        The regency at a moment.
    stock
        Where goods lay before the first trip; is changed.
    out
        Whether it is the way out or the way back.

    Returns
    -------
    dict
        Subjects whose goods are not where the plan has them, with the
        reason.
    """
    astray: dict[str, str] = {}
    for one in scene.departed:
        if one.trip.draft.stage in (OUT if out else HOME):
            _move(scene, stock, one, astray)
    if out == (scene.at_s < scene.context.horizon.day_start_s(0)):
        for subject in sorted(scene.told):
            _put_told(scene, stock, subject, astray)
    return astray


def _move(
    scene: Scene, stock: Stock, one: Departed, astray: dict[str, str]
) -> None:
    draft = one.trip.draft
    stands = scene.diary.standing[one.trip.vehicle]
    moves = []
    for held in draft.carriages:
        subject, place_id = held.lot.subject, draft.places[held.leave]
        ready_s = int(one.times.depart[held.leave - 1][0])
        if one.broken_off and one.trip.leave_s(held.leave) > scene.at_s:
            if one.trip.board_s(held.board) > scene.at_s:
                continue
            place_id = stands.place_id
            ready_s = max(stands.free_s, scene.at_s)
            astray[subject] = one.why
        stock.take(subject, draft.places[held.board], pieces_of(held.lot))
        moves.append((subject, place_id, ready_s, pieces_of(held.lot)))
    for move in moves:
        stock.put(*move)


def _put_told(
    scene: Scene, stock: Stock, subject: str, astray: dict[str, str]
) -> None:
    before = {
        place_id: pieces
        for who, place_id, _, pieces in stock.lying()
        if who == subject
    }
    portions = [
        (place_id, scene.at_s, pieces)
        if place_id
        else _aboard(scene, subject, trip_id, pieces)
        for place_id, trip_id, pieces in scene.told[subject]
    ]
    now = Stock()
    for place_id, ready_s, pieces in portions:
        now.put(subject, place_id, ready_s, pieces)
    after = {place_id: pieces for _, place_id, _, pieces in now.lying()}
    if after == before:
        return
    astray[subject] = f"goods: {subject}"
    stock.clear(subject)
    for place_id, ready_s, pieces in portions:
        stock.put(subject, place_id, ready_s, pieces)


def _aboard(
    scene: Scene, subject: str, trip_id: str, pieces: Goods
) -> tuple[str, int, Goods]:
    """Goods on a trip leave it as planned, or stay aboard to its end."""
    one = next(d for d in scene.departed if d.trip.trip_id == trip_id)
    draft = one.trip.draft
    stands = scene.diary.standing[one.trip.vehicle]
    for held in draft.carriages:
        if held.lot.subject == subject and not one.broken_off:
            done_s = int(one.times.depart[held.leave - 1][0])
            if done_s > scene.at_s:
                return draft.places[held.leave], done_s, pieces
    return stands.place_id, max(stands.free_s, scene.at_s), pieces
