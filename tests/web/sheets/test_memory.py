"""What is kept in memory is worked out once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from sampai.web.sheets.memory import kept


def test_who_asks_while_it_is_worked_out_waits_for_the_answer():
    begun, go_on, worked = Event(), Event(), []

    @kept(4)
    def double(number: int) -> int:
        worked.append(number)
        begun.set()
        assert go_on.wait(10)
        return 2 * number

    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(double, 21)
        assert begun.wait(10)
        others = [pool.submit(double, 21) for _ in range(2)]
        go_on.set()
        assert [one.result(10) for one in (first, *others)] == [42] * 3
    assert worked == [21]


def test_two_that_ask_for_different_things_do_not_wait_for_each_other():
    both = Barrier(2, timeout=10)

    @kept(4)
    def meet(number: int) -> int:
        both.wait()
        return number

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(meet, (1, 2))) == [1, 2]


def test_what_failed_is_tried_again():
    tries = []

    @kept(4)
    def fail_once(number: int) -> int:
        tries.append(number)
        return number // (len(tries) - 1)

    with pytest.raises(ZeroDivisionError):
        fail_once(7)
    assert fail_once(7) == 7
    assert fail_once(7) == 7
    assert tries == [7, 7]
