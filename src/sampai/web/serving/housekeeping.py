"""What is done by the clock while the site is served."""

from datetime import datetime, timedelta

import structlog
from django.core.management import call_command
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
# Retention of names and phones, sessions that ended, tasks long done.
DAILY = ("forget_persons", "clearsessions", "prune_db_task_results")
_log = structlog.get_logger(__name__)


class Housekeeping:
    """Does each duty when its time has come; the first time at once."""

    def __init__(self) -> None:
        self._looked: datetime | None = None
        self._tidied: datetime | None = None

    def keep(self) -> None:
        """Give up jobs whose worker was lost, and forget what is over."""
        now = timezone.now()
        if self._looked is not None and now - self._looked < MINUTE:
            return
        self._looked = now
        close_old_connections()
        try:
            _give_up_lost()
            if self._tidied is None or now - self._tidied >= DAY:
                for command in DAILY:
                    call_command(command, verbosity=0)
                self._tidied = now
        except DatabaseError as error:
            # Served pages tell the same; the next minute tries again.
            _log.warning("housekeeping put off", why=str(error))


def _give_up_lost() -> None:
    from sampai.web.jobs.services import give_up_all_lost  # noqa: PLC0415 (models can be imported only once the settings are loaded)

    give_up_all_lost()
