"""Forecasts and alerts: what the weather services say, read from bytes."""

from sampai.conditions.outlook.alerts import read_alert
from sampai.conditions.outlook.forecasts import read_forecast
from sampai.conditions.outlook.maritime import read_maritime
from sampai.conditions.outlook.merging import AlertMessage, merged
from sampai.conditions.outlook.outlook import (
    Alert,
    Caution,
    Credit,
    Outlook,
    RainForecast,
    WaveForecast,
)
from sampai.conditions.outlook.rss import Feed, read_feed

__all__ = [
    "Alert",
    "AlertMessage",
    "Caution",
    "Credit",
    "Feed",
    "Outlook",
    "RainForecast",
    "WaveForecast",
    "merged",
    "read_alert",
    "read_feed",
    "read_forecast",
    "read_maritime",
]
