"""What nature and the clock allow: tide, daylight, opening hours, rain."""

from sampai.conditions.daylight import daylight
from sampai.conditions.journeys import (
    Passage,
    earliest_arrival,
    latest_departure,
)
from sampai.conditions.tide import tide_height_m
from sampai.conditions.windows import NEVER, LegWindows, leg_windows

__all__ = [
    "NEVER",
    "LegWindows",
    "Passage",
    "daylight",
    "earliest_arrival",
    "latest_departure",
    "leg_windows",
    "tide_height_m",
]
