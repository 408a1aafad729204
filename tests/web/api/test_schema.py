"""Whatever is sent to the API, it never fails."""

import logging
import os
from collections.abc import Iterator
from itertools import count

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sampai.web.people.roles import PERMISSIONS
from sampai.web.people.services import make_token

# More by hand: SAMPAI_EXAMPLES=60 pytest tests/web/api/test_schema.py
EXAMPLES = int(os.environ.get("SAMPAI_EXAMPLES", "12"))
# What drawn words would never hit.
TABLES = ("tps", "needs", "trips", "risk")
KEYS = count(1)


@pytest.fixture
def _quiet() -> Iterator[None]:
    """Refusals are expected by the hundred."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def _one_transaction() -> Iterator[None]:
    """The site may not close the connection that the test is undone by."""
    ends = (request_started, request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield
    for end in ends:
        end.connect(close_old_connections)


@pytest.fixture
def by_token(sari, regency) -> dict[str, dict[str, str]]:
    """A program of the KPU."""
    _, secret = make_token(
        sari, regency, name="test", scopes=list(PERMISSIONS), days=1
    )
    return {"headers": {"Authorization": f"Bearer {secret}"}, "cookies": {}}


@pytest.fixture
def by_session(sari, client_of) -> dict[str, dict[str, str]]:
    """A browser of the KPU, with the CSRF token of its pages."""
    session = client_of(sari).cookies["sessionid"].value
    token = "t" * 32
    return {
        "headers": {"X-CSRFToken": token},
        "cookies": {"sessionid": session, "csrftoken": token},
    }


@pytest.mark.usefixtures("_quiet", "_one_transaction")
@pytest.mark.parametrize("caller", ["by_token", "by_session"])
def test_nothing_that_is_sent_makes_it_fail(caller, request, regency, plan):
    known = request.getfixturevalue(caller)
    schema = schemathesis.openapi.from_wsgi(
        "/api/openapi.json", get_wsgi_application()
    )
    called = set()
    for found in schema.get_all_operations():
        operation = found.ok()
        called.add(operation.label)
        hammer(operation, known, regency.code, plan.number)
    assert len(called) > 20


def hammer(operation, known: dict, code: str, number: int) -> None:
    """Send whatever the description allows, mostly to what is there."""

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        case=operation.as_strategy(), real=st.integers(0, 3), data=st.data()
    )
    def send(case, real, data):
        if real:
            there = {
                "regency": code,
                "number": number,
                "table": data.draw(st.sampled_from(TABLES)),
            }
            for name in case.path_parameters or {}:
                case.path_parameters[name] = there.get(
                    name, case.path_parameters[name]
                )
        # A drawn token would be refused before anything is read.
        case.headers.pop("Authorization", None)
        case.headers.update(known["headers"])
        if real > 1 and case.method != "GET":
            case.headers["Idempotency-Key"] = f"schema-key-{next(KEYS)}"
        answer = case.call(cookies=known["cookies"])
        assert b'"not_signed_in"' not in answer.content
        assert b'"csrf"' not in answer.content
        assert answer.status_code < 500, (case.formatted_path, case.body)

    send()
