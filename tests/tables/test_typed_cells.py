"""Values of a workbook become the text that a CSV file would hold."""

from datetime import UTC, date, datetime, time, timedelta

import dataframely as dy
import pytest

from sampai.tables.typed_cells import cell_text
from sampai.tables.wording import MARK

TEXT, WHOLE, NUMBER = dy.String(), dy.Int64(), dy.Float64()


@pytest.mark.parametrize(
    ("value", "column", "text"),
    [
        (None, TEXT, ""),
        ("a", TEXT, "a"),
        (12.0, WHOLE, "12"),
        (12, WHOLE, "12"),
        (12.5, WHOLE, "12.5"),
        (0.1, NUMBER, "0.1"),
        (1e-7, NUMBER, "1e-07"),
        (12.0, TEXT, "12"),
        (18.1, TEXT, f"{MARK}the number 18.1"),
        (1e300, TEXT, f"{MARK}the number 1e+300"),
        (True, dy.Bool(), "yes"),
        (False, None, "no"),
        (True, WHOLE, f"{MARK}the logical value TRUE"),
        (time(5, 30), dy.Time(), "05:30:00"),
        (timedelta(hours=5, minutes=30), dy.Time(), "05:30:00"),
        (time(5, 30), TEXT, f"{MARK}the time 05:30:00"),
        (timedelta(hours=25), dy.Time(), f"{MARK}the duration 1 day, 1:00:00"),
        (timedelta(-1), dy.Time(), f"{MARK}the duration -1 day, 0:00:00"),
        (date(2024, 11, 27), None, "2024-11-27"),
        (date(2024, 11, 27), TEXT, f"{MARK}the date 2024-11-27"),
        (
            datetime(2024, 11, 27, 7, tzinfo=UTC),
            dy.Datetime(),
            "2024-11-27T07:00:00+00:00",
        ),
        (
            datetime(2024, 11, 27, 7),  # noqa: DTZ001  # cells know no zone
            None,
            f"{MARK}the date 2024-11-27T07:00:00",
        ),
        (b"a", TEXT, f"{MARK}a value of the kind bytes"),
        (float("nan"), NUMBER, "nan"),
    ],
)
def test_a_value_is_written_or_marked(value, column, text):
    assert cell_text(value, column) == text
