"""Users, their seats, tokens, and the log of what they did."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.db import models
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from sampai.web.datasets.models import Regency
from sampai.web.people.encrypted import EncryptedTextField
from sampai.web.people.roles import Role


class Person(models.Model):
    """
    A name and a phone, and nothing else about anyone, encrypted at rest.

    Everywhere else a person is an id with a role. Rows are deleted when
    their time is over.
    """

    person_id = models.CharField(max_length=64, unique=True)
    regency = models.ForeignKey(
        Regency, on_delete=models.CASCADE, related_name="persons"
    )
    name = EncryptedTextField()
    phone = EncryptedTextField(blank=True)
    # Last day on which it is kept; none while the result is not final.
    keep_until = models.DateField(null=True, blank=True)
    # A case that is open keeps it longer.
    case = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        """Name it by its id: names are shown only where they are needed."""
        return self.person_id


class UserManager(BaseUserManager["User"]):
    """Makes users that sign in by a word of their own."""

    def create_user(
        self, username: str, password: str | None = None
    ) -> "User":
        """
        Make a user without any seat.

        Parameters
        ----------
        username
            Word to sign in with.
        password
            None: cannot sign in with one.

        Returns
        -------
        User
            Stored.
        """
        user = self.model(username=self.model.normalize_username(username))
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who signs in. Name and phone stand in `Person`."""

    username = models.CharField(max_length=64, unique=True)
    person = models.OneToOneField(
        Person, null=True, blank=True, on_delete=models.SET_NULL
    )
    is_active = models.BooleanField(default=True)
    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        """Name it for a person."""
        return self.username


class Seat(models.Model):
    """A role for a territory: a regency, a district, a village or a TPS."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="seats"
    )
    role = models.CharField(max_length=10, choices=Role)
    regency = models.ForeignKey(
        Regency, on_delete=models.CASCADE, related_name="seats"
    )
    # A hub, a village or a TPS; blank: the whole regency.
    place_id = models.CharField(max_length=64, blank=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # Access in an emergency: taken by oneself, for a time, with a reason.
    is_emergency = models.BooleanField(default=False)
    reason = models.TextField(blank=True)

    class Meta:
        """In the order in which they were given."""

        ordering = ["begins_at", "id"]

    def __str__(self) -> str:
        """Name it for a person."""
        return f"{self.role} {self.place_id or self.regency.code}"

    def holds_at(self, moment: datetime) -> bool:
        """
        Tell whether the seat is held.

        Parameters
        ----------
        moment
            Aware moment.

        Returns
        -------
        bool
            From `begins_at` on, before `ends_at`.
        """
        return self.begins_at <= moment and (
            self.ends_at is None or moment < self.ends_at
        )


class Invitation(models.Model):
    """A seat that is offered to whoever holds a link, once."""

    regency = models.ForeignKey(
        Regency, on_delete=models.CASCADE, related_name="invitations"
    )
    role = models.CharField(max_length=10, choices=Role)
    place_id = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    given_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+"
    )
    seat = models.OneToOneField(
        Seat, null=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        """Name it for a person."""
        return f"{self.role} {self.place_id or self.regency.code}"


class WrittenError(Exception):
    """Something tried to change what stands in the log."""


class ActQuerySet(models.QuerySet["Act"]):
    """Lines of the log; none of them changes."""

    def update(self, **values: Any) -> int:  # noqa: ARG002 (whatever they are)
        """
        Refuse to change lines.

        Parameters
        ----------
        **values
            New values.

        Returns
        -------
        int
            Never.

        Raises
        ------
        WrittenError
            Always.
        """
        raise WrittenError


class Act(models.Model):
    """One line of the log: who did what, when and why. Never changed."""

    at = models.DateTimeField(db_index=True)
    user = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )
    regency = models.ForeignKey(
        Regency, null=True, on_delete=models.PROTECT, related_name="+"
    )
    verb = models.CharField(max_length=40, db_index=True)
    subject = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)

    objects: ClassVar[models.Manager["Act"]] = ActQuerySet.as_manager()

    class Meta:
        """Newest first."""

        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        """Name it for a person."""
        return f"{self.verb} {self.subject}"

    def save(self, **options: Any) -> None:
        """
        Write it once.

        Parameters
        ----------
        **options
            As Django's own.

        Raises
        ------
        WrittenError
            When it stands already.
        """
        if not self._state.adding:
            raise WrittenError
        super().save(**options)


class Token(models.Model):
    """A key for another program; only its digest is kept."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="tokens"
    )
    regency = models.ForeignKey(
        Regency, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Name it for a person."""
        return self.name

    def holds_at(self, moment: datetime) -> bool:
        """
        Tell whether the token opens anything.

        Parameters
        ----------
        moment
            Aware moment.

        Returns
        -------
        bool
            Before it expires, unless it was revoked.
        """
        return self.revoked_at is None and moment < self.expires_at


@receiver(pre_delete, sender=Act)
def _keep_act(**_signal: object) -> None:
    raise WrittenError
