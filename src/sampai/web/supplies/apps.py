"""The app as Django loads it."""

from django.apps import AppConfig


class SuppliesConfig(AppConfig):
    """Loads under the name of its folder."""

    name = "sampai.web.supplies"

    def ready(self) -> None:
        """Declare the job, also to a worker that opens no page."""
        from sampai.web.supplies import work  # noqa: F401, PLC0415 (models must be loaded first)
