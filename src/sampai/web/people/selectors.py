"""Read people, their seats, offers, tokens and the log."""

from datetime import datetime, time, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date

from sampai.web.datasets.models import Regency
from sampai.web.people.doors import FACTORS
from sampai.web.people.models import Act, Invitation, Seat, Token, User
from sampai.web.people.roles import NEVER_BY_TOKEN, PERMISSIONS
from sampai.web.people.rules import giving, seats_of
from sampai.web.people.words import permission_name
from sampai.web.sheets.convert import rows_of

MOST_PLACES = 1_000
# Digits of the number of a vehicle.
LONG = 6


def _rows(regency: Regency, table: str) -> QuerySet[Any] | None:
    if regency.current is None:
        return None
    sheet = regency.current.sheets.filter(table=table).first()
    return rows_of(sheet) if sheet else None


def has_place(regency: Regency, kind: str, place_id: str) -> bool:
    """
    Tell whether there is such a place in the data in force.

    Parameters
    ----------
    regency
        Where.
    kind
        ``hub``, ``village``, ``tps`` or ``vehicle``.
    place_id
        Its id; of a vehicle its type and number, such as ``pickup:3``.

    Returns
    -------
    bool
        Never, while there are no data.
    """
    if kind == "tps":
        rows = _rows(regency, "tps")
        return bool(rows and rows.filter(tps_id=place_id).exists())
    if kind == "vehicle":
        return _has_vehicle(regency, place_id)
    rows = _rows(regency, "places")
    if rows is None:
        return False
    return rows.filter(kind=kind, place_id=place_id).exists()


def _has_vehicle(regency: Regency, vehicle: str) -> bool:
    rows = _rows(regency, "vehicles")
    kind, _, number = vehicle.partition(":")
    is_number = number.isascii() and number.isdigit() and len(number) < LONG
    if rows is None or not is_number or number.startswith("0"):
        return False
    return rows.filter(vehicle_type=kind, count__gte=int(number)).exists()


def places_to_choose(regency: Regency) -> list[tuple[str, str]]:
    """
    List districts and villages, to choose a territory from.

    Parameters
    ----------
    regency
        Where.

    Returns
    -------
    list of tuple
        Id and name; a TPS is entered by its id, there are too many.
    """
    rows = _rows(regency, "places")
    if rows is None:
        return []
    chosen = rows.filter(kind__in=("hub", "village")).order_by("kind", "name")
    return list(chosen.values_list("place_id", "name")[:MOST_PLACES])


def seats_in(regency: Regency, asked: dict[str, str]) -> QuerySet[Seat]:
    """
    List the seats of a regency.

    Parameters
    ----------
    regency
        Where.
    asked
        ``q`` part of a name or a territory, ``role``, and ``state``:
        ``held`` unless it says ``ended`` or ``all``.

    Returns
    -------
    QuerySet
        With ``has_factor``.
    """
    now = timezone.now()
    seats = (
        Seat.objects.filter(regency=regency)
        .select_related("user", "given_by", "regency")
        .annotate(has_factor=Exists(_factors()))
        .order_by("role", "place_id", "user__username", "pk")
    )
    held = Q(ends_at=None) | Q(ends_at__gt=now)
    if asked.get("state") == "ended":
        seats = seats.exclude(held)
    elif asked.get("state") != "all":
        seats = seats.filter(held)
    if asked.get("role"):
        seats = seats.filter(role=asked["role"])
    if asked.get("q"):
        word = asked["q"]
        seats = seats.filter(
            Q(user__username__icontains=word) | Q(place_id__icontains=word)
        )
    return seats


def _factors() -> QuerySet[Any]:
    found: QuerySet[Any] = Authenticator.objects.filter(
        user_id=OuterRef("user_id"), type__in=FACTORS
    )
    return found


def emergencies_in(regency: Regency) -> QuerySet[Seat]:
    """
    List the seats that were taken in an emergency.

    Parameters
    ----------
    regency
        Where.

    Returns
    -------
    QuerySet
        The newest first.
    """
    return (
        Seat.objects.filter(regency=regency, is_emergency=True)
        .select_related("user", "regency")
        .order_by("-begins_at", "-pk")
    )


def offers_in(regency: Regency) -> QuerySet[Invitation]:
    """
    List the invitations that wait to be accepted.

    Parameters
    ----------
    regency
        Where.

    Returns
    -------
    QuerySet
        The newest first.
    """
    return Invitation.objects.filter(
        regency=regency,
        seat=None,
        revoked_at=None,
        expires_at__gt=timezone.now(),
    ).select_related("given_by", "regency")


def acts_in(regency: Regency, asked: dict[str, str]) -> QuerySet[Act]:
    """
    Read the log of a regency.

    Parameters
    ----------
    regency
        Where.
    asked
        ``verb``, ``user``, ``from`` and ``to`` (days), ``q`` in subject
        and reason; what is blank or no day is left out.

    Returns
    -------
    QuerySet
        The newest first.
    """
    acts = Act.objects.filter(regency=regency).select_related("user")
    if asked.get("verb"):
        acts = acts.filter(verb=asked["verb"])
    if asked.get("user"):
        acts = acts.filter(user__username=asked["user"])
    if asked.get("q"):
        word = asked["q"]
        acts = acts.filter(
            Q(subject__icontains=word) | Q(reason__icontains=word)
        )
    begins, ends = _day(asked.get("from")), _day(asked.get("to"))
    if begins:
        acts = acts.filter(at__gte=begins)
    if ends:
        acts = acts.filter(at__lt=ends + timedelta(days=1))
    return acts


def _day(text: str | None) -> datetime | None:
    try:
        day = parse_date(text or "")
    except ValueError:
        return None
    if day is None:
        return None
    # Midnight of UTC: hours before that of the regency, so that no line of
    # the day is left out.
    return timezone.make_aware(datetime.combine(day, time.min))


def verbs_in(regency: Regency) -> list[str]:
    """
    List the verbs of the log of a regency.

    Parameters
    ----------
    regency
        Where.

    Returns
    -------
    list of str
        In the order of the alphabet.
    """
    acts = Act.objects.filter(regency=regency)
    verbs = acts.order_by("verb").values_list("verb", flat=True)
    return list(verbs.distinct())


def tokens_of(user: User) -> QuerySet[Token]:
    """
    List the tokens of someone.

    Parameters
    ----------
    user
        Whose.

    Returns
    -------
    QuerySet
        Those that open something, the newest first.
    """
    return (
        Token.objects.filter(
            user=user, revoked_at=None, expires_at__gt=timezone.now()
        )
        .select_related("regency")
        .order_by("-made_at", "-pk")
    )


def scopes_for(user: User, regency: Regency) -> list[tuple[str, str]]:
    """
    List what someone may give to a token.

    Parameters
    ----------
    user, regency
        Who, and where.

    Returns
    -------
    list of tuple
        Permission and words: what they may do themselves, without what no
        token may.
    """
    seats = seats_of(user, regency.code, timezone.now())
    return [
        (permission, permission_name(permission))
        for permission in PERMISSIONS
        if permission not in NEVER_BY_TOKEN
        and permission != "public.see"
        and giving(seats, permission)
    ]


def regencies_for_tokens(user: User) -> list[Regency]:
    """
    List the regencies in which someone may make tokens.

    Parameters
    ----------
    user
        Who.

    Returns
    -------
    list of Regency
        In the order of their names.
    """
    seats = giving(seats_of(user, None, timezone.now()), "tokens.use")
    found = {seat.regency.pk: seat.regency for seat in seats}
    return sorted(found.values(), key=str)
