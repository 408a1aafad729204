"""Places open and shifts begin every day at the same time."""

from datetime import time

from sampai.conditions.hours import daily_spans, place_hours, vehicle_shifts

DAY_S = 86_400


def test_span_of_each_day_stands_at_its_local_times(horizon):
    """The horizon begins on day -6, so day 0 begins after six days."""
    spans = daily_spans(time(6), time(22, 30), horizon, range(2))
    assert spans.tolist() == [
        [6 * DAY_S + 21_600, 6 * DAY_S + 81_000],
        [7 * DAY_S + 21_600, 7 * DAY_S + 81_000],
    ]


def test_places_without_hours_are_always_open(dataset, horizon):
    hours = place_hours(dataset.places, horizon, range(-6, -5))
    assert hours["DEPOT"].tolist() == [[5 * 3600, 22 * 3600]]
    assert "J001" not in hours


def test_shift_of_a_boat(dataset, horizon):
    shifts = vehicle_shifts(dataset.vehicles, horizon, range(-6, -5))
    assert shifts["jukung"].tolist() == [[6 * 3600, 13 * 3600]]
