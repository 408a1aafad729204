"""Joining spans waits as little as the windows allow."""

from sampai.planning.spans import Span


def test_a_span_begins_later_rather_than_wait():
    """An hour of work by 9, then two hours of travel to a door at 12."""
    work = Span(3600, 6 * 3600, 9 * 3600)
    door = Span(600, 12 * 3600, 15 * 3600)
    assert work.then(7200, door) == Span(11_400, 9 * 3600, 9 * 3600)


def test_what_waiting_cannot_be_avoided_is_counted():
    """Work that must begin by 7 reaches the door of 12 two hours early."""
    work = Span(3600, 6 * 3600, 7 * 3600)
    door = Span(600, 12 * 3600, 15 * 3600)
    assert work.then(7200, door) == Span(11_400 + 7200, 7 * 3600, 7 * 3600)


def test_a_door_that_has_closed_cannot_be_reached():
    work = Span(3600, 6 * 3600, 7 * 3600)
    assert work.then(7200, Span(600, 0, 9 * 3600)) is not None
    assert work.then(7201, Span(600, 0, 9 * 3600)) is None


def test_work_cannot_be_put_off_beyond_its_window():
    work = Span(3600, 6 * 3600, 7 * 3600)
    assert work.not_before(7 * 3600) == Span(3600, 7 * 3600, 7 * 3600)
    assert work.not_before(7 * 3600 + 1) is None
