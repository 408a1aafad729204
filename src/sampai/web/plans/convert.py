"""The crossing between a plan in the database and an operation."""

from collections.abc import Mapping
from dataclasses import fields

import polars as pl

from sampai.tables import OPERATION_TABLES, Operation
from sampai.web.plans.models import Plan
from sampai.web.sheets.convert import (
    kept_frame_of,
    sheets_by_table,
    store_frames,
)
from sampai.web.sheets.models import Sheet

FRAMES = tuple(one.name for one in fields(Operation) if one.name != "summary")


def operation_of(plan: Plan, *tables: str) -> Operation:
    """
    Read a plan back as the operation that was stored.

    Parameters
    ----------
    plan
        The plan.
    *tables
        Those that are wanted, the others stay empty; none: all of them.

    Returns
    -------
    Operation
        The same tables and summary; kept in memory, since the tables of a
        plan never change.
    """
    held = sheets_by_table(plan)
    frames = {
        name: kept_frame_of(held[name])
        if name in held and (not tables or name in tables)
        else OPERATION_TABLES[name].frame([])
        for name in FRAMES
    }
    return Operation(**frames, summary=plan.summary)


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
        name: getattr(operation, name) for name in FRAMES
    }
    return store_frames(frames)
