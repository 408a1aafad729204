"""End a seat, take one in an emergency, and forget what is kept no longer."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sampai.web.datasets.models import Regency
from sampai.web.people.acts import write_act
from sampai.web.people.inviting import PeopleError
from sampai.web.people.models import Person, Seat, Token, User
from sampai.web.people.roles import EMERGENCY, Role
from sampai.web.people.secret import digest_of, new_secret

LONGEST_EMERGENCY = timedelta(hours=4)
LONGEST_TOKEN = timedelta(days=365)
# Called with a seat that was taken in an emergency, in the transaction of the
# deed; rooms that tell people about it add themselves here.
LISTENERS: list[Callable[[Seat], None]] = []


@transaction.atomic
def end_seat(seat: Seat, *, by: User, reason: str) -> None:
    """
    End a seat now.

    Parameters
    ----------
    seat
        One that is held.
    by, reason
        Who ends it, and why.

    Raises
    ------
    PeopleError
        When a reason is missing, or nobody of the KPU would be left.
    """
    if not reason.strip():
        raise PeopleError(_("Say why."))
    now = timezone.now()
    Regency.objects.select_for_update().get(pk=seat.regency_id)
    seat.refresh_from_db()
    if not seat.holds_at(now):
        raise PeopleError(_("This seat has ended already."))
    if _is_last_of_kpu(seat):
        raise PeopleError(
            _(
                "This is the last seat of the KPU: nobody could let anyone "
                "in any more. Invite a successor first."
            )
        )
    seat.ends_at = now
    seat.save(update_fields=["ends_at"])
    write_act(
        "glass.closed" if seat.is_emergency else "seat.ended",
        user=by,
        regency=seat.regency,
        subject=f"{seat.user.username}: {seat}",
        reason=reason.strip(),
        detail={"seat": seat.pk},
    )


def _is_last_of_kpu(seat: Seat) -> bool:
    if seat.role != Role.KPU or seat.is_emergency:
        return False
    now = timezone.now()
    others = Seat.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=now),
        regency=seat.regency_id,
        role=Role.KPU,
        is_emergency=False,
        begins_at__lte=now,
    ).exclude(pk=seat.pk)
    return not others.exists()


@transaction.atomic
def break_glass(
    user: User,
    regency: Regency,
    *,
    role: str,
    place_id: str,
    lasts: timedelta,
    reason: str,
) -> Seat:
    """
    Take a seat in an emergency: for a time, with a reason, in the open.

    Parameters
    ----------
    user, regency
        Who takes it, and where.
    role, place_id
        The seat.
    lasts, reason
        For how long, and why.

    Returns
    -------
    Seat
        Held from now on.

    Raises
    ------
    PeopleError
        When it would last too long, a reason is missing, it is nobody of
        theirs whose seat they may take, or they hold it.
    """
    if not timedelta() < lasts <= LONGEST_EMERGENCY:
        raise PeopleError(_("Choose a time of at most 4 hours."))
    if not reason.strip():
        raise PeopleError(_("Say why."))
    if Role(role) not in roles_in_emergency(user, regency):
        raise PeopleError(_("Your role does not allow to take this seat."))
    now = timezone.now()
    # Locked, so that no two requests look at once.
    User.objects.select_for_update().get(pk=user.pk)
    held = user.seats.filter(
        regency=regency, role=role, place_id=place_id, is_emergency=True
    )
    if any(seat.holds_at(now) for seat in held):
        raise PeopleError(
            _("You hold this seat already. End it before you take it anew.")
        )
    seat = Seat.objects.create(
        user=user,
        role=role,
        regency=regency,
        place_id=place_id,
        begins_at=now,
        ends_at=now + lasts,
        given_by=user,
        is_emergency=True,
        reason=reason.strip(),
    )
    write_act(
        "glass.broken",
        user=user,
        regency=regency,
        subject=str(seat),
        reason=seat.reason,
        detail={"seat": seat.pk, "minutes": int(lasts.total_seconds() // 60)},
    )
    for listener in LISTENERS:
        listener(seat)
    return seat


def roles_in_emergency(user: User, regency: Regency) -> list[Role]:
    """
    List the roles that someone may take in an emergency.

    Parameters
    ----------
    user, regency
        Who, and where.

    Returns
    -------
    list of Role
        By the seats they were given; one of an emergency gives none.
    """
    now = timezone.now()
    own = {
        Role(seat.role)
        for seat in user.seats.filter(regency=regency, is_emergency=False)
        if seat.holds_at(now)
    }
    allowed = {role for one in own for role in EMERGENCY.get(one, ())}
    return [role for role in Role if role in allowed]


@transaction.atomic
def make_token(
    user: User,
    regency: Regency,
    *,
    name: str,
    scopes: list[str],
    days: int,
) -> tuple[Token, str]:
    """
    Make a key for another program.

    Parameters
    ----------
    user, regency
        For whom it speaks, and where.
    name
        What it is for.
    scopes
        Permissions that it has at most.
    days
        For how long. [d]

    Returns
    -------
    Token
        As it is stored.
    str
        The key; shown once.

    Raises
    ------
    PeopleError
        When it would last too long.
    """
    if not timedelta() < timedelta(days=days) <= LONGEST_TOKEN:
        raise PeopleError(_("A token lasts from 1 to 365 days."))
    secret, now = new_secret(), timezone.now()
    token = Token.objects.create(
        user=user,
        regency=regency,
        name=name,
        digest=digest_of(secret),
        scopes=sorted(scopes),
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    write_act(
        "token.made",
        user=user,
        regency=regency,
        subject=name,
        detail={"token": token.pk, "scopes": token.scopes, "days": days},
    )
    return token, secret


@transaction.atomic
def revoke_token(token: Token, *, by: User) -> None:
    """
    Make a key open nothing any more.

    Parameters
    ----------
    token
        The key.
    by
        Who revokes it.
    """
    locked = Token.objects.select_for_update().get(pk=token.pk)
    if locked.revoked_at is not None:
        return
    locked.revoked_at = timezone.now()
    locked.save(update_fields=["revoked_at"])
    write_act(
        "token.revoked",
        user=by,
        regency=locked.regency,
        subject=locked.name,
        detail={"token": locked.pk},
    )


@transaction.atomic
def forget_persons(today: date) -> int:
    """
    Delete the names and phones whose time is over.

    Parameters
    ----------
    today
        The day on which this is asked.

    Returns
    -------
    int
        How many were deleted; those with an open case stay.
    """
    over = Person.objects.filter(keep_until__lt=today, case="")
    counts: dict[Regency, int] = {}
    for person in over.select_related("regency"):
        counts[person.regency] = counts.get(person.regency, 0) + 1
    over.delete()
    for regency, count in counts.items():
        write_act(
            "persons.forgotten",
            user=None,
            regency=regency,
            detail={"count": count},
        )
    return sum(counts.values())
