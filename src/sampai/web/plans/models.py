"""A plan and its way from draft to publication."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.signals import m2m_changed, pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from sampai.web.datasets.models import Edition, Regency
from sampai.web.sheets.models import Sheet


class PlanState(models.TextChoices):
    """How far a plan has come."""

    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    REPLACED = "replaced", _("Replaced")


FROZEN = (PlanState.PUBLISHED, PlanState.REPLACED)


class FrozenError(Exception):
    """Something tried to change what was published or decided."""


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans; those that were published change in nothing."""

    def update(self, **values: Any) -> int:
        """
        Change several plans at once.

        Parameters
        ----------
        **values
            New values.

        Returns
        -------
        int
            How many were changed.

        Raises
        ------
        FrozenError
            When one of them was published.
        """
        if self.filter(state__in=FROZEN).exists():
            raise FrozenError
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        """
        Take several plans away.

        Returns
        -------
        tuple
            How many rows, in all and by model.

        Raises
        ------
        FrozenError
            When one of them was published.
        """
        if self.filter(state__in=FROZEN).exists():
            raise FrozenError
        return super().delete()


class Plan(models.Model):
    """
    The tables of an operation, and who decided what about it.

    The tables never change; a published plan changes in nothing but being
    replaced by the next.
    """

    regency = models.ForeignKey(
        Regency, on_delete=models.CASCADE, related_name="plans"
    )
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="plans"
    )
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    state = models.CharField(
        max_length=10, choices=PlanState, default=PlanState.DRAFT
    )
    summary = models.JSONField(default=dict)
    sheets = models.ManyToManyField(Sheet, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT
    )

    objects: ClassVar[models.Manager["Plan"]] = PlanQuerySet.as_manager()

    class Meta:
        """Numbered within a regency, newest first."""

        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["regency", "number"], name="plan_number"
            ),
            # What recipients read is never two plans at once.
            models.UniqueConstraint(
                fields=["regency"],
                condition=models.Q(state="published"),
                name="one_published_plan",
            ),
        ]

    def __str__(self) -> str:
        """Name it for a person."""
        return f"{self.number} {self.name}"

    def save(self, **options: Any) -> None:
        """
        Store it, unless it was published.

        Parameters
        ----------
        **options
            As Django's own.

        Raises
        ------
        FrozenError
            When it was published, and is not merely being replaced.
        """
        stored = Plan.objects.filter(pk=self.pk, state__in=FROZEN)
        before = stored.values_list("state", flat=True).first()
        is_replaced = (
            before == PlanState.PUBLISHED
            and self.state == PlanState.REPLACED
            and set(options.get("update_fields") or ()) == {"state"}
        )
        if before is not None and not is_replaced:
            raise FrozenError
        # Past the guard of the query set, which has just been asked here.
        super().save(**options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """
        Take it away, unless it was published.

        Parameters
        ----------
        *args, **options
            As Django's own.

        Returns
        -------
        tuple
            How many rows, in all and by model.

        Raises
        ------
        FrozenError
            When it was published.
        """
        _keep_plan(self)
        return super().delete(*args, **options)

    @property
    def is_frozen(self) -> bool:
        """Whether it was published once."""
        return self.state in FROZEN


class Decision(models.Model):
    """An approval or a publication: who, when, why. Never changed."""

    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, related_name="decisions"
    )
    state = models.CharField(max_length=10, choices=PlanState)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # The name the person signs with, as it stands on the papers.
    name = models.CharField(max_length=120)
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """In the order in which they were made."""

        ordering = ["at", "id"]

    def __str__(self) -> str:
        """Name it for a person."""
        return f"{self.state}: {self.name}"

    def save(self, **options: Any) -> None:
        """
        Store it once.

        Parameters
        ----------
        **options
            As Django's own.

        Raises
        ------
        FrozenError
            When it stands already.
        """
        if not self._state.adding:
            raise FrozenError
        super().save(**options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:  # noqa: ARG002 (as Django calls it)
        """
        Refuse: a decision stands.

        Parameters
        ----------
        *args, **options
            As Django's own.

        Returns
        -------
        tuple
            Never.

        Raises
        ------
        FrozenError
            Always.
        """
        raise FrozenError


# Also where rows go because what they belong to goes.
@receiver(pre_delete, sender=Plan)
def _keep_plan(instance: Plan, **_signal: object) -> None:
    if Plan.objects.filter(pk=instance.pk, state__in=FROZEN).exists():
        raise FrozenError


@receiver(pre_delete, sender=Decision)
def _keep_decision(**_signal: object) -> None:
    raise FrozenError


@receiver(m2m_changed, sender=Plan.sheets.through)
def _keep_sheets(instance: object, action: str, **_signal: object) -> None:
    if (
        action.startswith("pre_")
        and isinstance(instance, Plan)
        and instance.is_frozen
    ):
        raise FrozenError
