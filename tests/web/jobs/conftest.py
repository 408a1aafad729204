"""Kinds of jobs that the tests of this folder know."""

import pytest

from sampai.errors import DatasetError, Fault
from sampai.web.jobs import running, selectors
from sampai.web.jobs.models import Job

FAULT = Fault(
    file="tps.csv", row=2, found="'x'", expected="a number", remedy="Mend it."
)


def refuse(_reporter: running.Reporter) -> dict[str, object]:
    """Find the input wanting."""
    raise DatasetError([FAULT])


def fall(_reporter: running.Reporter) -> dict[str, object]:
    """Have a defect."""
    raise ZeroDivisionError


def count(reporter: running.Reporter) -> dict[str, object]:
    """Tell two steps."""
    reporter.tell("first", 1, 2)
    reporter.tell("second", 2, 2)
    return {"counted": 2}


@pytest.fixture
def kinds(monkeypatch):
    """Kinds by name, in place of the real ones."""
    known = {"count": count, "refuse": refuse, "fall": fall}
    monkeypatch.setattr(running, "KINDS", known)
    monkeypatch.setattr(selectors, "KINDS", known)
    monkeypatch.setitem(running.STARTED_BY, "count", "records.change")
    return known


@pytest.fixture
def job(regency, kinds) -> Job:
    """A job that is not stored yet."""
    assert "count" in kinds
    return Job(regency=regency, kind="count", title="Count")
