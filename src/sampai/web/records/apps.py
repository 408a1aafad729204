"""The app as Django loads it."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Loads under the name of its folder, and tells the worker its jobs."""

    name = "sampai.web.records"

    def ready(self) -> None:
        """Declare the kinds of jobs: a worker opens no page."""
        from sampai.web.records import importing  # noqa: F401, PLC0415 (models are loaded only now)
