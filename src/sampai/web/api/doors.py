"""Who may call what: by the session of a browser, or by a token."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.security import HttpBearer, SessionAuth

from sampai.web.api.once import claim
from sampai.web.api.refusals import (
    ApiError,
    refused,
    unknown,
    unreadable,
)
from sampai.web.datasets.models import Regency
from sampai.web.people.doors import (
    holds_null,
    lacks_factor,
    may,
    scope_for,
)
from sampai.web.people.models import Token, User
from sampai.web.people.roles import NEVER_BY_TOKEN
from sampai.web.people.rules import seats_of
from sampai.web.people.secret import digest_of

CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
# A line in the database for every request would be too many.
NOTED_EVERY = timedelta(minutes=1)


class TokenDoor(HttpBearer):
    """
    Open by a token in the header ``Authorization: Bearer``.

    Parameters
    ----------
    permission
        One of `roles.PERMISSIONS`; blank: anyone who has signed in.
    """

    def __init__(self, permission: str) -> None:
        self.permission = permission
        super().__init__()

    def authenticate(self, request: HttpRequest, token: str) -> User:
        """
        Find whose token it is, and ask whether they may.

        Parameters
        ----------
        request
            Of the call.
        token
            As it was shown once.

        Returns
        -------
        User
            For whom it speaks.

        Raises
        ------
        ApiError
            When it holds no more, or opens something else.
        """
        found = (
            Token.objects.select_related("user", "regency")
            .filter(digest=digest_of(token), user__is_active=True)
            .first()
        )
        now = timezone.now()
        if found is None or not found.holds_at(now):
            raise unknown()
        if self.permission in NEVER_BY_TOKEN:
            message = _("No token may do this. Sign in, and do it yourself.")
            raise ApiError(403, "not_by_token", message)
        request.user = found.user
        request.token_scopes = frozenset(found.scopes) - NEVER_BY_TOKEN  # type: ignore[attr-defined] # read by `doors.may`
        enter(request, self.permission, only=found.regency)
        Token.objects.filter(
            Q(used_at=None) | Q(used_at__lt=now - NOTED_EVERY), pk=found.pk
        ).update(used_at=now)
        return found.user


class SessionDoor(SessionAuth):
    """
    Open by the session of a browser, with its CSRF token.

    Parameters
    ----------
    permission
        One of `roles.PERMISSIONS`; blank: anyone who has signed in.
    """

    def __init__(self, permission: str) -> None:
        self.permission = permission
        super().__init__()

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """
        Ask who has signed in, and whether they may.

        Parameters
        ----------
        request
            Of the call.
        key
            Of the session.

        Returns
        -------
        User
            Who has signed in.
        """
        del key
        enter(request, self.permission)
        return request.user

    def __call__(self, request: HttpRequest) -> Any:
        """Refuse a stranger first, and a forged request then."""
        if not request.user.is_authenticated:
            raise unknown()
        try:
            return super().__call__(request)
        except HttpError as error:
            message = _("The CSRF token is missing or wrong.")
            raise ApiError(403, "csrf", message) from error


def doors(permission: str) -> list[Any]:
    """
    Say who may call something.

    Parameters
    ----------
    permission
        One of `roles.PERMISSIONS`; blank: anyone who has signed in.

    Returns
    -------
    list
        The door for tokens and the door for browsers.
    """
    return [TokenDoor(permission), SessionDoor(permission)]


def enter(
    request: HttpRequest, permission: str, only: Regency | None = None
) -> None:
    """
    Put regency, seats and territory on a request, or refuse it.

    Parameters
    ----------
    request
        Of someone known.
    permission
        What they want to do.
    only
        Regency for which their token was made.

    Raises
    ------
    ApiError
        When they may not.
    Http404
        When there is no such regency.
    """
    match = request.resolver_match
    named = match.kwargs if match else {}
    if holds_null(named.values()):
        raise unreadable()
    code = named.get("regency")
    request.regency = _regency(code, only)  # type: ignore[attr-defined] # as DoorRequest says
    held = code or (only.code if only else None)
    request.seats = seats_of(request.user, held, timezone.now())  # type: ignore[attr-defined] # as above
    if lacks_factor(request):
        message = _("Your role needs a second factor. Set it up first.")
        raise ApiError(403, "second_factor", message)
    if permission and not may(request, permission):
        raise refused()
    request.scope = scope_for(request, permission) if permission else None  # type: ignore[attr-defined] # as above
    if request.method in CHANGING:
        claim(request, _known(request))


def _regency(code: str | None, only: Regency | None) -> Regency | None:
    if code is None:
        return only
    if only is not None and only.code != code:
        raise refused()
    found = Regency.objects.select_related("current").filter(code=code)
    regency = found.first()
    if regency is None:
        raise Http404
    return regency


def _known(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User):
        raise unknown()
    return user
