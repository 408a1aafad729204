"""The pages for what went wrong."""

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseForbidden,
    HttpResponseNotFound,
    HttpResponseServerError,
)
from django.template import loader

JSON = "application/json"


def _page(request: HttpRequest, name: str) -> str:
    return loader.render_to_string(f"pages/errors/{name}.html", {}, request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django gives it)
    """
    Answer a request that makes no sense.

    Parameters
    ----------
    request, exception
        What came, and what was wrong with it.

    Returns
    -------
    HttpResponse
        The page, 400.
    """
    return HttpResponseBadRequest(_page(request, "400"))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django gives it)
    """
    Answer someone to whom a door does not open.

    Parameters
    ----------
    request, exception
        Who knocked, and why not.

    Returns
    -------
    HttpResponse
        The page, 403.
    """
    return HttpResponseForbidden(_page(request, "403"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django gives it)
    """
    Answer an address that leads nowhere.

    Parameters
    ----------
    request, exception
        What was asked for, and why it is not there.

    Returns
    -------
    HttpResponse
        The page, 404.
    """
    return HttpResponseNotFound(_page(request, "404"))


def server_error(request: HttpRequest) -> HttpResponse:
    """
    Answer when we failed: without database, session or person.

    Parameters
    ----------
    request
        What was asked for.

    Returns
    -------
    HttpResponse
        The page, 500; nothing in it is looked up.
    """
    template = loader.get_template("pages/errors/500.html")
    spoken = "en" if getattr(request, "LANGUAGE_CODE", "id") == "en" else "id"
    return HttpResponseServerError(template.render({"spoken": spoken}))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django gives it)
    """
    Answer a form that was open for too long.

    Parameters
    ----------
    request, reason
        What came, and why it is not trusted.

    Returns
    -------
    HttpResponse
        The page, 403.
    """
    return HttpResponseForbidden(_page(request, "csrf"))
