"""
Whether someone may do something somewhere: one truth for every door.

Each permission of `roles.PERMISSIONS` is a rule of the library `rules`, so
that ``user.has_perm("plans.see", Subject(regency, place_id))`` asks the same
table and the same territory as the doors of the pages and of the API.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from rules.permissions import add_perm, perm_exists
from rules.predicates import predicate

from sampai.web.datasets.models import Regency
from sampai.web.people.models import Seat, User
from sampai.web.people.roles import NEVER_IN_EMERGENCY, PERMISSIONS, Role
from sampai.web.people.scopes import Scope, scope_of


@dataclass(frozen=True, slots=True)
class Subject:
    """
    Where something is done.

    Parameters
    ----------
    regency
        The regency.
    place_id
        A hub, a village or a TPS; blank: anywhere in the regency.
    """

    regency: Regency
    place_id: str = ""


def seats_of(
    user: User | AnonymousUser, code: str | None, moment: datetime
) -> tuple[Seat, ...]:
    """
    List the seats that someone holds.

    Parameters
    ----------
    user
        Who; anonymous: none.
    code
        Of the regency; None: of any.
    moment
        When.

    Returns
    -------
    tuple of Seat
        With their regencies.
    """
    if not isinstance(user, User):
        return ()
    return tuple(
        seat
        for seat in user.seats.select_related("regency")
        if seat.holds_at(moment) and code in (None, seat.regency.code)
    )


def giving(seats: Iterable[Seat], permission: str) -> list[Seat]:
    """
    Choose the seats that give a permission.

    Parameters
    ----------
    seats
        Held by one person.
    permission
        One of `roles.PERMISSIONS`.

    Returns
    -------
    list of Seat
        None of an emergency where the permission would outlast it.
    """
    roles = PERMISSIONS[permission]
    return [
        seat
        for seat in seats
        if seat.role in roles
        and not (seat.is_emergency and permission in NEVER_IN_EMERGENCY)
    ]


def territory(
    seats: Iterable[Seat], permission: str, regency: Regency | None
) -> Scope:
    """
    Join the territories of the seats that give a permission.

    Parameters
    ----------
    seats
        Held by one person in the regency.
    permission
        One of `roles.PERMISSIONS`.
    regency
        The regency; None: no territory that is less than whole.

    Returns
    -------
    Scope
        Where it may be done.
    """
    edition = regency.current if regency else None
    return scope_of(giving(seats, permission), edition)


def _holds_role(permission: str) -> Callable[..., bool]:
    def has_role(user: User | AnonymousUser, subject: Subject | None) -> bool:
        if Role.PUBLIC in PERMISSIONS[permission]:
            return True
        code = subject.regency.code if subject else None
        seats = seats_of(user, code, timezone.now())
        return bool(giving(seats, permission))

    return has_role


def _in_territory(permission: str) -> Callable[..., bool]:
    def is_inside(user: User | AnonymousUser, subject: Subject | None) -> bool:
        if subject is None or not subject.place_id:
            return True
        if Role.PUBLIC in PERMISSIONS[permission]:
            return True
        regency, place_id = subject.regency, subject.place_id
        seats = seats_of(user, regency.code, timezone.now())
        scope = territory(seats, permission, regency)
        return scope.has_place(place_id) or scope.has_tps(place_id)

    return is_inside


def register() -> None:
    """Make a rule of every permission; those that stand are left."""
    for permission in PERMISSIONS:
        if not perm_exists(permission):  # type: ignore[no-untyped-call] # rules has no types
            has_role = predicate(_holds_role(permission))  # type: ignore[no-untyped-call] # as above
            is_inside = predicate(_in_territory(permission))  # type: ignore[no-untyped-call] # as above
            add_perm(permission, has_role & is_inside)  # type: ignore[no-untyped-call] # as above


register()
