"""
Every address is a door: shut, unless it says who may enter.

A view names a permission with `door`. The middleware finds the regency,
the seats and the territory, and puts them on the request as `regency`,
`seats` and `scope`; a view without a permission opens to nobody.
"""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from sampai.web.datasets.models import Regency
from sampai.web.people.models import Seat
from sampai.web.people.roles import PERMISSIONS, SECOND_FACTOR, Role
from sampai.web.people.scopes import Scope, scope_of

View = Callable[..., HttpResponse]
# Apps whose views ask for themselves who someone is.
OWN_DOORS = (
    "allauth.",
    "django.views.i18n",
    "django.contrib.staticfiles",
    "health_check.",
    "ninja.",
)
# Where a person without a second factor may still go, to get one.
WITHOUT_FACTOR = ("account.use",)


class DoorRequest(HttpRequest):
    """What the middleware adds to a request."""

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
    return any(
        seat.role in PERMISSIONS[permission]
        for seat in getattr(request, "seats", ())
    )


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
    regency = getattr(request, "regency", None)
    return scope_of(
        [
            seat
            for seat in getattr(request, "seats", ())
            if seat.role in PERMISSIONS[permission]
        ],
        regency.current if regency else None,
    )


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

    def __call__(self, request: HttpRequest) -> HttpResponse:
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
        """
        request.seats = _seats(request, named.get("regency"))  # type: ignore[attr-defined] # as DoorRequest says
        permission = getattr(view, "permission", None)
        if permission is None:
            _refuse_without_door(view)
            return None
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
        if _lacks_factor(request) and permission not in WITHOUT_FACTOR:
            return redirect("mfa_index")
        if not may(request, permission) and permission not in WITHOUT_FACTOR:
            raise PermissionDenied
        request.scope = scope_for(request, permission)  # type: ignore[attr-defined] # as DoorRequest says
        return None


def _refuse_without_door(view: View) -> None:
    module = getattr(view, "view_class", view).__module__
    if not module.startswith(OWN_DOORS):
        raise PermissionDenied


def _seats(request: HttpRequest, code: str | None) -> tuple[Seat, ...]:
    if not request.user.is_authenticated:
        return ()
    now = timezone.now()
    seats = request.user.seats.select_related("regency")
    return tuple(
        seat
        for seat in seats
        if seat.holds_at(now) and code in (None, seat.regency.code)
    )


def _lacks_factor(request: HttpRequest) -> bool:
    if getattr(settings, "DEMO", False):
        return False
    roles = {seat.role for seat in request.seats}  # type: ignore[attr-defined] # set just before
    return bool(roles & SECOND_FACTOR) and not is_mfa_enabled(request.user)
