"""A plan that serves nobody is written down like any other."""

from dataclasses import replace

import pytest

from sampai.documents import (
    write_operation,
    write_papers,
    write_report,
    write_workbook,
)

MOVING = ("trips", "stops", "passages", "loads", "last_mile", "exceptions")


@pytest.fixture
def nothing(operation):
    summary = {**operation.summary, "served": 0, "unserved": 3, "trips": 0}
    frames = {name: getattr(operation, name).clear() for name in MOVING}
    return replace(operation, summary=summary, **frames)


def test_every_document_of_an_empty_plan_is_written(
    dataset, nothing, tmp_path
):
    write_operation(dataset, nothing, tmp_path)
    write_report(dataset, nothing, tmp_path / "report.html", "id")
    write_workbook(dataset, nothing, tmp_path / "plan.xlsx", "id")
    write_papers(dataset, nothing, tmp_path / "papers.pdf", "id")
    assert (tmp_path / "papers.pdf").read_bytes().startswith(b"%PDF")
    assert "0 / 3" in (tmp_path / "report.html").read_text()
