"""What a reader chooses for themselves: language and light."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from sampai.web.pages.context import THEMES
from sampai.web.people.doors import door

YEAR_S = 365 * 24 * 3600


@door("public.see")
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """
    Speak the chosen language from now on.

    Parameters
    ----------
    request
        ``language``, and ``next`` to go back to.

    Returns
    -------
    HttpResponse
        Back to the page.
    """
    language = request.POST.get("language", "")
    return _chosen(
        request,
        settings.LANGUAGE_COOKIE_NAME,
        language if language in dict(settings.LANGUAGES) else "",
    )


@door("public.see")
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """
    Be light or dark from now on.

    Parameters
    ----------
    request
        ``theme``, and ``next`` to go back to.

    Returns
    -------
    HttpResponse
        Back to the page.
    """
    theme = request.POST.get("theme", "")
    return _chosen(request, "theme", theme if theme in THEMES else "")


def _chosen(request: HttpRequest, cookie: str, value: str) -> HttpResponse:
    after = request.POST.get("next", "")
    is_here = url_has_allowed_host_and_scheme(
        after, {request.get_host()}, require_https=request.is_secure()
    )
    response = redirect(after if is_here else reverse("home"))
    if value:
        response.set_cookie(
            cookie,
            value,
            max_age=YEAR_S,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    return response
