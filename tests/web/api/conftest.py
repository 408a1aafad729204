"""Callers of the API: a browser with a session, a program with a token."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from sampai.web.datasets.models import Regency
from sampai.web.people.models import User
from sampai.web.people.services import make_token

KEYS = count(1)


@dataclass
class Caller:
    """
    Someone who calls the API of the regency of the tests.

    Parameters
    ----------
    client
        With a session or without.
    headers
        Sent with each call.
    """

    client: Client
    headers: dict[str, str]

    def get(self, path: str, **asked: Any) -> HttpResponse:
        return self.client.get(f"/api/{path}", asked, headers=self.headers)

    def post(self, path: str, body: Any = None, key: str = "") -> HttpResponse:
        key = key or f"test-key-{next(KEYS)}"
        return self.client.post(
            f"/api/{path}",
            body if body is not None else {},
            content_type="application/json",
            headers=self.headers | {"Idempotency-Key": key},
        )


@pytest.fixture
def browser(client_of: Callable[[User], Client]) -> Callable[..., Caller]:
    """Call as someone who has signed in."""
    return lambda user: Caller(client_of(user), {})


@pytest.fixture
def program(regency: Regency) -> Callable[..., Caller]:
    """Call with a token of someone."""

    def make(user: User, *scopes: str) -> Caller:
        _, secret = make_token(
            user, regency, name="test", scopes=list(scopes), days=1
        )
        return Caller(Client(), {"Authorization": f"Bearer {secret}"})

    return make


@pytest.fixture
def base(regency: Regency) -> str:
    """Begin an address in the regency of the tests."""
    return f"r/{regency.code}"
