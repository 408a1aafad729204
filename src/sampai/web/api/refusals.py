"""What the API says when it does not do what was asked."""

import json
import logging
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from sampai.errors import DatasetError, Fault, SampaiError

logger = logging.getLogger(__name__)
LONGEST_FOUND = 80


class ApiError(Exception):
    """
    A refusal.

    Parameters
    ----------
    status
        Of HTTP.
    code
        Word that a program tells it by; never changes.
    message
        For the person who reads the log of that program.
    faults
        What was wrong with the input, each with its remedy.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        faults: Iterable[Fault] = (),
    ) -> None:
        self.status, self.code, self.message = status, code, message
        self.faults = tuple(faults)
        super().__init__(message)


def refusal(error: ApiError) -> HttpResponse:
    """
    Write a refusal.

    Parameters
    ----------
    error
        The refusal.

    Returns
    -------
    HttpResponse
        Always of the same shape.
    """
    body = {
        "code": error.code,
        "message": error.message,
        "faults": [asdict(fault) for fault in error.faults],
    }
    answer = JsonResponse(body, status=error.status)
    if error.status == 401:  # noqa: PLR2004 (not signed in)
        answer["WWW-Authenticate"] = "Bearer"
    return answer


def refuse_in_json(api: NinjaAPI) -> None:
    """
    Make every refusal of the API one of the same shape.

    Parameters
    ----------
    api
        The API.
    """

    def on(kind: type[Exception], tell: Any) -> None:
        def handle(request: HttpRequest, error: Any) -> HttpResponse:
            return refusal(tell(request, error))

        api.add_exception_handler(kind, handle)

    on(ApiError, lambda _request, error: error)
    on(ValidationError, _invalid)
    on(DatasetError, _faulty)
    on(SampaiError, lambda _request, e: ApiError(409, "conflict", str(e)))
    on(Http404, lambda _request, _error: not_found())
    on(PermissionDenied, lambda _request, _error: refused())
    on(RequestDataTooBig, lambda _request, _error: _too_large())
    on(SuspiciousOperation, lambda _request, _error: unreadable())
    on(MultiPartParserError, lambda _request, _error: unreadable())
    on(HttpError, _other)
    on(Exception, _failed)


def not_found() -> ApiError:
    """
    Say that there is no such thing, or none that they may know of.

    Returns
    -------
    ApiError
        404.
    """
    return ApiError(404, "not_found", _("There is nothing at this address."))


def refused() -> ApiError:
    """
    Say that someone may not.

    Returns
    -------
    ApiError
        403.
    """
    return ApiError(403, "refused", _("Your role does not allow this."))


def unknown() -> ApiError:
    """
    Say that nobody has signed in.

    Returns
    -------
    ApiError
        401.
    """
    return ApiError(
        401, "not_signed_in", _("Sign in, or send a token that holds.")
    )


def unreadable() -> ApiError:
    """
    Say that a request makes no sense.

    Returns
    -------
    ApiError
        400.
    """
    return ApiError(400, "unreadable", _("The request cannot be read."))


def _too_large() -> ApiError:
    return ApiError(413, "too_large", _("The request is too large."))


def _faulty(_request: HttpRequest, error: DatasetError) -> ApiError:
    message = _("The data have faults; nothing was changed.")
    return ApiError(422, "faulty", message, error.faults)


def _other(_request: HttpRequest, error: HttpError) -> ApiError:
    if error.status_code == 400:  # noqa: PLR2004 (the body is no JSON)
        return unreadable()
    return ApiError(error.status_code, "refused", str(error))


def _failed(_request: HttpRequest, error: Exception) -> ApiError:
    logger.error("the API failed", exc_info=error)
    message = _("We failed. What was asked for was not done.")
    return ApiError(500, "failed", message)


def _invalid(request: HttpRequest, error: ValidationError) -> ApiError:
    faults = [_fault(request, one) for one in error.errors]
    message = _("The request has faults; nothing was changed.")
    return ApiError(422, "invalid", message, faults)


def _fault(request: HttpRequest, told: dict[str, Any]) -> Fault:
    where, *rest = [str(part) for part in told["loc"]]
    return Fault(
        file=where,
        column=".".join(rest) or None,
        found=_found(request, where, rest),
        expected=str(told["msg"]),
        remedy=_("See the description of the API at /api/docs."),
    )


def _found(request: HttpRequest, where: str, rest: list[str]) -> str:
    """Look up again what was sent: the check keeps only where it stood."""
    try:
        held = _sent(request, where, rest)
        for part in rest:
            held = held[int(part) if isinstance(held, list) else part]
    except (KeyError, IndexError, ValueError, TypeError):
        return _("nothing")
    return str(held)[:LONGEST_FOUND]


def _sent(request: HttpRequest, where: str, rest: list[str]) -> Any:
    match = request.resolver_match
    if where == "query":
        return request.GET
    if where == "path" and match is not None:
        return match.kwargs
    if where == "header":
        return request.headers
    if where in {"file", "form"}:
        # A form was read as a stream: its body cannot be read once more.
        return request.POST
    return {rest[0]: json.loads(request.body)}
