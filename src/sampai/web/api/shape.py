"""Say in the shape of the API what Django says for itself."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sampai.web.api.refusals import ApiError, refusal

PREFIX = "/api/"


class ShapeMiddleware:
    """
    Rewrite what refuses a method before any call of ours is asked.

    Parameters
    ----------
    get_response
        The rest of the house.
    """

    def __init__(
        self, get_response: Callable[[HttpRequest], HttpResponse]
    ) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request go on, and look at the answer."""
        answer = self._get_response(request)
        is_api = request.path.startswith(PREFIX)
        if not is_api or answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return answer
        told = refusal(
            ApiError(
                HTTPStatus.METHOD_NOT_ALLOWED,
                "method_not_allowed",
                _("This address does not take this method."),
            )
        )
        told["Allow"] = answer.headers.get("Allow", "")
        return told
