"""The own account: seats, second factor, tokens; and how one comes in."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from sampai.web.people import inviting, services
from sampai.web.people.doors import (
    FACTORS,
    DoorRequest,
    door,
    lacks_factor,
)
from sampai.web.people.forms import JoinForm, TokenForm
from sampai.web.people.inviting import PeopleError
from sampai.web.people.models import Invitation, Seat, Token, User
from sampai.web.people.roles import SECOND_FACTOR, Role
from sampai.web.people.selectors import (
    regencies_for_tokens,
    scopes_for,
    tokens_of,
)

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@door("account.use")
@require_GET
def account(request: DoorRequest) -> HttpResponse:
    """
    Show someone their own account.

    Parameters
    ----------
    request
        Of someone who has signed in.

    Returns
    -------
    HttpResponse
        The page.
    """
    return render(
        request,
        "people/account.html",
        {
            "own": request.seats,
            "has_factor": is_mfa_enabled(request.user, FACTORS),
            "needs_factor": lacks_factor(request),
            "tokens": tokens_of(request.user),
            "regencies": regencies_for_tokens(request.user),
        },
    )


@door("tokens.use")
@never_cache
@require_http_methods(["GET", "POST"])
def make_token(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Make a key for another program, and show it once.

    Parameters
    ----------
    request, regency
        Who makes it, and for where.

    Returns
    -------
    HttpResponse
        The form; the key where one was made.
    """
    scopes = scopes_for(request.user, request.regency)
    form = TokenForm(scopes, request.POST or None)
    shown: dict[str, object] = {}
    if request.method == "POST" and form.is_valid():
        token, secret = services.make_token(
            request.user,
            request.regency,
            name=form.cleaned_data["name"],
            scopes=form.cleaned_data["scopes"],
            days=form.cleaned_data["days"],
        )
        shown = {"token": token, "secret": secret}
    return render(request, "people/token.html", {"form": form, **shown})


@door("account.use")
@require_POST
def revoke_token(request: DoorRequest, token: int) -> HttpResponse:
    """
    Make a key of one's own open nothing any more.

    Parameters
    ----------
    request, token
        Whose, and which.

    Returns
    -------
    HttpResponse
        To the account.
    """
    found = get_object_or_404(Token, user=request.user, pk=token)
    services.revoke_token(found, by=request.user)
    messages.success(request, _("The token opens nothing any more."))
    return redirect("account")


@door("public.see")
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """
    Let someone take the seat that a link offers.

    Parameters
    ----------
    request, secret
        Of anyone who holds the link.

    Returns
    -------
    HttpResponse
        The form, or on to the second factor or the first page.
    """
    offer = inviting.find_open(secret)
    if offer is None:
        return render(request, "people/void.html", status=404)
    if isinstance(request.user, User):
        return _take(request, request.user, offer, secret)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            seat = inviting.accept(
                secret,
                username=form.cleaned_data["username"],
                password=form.cleaned_data["password"],
            )
        except PeopleError as refusal:
            form.add_error(None, str(refusal))
        else:
            login(request, seat.user, backend=BACKEND)
            return _onward(seat)
    return render(request, "people/join.html", {"form": form, "offer": offer})


def _take(
    request: HttpRequest, user: User, offer: Invitation, secret: str
) -> HttpResponse:
    """Give the seat to someone who is here already, if they say so."""
    if request.method == "POST":
        try:
            return _onward(inviting.accept(secret, user=user))
        except PeopleError as refusal:
            messages.error(request, str(refusal))
    return render(request, "people/take.html", {"offer": offer})


def _onward(seat: Seat) -> HttpResponse:
    if Role(seat.role) in SECOND_FACTOR and not is_mfa_enabled(
        seat.user, FACTORS
    ):
        return redirect("mfa_index")
    return redirect("readiness", seat.regency.code)
