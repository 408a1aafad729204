"""Answers that were given, to be given again to the same request."""

from django.conf import settings
from django.db import models


class Answer(models.Model):
    """What a request with an idempotency key was answered."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    key = models.CharField(max_length=200)
    # Of method, address and body: another request may not use the key.
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)
    # None while the request is being worked on.
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True)

    class Meta:
        """A key belongs to one person."""

        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="answer_key")
        ]

    def __str__(self) -> str:
        """Name it for a person."""
        return f"{self.key}: {self.status}"
