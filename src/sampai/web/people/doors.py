"""
Every address is a door: shut, unless it says who may enter.

A view names a permission with `door`. The middleware finds the regency,
the seats and the territory, and puts them on the request as `regency`,
`seats` and `scope`; a view without a permission opens to nobody.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from sampai.web.datasets.models import Regency
from sampai.web.people.models import Seat, User
from sampai.web.people.roles import PERMISSIONS, SECOND_FACTOR, Role
from sampai.web.people.rules import giving, seats_of, territory
from sampai.web.people.scopes import Scope

View = Callable[..., HttpResponseBase]
# Apps whose views ask for themselves who someone is.
OWN_DOORS = (
    "allauth.",
    "django.views.i18n",
    "django.contrib.staticfiles",
    "health_check.",
    "ninja.",
)
# Pages of allauth that this house does not have: people are known by a name,
# come by invitation, and no mail is sent to anyone.
NOT_HERE = frozenset(
    {
        "account_confirm_email",
        "account_confirm_login_code",
        "account_email",
        "account_email_verification_sent",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
    }
)
# Codes on paper open too, but only beside one of these.
FACTORS = ("totp", "webauthn")
# Where a person without a second factor may still go, to get one.
WITHOUT_FACTOR = ("account.use",)


class DoorRequest(HttpRequest):
    """What the middleware adds to a request."""

    # Behind a door that is not public, someone has signed in.
    user: User
    htmx: HtmxDetails
    regency: Regency
    seats: tuple[Seat, ...]
    scope: Scope


def door(permission: str) -> Callable[[View], View]:
    """
    Say who may enter a view.

    Parameters
    ----------
    permission
        One of `roles.PERMISSIONS`.

    Returns
    -------
    Callable
        Marks the view.

    Raises
    ------
    KeyError
        When there is no such permission.
    """
    PERMISSIONS[permission]  # a slip of the pen stops the start

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined] # a function takes any mark
        return view

    return mark


def may(request: HttpRequest, permission: str) -> bool:
    """
    Tell whether the person of a request may do something anywhere.

    Parameters
    ----------
    request
        That came through the middleware.
    permission
        One of `roles.PERMISSIONS`.

    Returns
    -------
    bool
        By the seats held now in the regency of the request.
    """
    return bool(_giving(request, permission))


def _giving(request: HttpRequest, permission: str) -> list[Seat]:
    """Choose seats; a token opens less than its owner, never more."""
    scopes = getattr(request, "token_scopes", None)
    if scopes is not None and permission not in scopes:
        return []
    return giving(getattr(request, "seats", ()), permission)


def scope_for(request: HttpRequest, permission: str) -> Scope:
    """
    Give the territory in which the person of a request may do something.

    Parameters
    ----------
    request
        That came through the middleware.
    permission
        One of `roles.PERMISSIONS`.

    Returns
    -------
    Scope
        Of the seats that give the permission, and of no others.
    """
    seats = _giving(request, permission)
    return territory(seats, permission, getattr(request, "regency", None))


class DoorMiddleware:
    """
    Stand at every door.

    Parameters
    ----------
    get_response
        The rest of the house.
    """

    def __init__(self, get_response: View) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the request go on to its door."""
        return self._get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: View,
        _arguments: tuple[object, ...],
        named: dict[str, Any],
    ) -> HttpResponse | None:
        """
        Ask who someone is, and open or not.

        Parameters
        ----------
        request, view
            Who knocks, and where.
        _arguments
            Parts of the address without a name; there are none.
        named
            Parts of the address; `regency` is the code of one.

        Returns
        -------
        HttpResponse
            Somewhere else to go; None: enter.

        Raises
        ------
        PermissionDenied
            When the door does not open to them.
        Http404
            When there is no such regency.
        BadRequest
            When the address holds what no database takes.
        """
        permission = getattr(view, "permission", None)
        if permission is None:
            _refuse_without_door(view)
            _refuse_not_here(request)
            request.seats = seats_of(request.user, None, timezone.now())  # type: ignore[attr-defined] # as DoorRequest says
            return None
        asked = (word for pair in request.GET.lists() for word in pair[1])
        if holds_null([*named.values(), *asked]):
            raise BadRequest
        code = named.get("regency")
        request.seats = seats_of(request.user, code, timezone.now())  # type: ignore[attr-defined] # as DoorRequest says
        if "regency" in named:
            request.regency = get_object_or_404(  # type: ignore[attr-defined] # as DoorRequest says
                Regency.objects.select_related("current"),
                code=named["regency"],
            )
        if Role.PUBLIC in PERMISSIONS[permission]:
            request.scope = scope_for(request, permission)  # type: ignore[attr-defined] # as DoorRequest says
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if lacks_factor(request) and permission not in WITHOUT_FACTOR:
            return redirect("mfa_index")
        if not may(request, permission) and permission not in WITHOUT_FACTOR:
            raise PermissionDenied
        request.scope = scope_for(request, permission)  # type: ignore[attr-defined] # as DoorRequest says
        return None


def holds_null(words: Iterable[object]) -> bool:
    """
    Tell whether a part of an address holds a null character.

    Parameters
    ----------
    words
        Parts of the address, or what is asked for after it.

    Returns
    -------
    bool
        PostgreSQL takes none, and no sound link has one.
    """
    return any("\0" in word for word in words if isinstance(word, str))


def _refuse_without_door(view: View) -> None:
    # The docs of the API are a function with a part of its arguments.
    inner = view.func if isinstance(view, partial) else view
    module = getattr(inner, "view_class", inner).__module__
    if not module.startswith(OWN_DOORS):
        raise PermissionDenied


def _refuse_not_here(request: HttpRequest) -> None:
    match = request.resolver_match
    if match is not None and match.url_name in NOT_HERE:
        raise Http404


def lacks_factor(request: HttpRequest) -> bool:
    """
    Tell whether someone must get a second factor first.

    Parameters
    ----------
    request
        With its seats.

    Returns
    -------
    bool
        Never in the demo, whose people have no phone.
    """
    if settings.DEMO:
        return False
    roles = {seat.role for seat in request.seats}  # type: ignore[attr-defined] # as DoorRequest says
    if not roles & SECOND_FACTOR:
        return False
    return not is_mfa_enabled(request.user, FACTORS)
