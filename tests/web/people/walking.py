"""Every address of the site, and who knocks at its door."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from ninja.operation import PathView

LOGIN = "/masuk/login/"
READ = "GET"


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """
    An address.

    Parameters
    ----------
    name
        Its name, with that of its app; the route where it has none.
    parts
        Names of the parts of the address that vary.
    methods
        By which it may be asked; empty: as its line in the table says.
    permission
        What its view asks for; None: it asks for itself.
    """

    name: str
    parts: tuple[str, ...]
    methods: tuple[str, ...]
    permission: str | None


def every_door() -> dict[str, Door]:
    """Walk the resolver of the whole site."""
    return {door.name: door for door in _walk(get_resolver(), "", ())}


def _walk(
    resolver: URLResolver, space: str, parts: tuple[str, ...]
) -> Iterator[Door]:
    for one in resolver.url_patterns:
        named = (*parts, *_parts(one))
        if isinstance(one, URLResolver):
            inner = f"{one.namespace}:" if one.namespace else ""
            yield from _walk(one, space + inner, named)
        else:
            yield _door(one, space, named)


def _parts(one: URLPattern | URLResolver) -> list[str]:
    # Not its converters: Django lends those of a route to every other of
    # the same text, and adds to them what stands before it.
    return list(one.pattern.regex.groupindex)


def _door(one: URLPattern, space: str, parts: tuple[str, ...]) -> Door:
    name = f"{space}{one.name or one.pattern}"
    operation = _operation(one)
    if operation is not None and operation.auth_callbacks:
        permission = operation.auth_callbacks[0].permission
        methods = tuple(operation.methods)
    else:
        permission = getattr(one.callback, "permission", None)
        methods = ()
    return Door(name=name, parts=parts, methods=methods, permission=permission)


def _operation(one: URLPattern) -> Any:
    """Find the call of the API that an address is of."""
    bound = getattr(one.callback, "__self__", None)
    for cell in getattr(one.callback, "__closure__", None) or ():
        if isinstance(cell.cell_contents, PathView):
            bound = cell.cell_contents
    if not isinstance(bound, PathView):
        return None
    return next(
        (op for op in bound.operations if op.url_name == one.name), None
    )


def knock(session: str | None, method: str, url: str) -> str:
    """Ask for an address, take back what that changed, say how it went."""
    client = Client()
    if session is not None:
        client.cookies["sessionid"] = session
    headers = {"Idempotency-Key": "walk-the-doors"}
    with transaction.atomic():
        if method == READ:
            answer = client.get(url, headers=headers)
        elif url.startswith("/api/"):
            answer = client.generic(
                method,
                url,
                "{}",
                content_type="application/json",
                headers=headers,
            )
        else:
            answer = client.post(url, {}, headers=headers)
        word = word_for(answer)
        if answer.streaming:
            # To its end, not closed: that would close the database too.
            for _part in answer.streaming_content:
                pass
        transaction.set_rollback(True)
    return word


def word_for(answer: HttpResponse) -> str:
    """Put an answer into one of the words of the table."""
    status = answer.status_code
    to = answer.headers.get("Location", "")
    if status == 401 or (status == 302 and to.startswith(LOGIN)):
        return "login"
    known = {403: "refuse", 404: "empty"}
    if status in known:
        return known[status]
    return "enter" if status < 500 and status != 405 else f"HTTP {status}"
