"""Do what was asked once, however often the network asks for it."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from sampai.web.api.models import Answer
from sampai.web.api.refusals import ApiError
from sampai.web.people.models import User

HEADER = "Idempotency-Key"
SHORTEST, LONGEST = 8, 200
# A worker that died never answers; after this its key is free again.
DEAD_AFTER = timedelta(minutes=2)
# Whoever has not asked again by then does not wait for an answer any more.
KEPT = timedelta(days=7)
REFUSED_FROM = 400
KEY_PARAMETER = {
    "name": HEADER,
    "in": "header",
    "required": True,
    "schema": {
        "type": "string",
        "minLength": SHORTEST,
        "maxLength": LONGEST,
        "pattern": "^[A-Za-z0-9_.:-]+$",
    },
    "description": (
        "A word of your own for this request. Sent again with the same "
        "body it gives the same answer, and is done only once."
    ),
}


class Again(Exception):  # noqa: N818 (nothing went wrong)
    """
    The request was answered already.

    Parameters
    ----------
    answer
        What it was answered.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        super().__init__(answer.key)


def claim(request: HttpRequest, user: User) -> None:
    """
    Take the key of a request, before anything is done.

    Parameters
    ----------
    request
        A POST or a PUT.
    user
        Whose key it is.

    Raises
    ------
    ApiError
        When the key is missing, belongs to another request, or the same
        request is being worked on.
    Again
        When it was answered already.
    """
    key, now = _key(request), timezone.now()
    digest = _digest(request)
    Answer.objects.filter(at__lt=now - KEPT).delete()
    Answer.objects.filter(
        user=user, key=key, status=None, at__lt=now - DEAD_AFTER
    ).delete()
    try:
        with transaction.atomic():
            claimed = Answer.objects.create(
                user=user, key=key, digest=digest, at=now
            )
    except IntegrityError:
        _look_up(user, key, digest)
        raise _at_it() from None
    request.claim = claimed  # type: ignore[attr-defined] # read by `settle`


def _look_up(user: User, key: str, digest: str) -> None:
    answer = Answer.objects.filter(user=user, key=key).first()
    if answer is None or answer.digest != digest:
        message = _("This key was used for another request. Take a new one.")
        raise ApiError(422, "key_reused", message)
    if answer.status is not None:
        raise Again(answer)


def _at_it() -> ApiError:
    message = _("The same request is being worked on. Ask again soon.")
    return ApiError(409, "in_progress", message)


def _key(request: HttpRequest) -> str:
    key = request.headers.get(HEADER, "").strip()
    sound = all(c.isascii() and (c.isalnum() or c in "_.:-") for c in key)
    if sound and SHORTEST <= len(key) <= LONGEST:
        return key
    message = _(
        "Send the header Idempotency-Key: 8 to 200 letters, digits or _.:-"
    )
    raise ApiError(400, "key_missing", message)


def _digest(request: HttpRequest) -> str:
    digest = sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if (request.content_type or "").startswith("multipart/"):
        for name, value in sorted(request.POST.items()):
            digest.update(f"{name}={value}\n".encode())
        for name in sorted(request.FILES):
            for file in request.FILES.getlist(name):
                digest.update(f"{name}:{file.name}:{file.size}\n".encode())
                for chunk in file.chunks():
                    digest.update(chunk)
                file.seek(0)
    else:
        digest.update(request.body)
    return digest.hexdigest()


def settle(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """
    Keep the answer of a request that took a key.

    A refusal changed nothing, so the key is free again: the same request
    may be mended and sent once more.

    Parameters
    ----------
    view
        Does what is asked.

    Returns
    -------
    Callable
        Does it, and keeps the answer.
    """

    @wraps(view)
    def inside(
        request: HttpRequest, *parts: Any, **named: Any
    ) -> HttpResponse:
        answer = view(request, *parts, **named)
        claimed: Answer | None = getattr(request, "claim", None)
        if claimed is None:
            return answer
        if answer.status_code >= REFUSED_FROM:
            claimed.delete()
        else:
            claimed.status = answer.status_code
            claimed.body = answer.content.decode()
            claimed.save(update_fields=["status", "body"])
        return answer

    return inside


def tell_again(_request: HttpRequest, told: Again) -> HttpResponse:
    """
    Give an answer once more.

    Parameters
    ----------
    _request
        The same as before.
    told
        What it was answered.

    Returns
    -------
    HttpResponse
        Byte for byte the same.
    """
    response = HttpResponse(
        told.answer.body,
        status=told.answer.status,
        content_type="application/json; charset=utf-8",
    )
    response["Idempotent-Replay"] = "true"
    return response
