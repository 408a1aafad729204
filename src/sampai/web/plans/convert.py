"""The crossing between a plan in the database and an operation."""

from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache

import polars as pl

from sampai.tables import Operation
from sampai.web.plans.models import Plan
from sampai.web.sheets.convert import frames_of, store_frames
from sampai.web.sheets.models import Sheet

KEPT = 4
SUMMARY = "summary"


def operation_of(plan: Plan) -> Operation:
    """
    Read a plan back as the operation that was stored.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    Operation
        The same tables and summary; kept in memory, since the tables of a
        plan never change.
    """
    return _operation(plan.pk)


@lru_cache(maxsize=KEPT)
def _operation(plan_id: int) -> Operation:
    plan = Plan.objects.get(pk=plan_id)
    return Operation(**frames_of(plan.sheets.all()), summary=plan.summary)


def store_operation(operation: Operation) -> list[Sheet]:
    """
    Store the tables of an operation.

    Parameters
    ----------
    operation
        Result of the planner, or read from a folder.

    Returns
    -------
    list of Sheet
        One for each table.
    """
    frames: Mapping[str, pl.DataFrame] = {
        one.name: getattr(operation, one.name)
        for one in fields(operation)
        if one.name != SUMMARY
    }
    return store_frames(frames)
