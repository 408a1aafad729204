"""Beyond the machine and its memory: fetched forecasts and their copies."""

from sampai.stores.fetching import Fetcher, FetchError
from sampai.stores.weather import gather_outlook

__all__ = ["FetchError", "Fetcher", "gather_outlook"]
