"""
What a child of a worker does: something long, told step by step.

No Django here: a child process that searches has no site to load.
"""

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any

from sampai.errors import DatasetError, SampaiError


def run_in_child(
    theirs: Connection, deed: Callable[..., Any], given: dict[str, object]
) -> None:
    """
    Do something and send back what comes of it.

    Parameters
    ----------
    theirs
        Is sent the steps, and at the end what was made or why not.
    deed, given
        What to do, with what.
    """
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        done = deed(tell=lambda code: theirs.send(("step", code)), **given)
        theirs.send(("done", done))
    except DatasetError as refusal:
        theirs.send(("faults", list(refusal.faults)))
    except SampaiError as refusal:
        theirs.send(("refused", str(refusal)))


def _end_with_parent() -> None:
    """End when the worker is gone: nobody waits for the result any more."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
