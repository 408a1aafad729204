"""The app as Django loads it."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_save


class PagesConfig(AppConfig):
    """Loads under the name of its folder, and listens to what others do."""

    name = "sampai.web.pages"

    def ready(self) -> None:
        """Tell people what happens from now on."""
        from sampai.web.jobs.models import Job  # noqa: PLC0415 (models are loaded only now)
        from sampai.web.pages import services  # noqa: PLC0415 (as above)
        from sampai.web.people.services import LISTENERS  # noqa: PLC0415 (as above)
        from sampai.web.plans.services import LISTENERS as OF_PLANS  # noqa: PLC0415 (as above)

        if services.tell_of_plan not in OF_PLANS:
            OF_PLANS.append(services.tell_of_plan)
        if services.tell_of_glass not in LISTENERS:
            LISTENERS.append(services.tell_of_glass)
        post_save.connect(_job_saved, sender=Job, dispatch_uid="notices")


def _job_saved(
    instance: Any, update_fields: frozenset[str] | None, **_signal: object
) -> None:
    from sampai.web.pages.services import tell_of_job  # noqa: PLC0415 (as above)

    # The save that ends a job names this field; no other does.
    if update_fields and "ended_at" in update_fields:
        tell_of_job(instance)
