"""Rides on the beach: at low tide, in daylight (see ``beach``)."""

from collections.abc import Iterator

from sampai.audit.case import Case
from sampai.audit.findings import Finding


def check_tides(case: Case) -> Iterator[Finding]:
    """
    Judge every passage over a surface that the tide closes.

    Parameters
    ----------
    case
        What is under audit.

    Yields
    ------
    Finding
        One a passage and rule.
    """
    told = case.facts.told
    for run in case.runs:
        for leg in run.passages:
            if leg.surface not in case.facts.tidal:
                continue
            subject = f"{run.subject}, {leg.from_id} to {leg.to_id}"
            span = f"{told(leg.enter_s)} to {told(leg.leave_s)}"
            if not case.beach.covers(leg.enter_s, leg.leave_s):
                yield Finding(
                    rule="tide",
                    subject=subject,
                    found=span,
                    expected="a passage while the tide is low",
                )
            middle = (leg.enter_s + leg.leave_s) // 2
            if not case.beach.is_light(leg.from_id, middle):
                yield Finding(
                    rule="daylight",
                    subject=subject,
                    found=span,
                    expected="a passage with its middle in daylight",
                )
