"""A regency, the editions of its data, and what was sent to change them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

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


class ImportState(models.TextChoices):
    """How far an import is."""

    CHECKING = "checking", _("Being checked")
    FAULTY = "faulty", _("Has faults")
    READY = "ready", _("Can be made the data in force")
    TAKEN = "taken", _("Was made the data in force")


class Import(models.Model):
    """
    Files that someone sent, and what they would change.

    Nothing of it is in force until someone says so; then it is all of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    regency = models.ForeignKey(
        Regency, on_delete=models.CASCADE, related_name="imports"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.DateTimeField()
    # What the files were called; they are kept under names of ours.
    names = models.JSONField(default=list)
    # The import whose refused rows these files mend.
    mends = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="mended",
    )
    # The check that ran last, or runs.
    job = models.ForeignKey(
        "jobs.Job", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(
        max_length=10, choices=ImportState, default=ImportState.CHECKING
    )
    # The data in force when it was checked.
    based_on = models.ForeignKey(
        Edition, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # By table: rows created, changed, removed, as before, refused.
    counts = models.JSONField(default=dict)
    # Tables that were not sent and stay as they are.
    kept = models.JSONField(default=list)
    fault_count = models.PositiveIntegerField(default=0)
    # What would be in force: settings, fingerprint and tables.
    settings_toml = models.TextField(blank=True)
    input_sha256 = models.CharField(max_length=64, blank=True)
    sheets = models.ManyToManyField(Sheet, related_name="+")
    # What it became.
    edition = models.OneToOneField(
        Edition,
        null=True,
        on_delete=models.PROTECT,
        related_name="made_from",
    )

    class Meta:
        """Newest first."""

        ordering = ["-at"]

    def __str__(self) -> str:
        """Name it for a person."""
        return ", ".join(self.names)

    @property
    def has_changes(self) -> bool:
        """Whether anything would be different."""
        return any(
            counts["created"] or counts["changed"] or counts["removed"]
            for counts in self.counts.values()
        )


class ImportFault(models.Model):
    """One thing wrong with the files of an import."""

    upload = models.ForeignKey(
        Import, on_delete=models.CASCADE, related_name="faults"
    )
    # Table of the contract; blank: the settings, or a whole file.
    table = models.CharField(max_length=40, blank=True)
    file = models.TextField()
    row = models.PositiveBigIntegerField(null=True)
    column = models.TextField(blank=True)
    found = models.TextField()
    expected = models.TextField()
    remedy = models.TextField()

    class Meta:
        """In the order of the files and rows."""

        ordering = ["id"]

    def __str__(self) -> str:
        """Name it for a person."""
        return f"{self.file} {self.row or ''}"


class ImportDiff(models.Model):
    """What an import does to one table, row by row, as Parquet."""

    upload = models.ForeignKey(
        Import, on_delete=models.CASCADE, related_name="diffs"
    )
    table = models.CharField(max_length=40)
    rows = models.BinaryField()

    class Meta:
        """One for each table that changes."""

        constraints = [
            models.UniqueConstraint(
                fields=["upload", "table"], name="import_diff_table"
            )
        ]

    def __str__(self) -> str:
        """Name it for a person."""
        return self.table
