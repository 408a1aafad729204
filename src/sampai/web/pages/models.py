"""What the house tells people."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sampai.web.datasets.models import Regency


class NoticeKind(models.TextChoices):
    """What happened."""

    PUBLISHED = "plan.published", _("Plan {number} was published")
    JOB_DONE = "job.done", _("Done: {title}")
    JOB_FAILED = "job.failed", _("Failed: {title}")
    GLASS = "glass.broken", _("{user} took access in an emergency as {role}")


class Notice(models.Model):
    """Something that happened, told to one person."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notices",
    )
    regency = models.ForeignKey(
        Regency, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=NoticeKind)
    # Fills the blanks of the text, in whichever language it is read.
    values = models.JSONField(default=dict)
    url = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["user", "read_at"], name="notice_unread")
        ]

    def __str__(self) -> str:
        """Say it in the language of the page."""
        return str(NoticeKind(self.kind).label).format(**self.values)
