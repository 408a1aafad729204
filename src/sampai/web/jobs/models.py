"""A piece of long work and how far it is."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sampai.web.datasets.models import Regency


class JobState(models.TextChoices):
    """How far a job is."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


class Job(models.Model):
    """
    Work that runs behind the pages.

    What it makes is committed in one piece at its end, so that a job that
    is cancelled or dies leaves nothing behind.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    regency = models.ForeignKey(
        Regency, on_delete=models.CASCADE, related_name="jobs"
    )
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    state = models.CharField(
        max_length=10, choices=JobState, default=JobState.WAITING
    )
    given = models.JSONField(default=dict)
    step = models.CharField(max_length=120, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    # What the kind of job leaves for its page: ids, counts, a file's name.
    result = models.JSONField(default=dict)
    # Faults as rows of file, row, column, found, expected, remedy.
    faults = models.JSONField(default=list)
    made_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # Last sign of life; a worker that was killed gives none.
    seen_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ["-made_at"]

    def __str__(self) -> str:
        """Name it for a person."""
        return self.title

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ENDED
