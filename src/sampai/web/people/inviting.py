"""Offer a seat by a link, and take it."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sampai.errors import SampaiError
from sampai.web.datasets.models import Regency
from sampai.web.people.acts import write_act
from sampai.web.people.models import Invitation, Seat, User
from sampai.web.people.rules import giving, seats_of
from sampai.web.people.secret import digest_of, new_secret

# Long enough to be handed over on paper, short enough to be looked after.
LASTS = timedelta(hours=72)


class PeopleError(SampaiError):
    """A change of people that cannot be made, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """
    An invitation, and the secret of its link.

    Parameters
    ----------
    invitation
        As it is stored.
    secret
        Shown once.
    """

    invitation: Invitation
    secret: str


@transaction.atomic
def invite(regency: Regency, *, role: str, place_id: str, by: User) -> Offer:
    """
    Offer a seat to whoever is handed the link.

    Parameters
    ----------
    regency, role, place_id
        The seat.
    by
        Who offers it.

    Returns
    -------
    Offer
        With the secret of its link.
    """
    secret, now = new_secret(), timezone.now()
    invitation = Invitation.objects.create(
        regency=regency,
        role=role,
        place_id=place_id,
        digest=digest_of(secret),
        made_at=now,
        expires_at=now + LASTS,
        given_by=by,
    )
    write_act(
        "seat.offered",
        user=by,
        regency=regency,
        subject=str(invitation),
        detail={"invitation": invitation.pk},
    )
    return Offer(invitation=invitation, secret=secret)


def find_open(secret: str) -> Invitation | None:
    """
    Find the invitation of a link.

    Parameters
    ----------
    secret
        Of the link.

    Returns
    -------
    Invitation or None
        None where there is none, it was used, revoked or is too old, or
        whoever made it may invite nobody any more.
    """
    found = (
        Invitation.objects.select_related("regency", "given_by")
        .filter(
            digest=digest_of(secret),
            seat=None,
            revoked_at=None,
            expires_at__gt=timezone.now(),
        )
        .first()
    )
    return found if found and _still_may(found) else None


def _still_may(offer: Invitation) -> bool:
    now, giver = timezone.now(), offer.given_by
    seats = seats_of(giver, offer.regency.code, now)
    return giver.is_active and bool(giving(seats, "people.change"))


@transaction.atomic
def accept(
    secret: str,
    *,
    user: User | None = None,
    username: str = "",
    password: str = "",
) -> Seat:
    """
    Take the seat that a link offers.

    Parameters
    ----------
    secret
        Of the link.
    user
        Who takes it, where they are here already.
    username, password
        Of the new user otherwise.

    Returns
    -------
    Seat
        Held from now on.

    Raises
    ------
    PeopleError
        When the link holds no more, or the word is taken.
    """
    found = find_open(secret)
    if found is not None:
        # Two who hold the same link: the second waits here, and finds it
        # used.
        Invitation.objects.select_for_update().get(pk=found.pk)
        found = find_open(secret)
    if found is None:
        raise PeopleError(
            _("This invitation holds no more. Ask the KPU for another one.")
        )
    if user is None:
        user = _new_user(username, password)
    seat = Seat.objects.create(
        user=user,
        role=found.role,
        regency=found.regency,
        place_id=found.place_id,
        begins_at=timezone.now(),
        given_by=found.given_by,
    )
    found.seat = seat
    found.save(update_fields=["seat"])
    write_act(
        "seat.taken",
        user=user,
        regency=found.regency,
        subject=str(seat),
        detail={"seat": seat.pk, "invitation": found.pk},
    )
    return seat


def _new_user(username: str, password: str) -> User:
    # Whoever differs only in capitals would be taken for the other.
    if User.objects.filter(username__iexact=username).exists():
        raise PeopleError(_("This name is taken. Choose another one."))
    try:
        with transaction.atomic():
            return User.objects.create_user(username, password)
    except IntegrityError as error:  # taken at this very moment
        message = _("This name is taken. Choose another one.")
        raise PeopleError(message) from error


@transaction.atomic
def revoke(invitation: Invitation, *, by: User) -> None:
    """
    Take an offer back.

    Parameters
    ----------
    invitation
        The offer.
    by
        Who takes it back.

    Raises
    ------
    PeopleError
        When someone has taken the seat already.
    """
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.seat_id is not None:
        raise PeopleError(
            _("The seat has been taken already. End the seat instead.")
        )
    if locked.revoked_at is None:
        locked.revoked_at = timezone.now()
        locked.save(update_fields=["revoked_at"])
        write_act(
            "seat.offer_revoked",
            user=by,
            regency=locked.regency,
            subject=str(locked),
            detail={"invitation": locked.pk},
        )
