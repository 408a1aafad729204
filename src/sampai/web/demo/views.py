"""The role picker: sign in as one of the cast with one click."""

from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from sampai.web.demo.cast import CAST
from sampai.web.demo.services import player_user
from sampai.web.people.doors import door

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@door("public.see")
@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    """
    Show the cast.

    Parameters
    ----------
    request
        Of anyone on this machine.

    Returns
    -------
    HttpResponse
        The page.
    """
    _only_here(request)
    return render(request, "demo/roles.html", {"cast": CAST})


@door("public.see")
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """
    Sign in as one of the cast.

    Parameters
    ----------
    request
        ``username`` of a player.

    Returns
    -------
    HttpResponse
        To the first page of their role.

    Raises
    ------
    Http404
        When nobody of the cast is called so.
    """
    _only_here(request)
    user = player_user(request.POST.get("username", ""))
    if user is None:
        raise Http404
    logout(request)
    login(request, user, backend=BACKEND)
    return redirect("home")


def _only_here(request: HttpRequest) -> None:
    """Open to nobody but the machine itself, even if it were served out."""
    address = request.META.get("REMOTE_ADDR") or ""
    try:
        is_here = ip_address(address).is_loopback
    except ValueError:
        is_here = False
    if not (settings.DEMO and is_here):
        raise Http404
