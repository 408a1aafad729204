"""What the audit reports, and the rules by which it does so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sampai.errors import Fault

# Every rule with what it demands. A finding names one of these; the
# reference page lists them.
RULES: Mapping[str, str] = {
    "files": "Every file of the operation is there and can be read.",
    "ids": "Every id is known.",
    "needs": "Boxes, booths, bags and ballots are as many as the rules ask.",
    "load_goods": "A load's litres and kilograms are those of its goods.",
    "trip_sums": "A trip's boxes, litres and kilograms sum its loads.",
    "purpose": "A trip that carries has loads; an empty run has nothing.",
    "load_stop": "A load boards and leaves where its trip stands.",
    "chain": "Goods are taken only from a place that holds them.",
    "delivered": "All goods of a TPS reach its village; boxes return.",
    "release": "Goods leave only after they were brought and handed over.",
    "hub_skipped": "Goods pass their hub, unless the stage may skip it.",
    "loading_time": "Loading takes as long as its boxes need.",
    "handover_time": "A hand-over takes as long as its boxes need.",
    "stop_order": "A stop's arrival, start and departure follow each other.",
    "hours": "Loading and hand-overs happen while the place is open.",
    "shift": "Loading, hand-overs and legs lie inside the shift.",
    "duty": "No vehicle is on duty longer than its limit on a day.",
    "night": "A trip ends where its vehicle stays the night.",
    "capacity": "No vehicle carries more than its litres and kilograms.",
    "passages": "The legs ridden lead without a gap from stop to stop.",
    "speed": "No leg is ridden faster than its surface allows.",
    "waiting": "A vehicle waits at places, never on a leg.",
    "distance": "A trip's metres are those of the legs it rides.",
    "detour": "The way taken is the fastest open one.",
    "tide": "A beach leg is ridden only while the tide is low enough.",
    "daylight": "The middle of a ride on the beach is in daylight.",
    "overlap": "A vehicle is in one place at a time.",
    "whereabouts": "A vehicle starts at its base or where it was left.",
    "homecoming": "A vehicle's last trip ends at its base.",
    "fleet": "No more vehicles of a type are used than there are.",
    "stage": "A trip's stage is that of its latest goal.",
    "stage_days": "A trip runs on the days of its stage.",
    "due": "Goods are handed over by the time they are due.",
    "walk": "The last mile's length, time and carriers are right.",
    "walk_time": "The last mile is walked after the goods came, in time.",
    "count": "A box leaves its TPS only after the count is done.",
    "same_day": "A box back late has its exception, and only such a box.",
    "served": "Every TPS is served or named in unserved.",
    "unserved": "A TPS is named in unserved only where no way is in time.",
    "police": "A trip has its escort, and the police suffice at any time.",
    "trip_cost": "A trip costs its kilometres and hours.",
    "summary": "The summary says what the files say.",
    "baseline": "The baseline is the one the arithmetic gives.",
    "risk_rows": "Where chance was reckoned with, every TPS has its risk.",
    "risk_due": "A TPS's risk is judged by the time its goods are due.",
    "risk_order": "No chance is greater than one it depends on.",
    "risk_error": "A standard error is that of the scenarios.",
    "risk_late": "Lateness is in order, and agrees with the chance.",
    "blame": "Shares of blame make a whole, over legs that exist.",
    "risk_summary": "The summary says what the table of risk says.",
    "frontier": "Of the plans weighed one was chosen: this one.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """
    One thing in which an operation is not sound.

    Parameters
    ----------
    rule
        Id of the rule it breaks, a key of ``RULES``.
    subject
        Trip, stop, place, TPS or file it is about.
    found
        What the files say.
    expected
        What was expected instead.
    """

    rule: str
    subject: str
    found: str
    expected: str

    def __post_init__(self) -> None:
        """Refuse a rule that is not on the list."""
        if self.rule not in RULES:
            msg = f"unknown rule {self.rule!r}"
            raise ValueError(msg)

    def __str__(self) -> str:
        """Tell the finding in one line."""
        return (
            f"{self.rule}, {self.subject}: found {self.found}, "
            f"expected {self.expected}."
        )


def finding_of_fault(fault: Fault) -> Finding:
    """
    Turn a fault of an unreadable file into a finding.

    Parameters
    ----------
    fault
        Fault told by ``tables``.

    Returns
    -------
    Finding
        The same, under the rule ``files``.
    """
    subject = fault.file
    if fault.row is not None:
        subject += f", row {fault.row}"
    if fault.column is not None:
        subject += f", column '{fault.column}'"
    return Finding(
        rule="files",
        subject=subject,
        found=fault.found,
        expected=fault.expected,
    )


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """
    Sort findings by rule, in the order of ``RULES``, then by subject.

    Parameters
    ----------
    findings
        Findings in any order; the same one may stand twice.

    Returns
    -------
    tuple of Finding
        Each once.
    """
    place = {rule: number for number, rule in enumerate(RULES)}
    return tuple(
        sorted(
            set(findings),
            key=lambda one: (
                place[one.rule],
                one.subject,
                one.found,
                one.expected,
            ),
        )
    )
