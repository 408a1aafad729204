"""A crew works inside its shift, and no longer than the law says."""

import numpy as np
import pytest

from sampai.simulation.duty import in_shift, rides_until
from tests.planning.pieces import DAY, HOUR, vehicle

# From 6.00 to 18.00, on duty for eight hours at most.
KIND = vehicle(duty_s=8 * HOUR)
SPAN = DAY + 6 * HOUR


def hours(*values):
    return np.array(values, dtype=np.float32) * np.float32(HOUR)


@pytest.mark.parametrize(
    ("since_h", "until_h"),
    [
        (24 + 6, 24 + 14),
        (24 + 9, 24 + 17),
        (24 + 12, 24 + 18),  # the shift ends first
        (15, 24 + 14),  # waited overnight: on duty with its shift
        (24 + 4, 24 + 14),  # loaded by night
    ],
)
def test_a_crew_rides_until_its_shift_or_its_time_ends(since_h, until_h):
    found = rides_until(KIND, hours(24), hours(since_h))
    assert found / HOUR == [until_h]


@pytest.mark.parametrize(
    ("ready_h", "work_h", "since_h", "begin_h"),
    [
        (7, 1, 7, 7),
        (3, 1, 3, 6),  # before the shift
        (13, 1, 6, 13),  # done with the last second of its time
        (13.5, 1, 6, 30),
        (17, 1, 12, 17),  # done with the last second of its shift
        (17.5, 1, 12, 30),
        (19, 0, 12, 30),  # after the shift, were it for nothing
        (25, 1, 7, 30),  # next day before the shift
        (37, 1, 7, 37),  # next day, on duty since 30
        (38, 1, 7, 54),
    ],
)
def test_work_that_does_not_fit_waits_for_the_next_shift(
    ready_h, work_h, since_h, begin_h
):
    found = in_shift(KIND, hours(ready_h), work_h * HOUR, hours(since_h))
    assert found / HOUR == [begin_h]
    assert found.dtype == np.float32


def test_every_scenario_has_its_own_day():
    found = in_shift(KIND, hours(7, 20, 50), hours(1, 1, 5), hours(7, 8, 50))
    assert (found / HOUR).tolist() == [7, 30, 54]
