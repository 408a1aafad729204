"""The app as Django loads it."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Loads under the name of its folder."""

    name = "sampai.web.plans"

    def ready(self) -> None:
        """Declare the jobs, also to a worker that opens no page."""
        from sampai.web.plans import work  # noqa: F401, PLC0415 (models must be loaded first)
