"""A regency, and the editions of its data."""

from django.conf import settings
from django.db import models

from sampai.web.sheets.models import Sheet


class Regency(models.Model):
    """A regency or city that prepares an election."""

    code = models.SlugField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    current = models.ForeignKey(
        "Edition",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    def __str__(self) -> str:
        """Name it for a person."""
        return self.name


class Edition(models.Model):
    """
    The data of a regency as they stood at one time.

    An edition never changes: an import or a form makes the next one, which
    shares with it the sheets that stayed alike.
    """

    regency = models.ForeignKey(
        Regency, on_delete=models.CASCADE, related_name="editions"
    )
    number = models.PositiveIntegerField()
    settings_toml = models.TextField()
    input_sha256 = models.CharField(max_length=64)
    sheets = models.ManyToManyField(Sheet, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.TextField()
    # Rows created, changed and removed against the one before, by table.
    changes = models.JSONField(default=dict)

    class Meta:
        """Numbered within a regency, newest first."""

        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["regency", "number"], name="edition_number"
            )
        ]

    def __str__(self) -> str:
        """Name it for a person."""
        return f"{self.regency.name} {self.number}"
