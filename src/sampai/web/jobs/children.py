"""Long searches in a process of their own, so that they can be stopped."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from sampai.errors import DatasetError, SampaiError
from sampai.web.jobs.child import run_in_child
from sampai.web.jobs.running import Reporter

POLL_S = 1.0
Told = Callable[[str], None]
# Done in the child: takes `tell` and named arguments that can be pickled.
Deed = Callable[..., Any]


def step_words(code: str) -> str:
    """
    Put a step of the planner into words.

    Parameters
    ----------
    code
        As the operation tells it.

    Returns
    -------
    str
        In the language in force; the code where we know no words for it.
    """
    known = {
        "needs": _("Working out the needs"),
        "network": _("Finding the ways"),
        "plan": _("Planning trips, stops and loads"),
        "scenarios": _("Running the plan through the scenarios"),
        "bound": _("Working out the best that any plan can reach"),
        "search": _("Searching for the plan that reaches the target"),
        "cures": _("Looking for what would help the others"),
        "prices": _("Pricing what is given"),
        "baseline": _("Working out the usual way"),
        "tables": _("Writing the tables"),
        "report": _("Writing the report"),
        "workbook": _("Writing the workbook"),
        "papers": _("Writing the papers"),
        "archive": _("Packing everything together"),
    }
    return known.get(code, code)


def in_child(reporter: Reporter, deed: Deed, **given: object) -> Any:
    """
    Do something long, and stop it as soon as the person asks.

    A search tells nothing for minutes; only a process can be ended in the
    middle of it. Where tasks run at once, as in tests, it is done here.

    Parameters
    ----------
    reporter
        Of the job.
    deed
        A function of a module, called with ``tell`` and what is given.
    **given
        Arguments that can be pickled.

    Returns
    -------
    object
        What it gives.

    Raises
    ------
    Cancelled
        When the job is to stop.
    SampaiError
        When it was refused.
    """
    if "Immediate" in settings.TASKS["default"]["BACKEND"]:
        return deed(tell=lambda code: reporter.tell(step_words(code)), **given)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(
        target=run_in_child, args=(theirs, deed, given), daemon=True
    )
    child.start()
    theirs.close()
    try:
        return _listen(reporter, ours)
    finally:
        child.terminate()
        child.join()


def _listen(reporter: Reporter, ours: Connection) -> Any:
    step = ""
    while True:
        if not ours.poll(POLL_S):
            reporter.tell(step)
            continue
        try:
            kind, held = ours.recv()
        except EOFError:
            message = "the child ended without a word"
            raise RuntimeError(message) from None
        if kind == "done":
            return held
        if kind == "faults":
            raise DatasetError(held)
        if kind == "refused":
            raise SampaiError(held)
        step = step_words(held)
        reporter.tell(step)
