"""Alerts in the Common Alerting Protocol (CAP) 1.2."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sampai.conditions.outlook.areas import districts_touched
from sampai.conditions.outlook.days import Days, operation_days
from sampai.conditions.outlook.json_tree import raise_any
from sampai.conditions.outlook.markup import Part, load_xml
from sampai.conditions.outlook.merging import AlertMessage
from sampai.conditions.outlook.outlook import Alert, Caution
from sampai.tables import Dataset

ROOT = "{urn:oasis:names:tc:emergency:cap:1.2}alert"
STATUSES = ("Actual", "Exercise", "System", "Test", "Draft")
REHEARSED = ("Exercise", "Test")
TYPES = ("Alert", "Update", "Cancel", "Ack", "Error")
ENDINGS = {"Update": "updated", "Cancel": "cancelled"}
SEVERITIES = ("Extreme", "Severe", "Moderate", "Minor", "Unknown")
CERTAINTIES = (
    *("Observed", "Very Likely", "Likely", "Possible"),
    *("Unlikely", "Unknown"),
)
# CAP leaves it to the reader how long an alert holds that does not tell.
UNTOLD = timedelta(hours=24)
REFERENCE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What a message tells of itself."""

    name: str
    identifier: str
    sender: str
    sent_at: datetime | None
    status: str
    type: str

    @property
    def exercise(self) -> bool:
        """Whether it is only a rehearsal."""
        return self.status in REHEARSED

    def caution(self, found: str, meaning: str) -> Caution:
        """Tell something odd about the message."""
        return Caution(
            source=self.name,
            found=f"the alert {self.identifier} {found}",
            meaning=meaning,
        )


def read_alert(
    name: str, data: bytes, dataset: Dataset, *, exercise: bool = False
) -> AlertMessage:
    """
    Read one message.

    Of the blocks in several languages those in Indonesian are taken, else
    those in the language of the first.

    Parameters
    ----------
    name
        Name of the file or address.
    data
        Its bytes.
    dataset
        Checked dataset.
    exercise
        Whether rehearsals and tests are taken too.

    Returns
    -------
    AlertMessage
        Its alerts, and which older ones it ends.

    Raises
    ------
    DatasetError
        With every fault, when there is any.
    """
    root = load_xml(name, data)
    top = Part(file=name, path="alert", element=root, faults=[])
    if root.tag != ROOT:
        remedy = "Fetch the alert itself, as CAP 1.2."
        top.refuse("", "an alert in CAP 1.2", remedy, "another schema")
        raise_any(top.faults)
    head = _head(top)
    ends = _ends(top, head)
    days = operation_days(dataset)
    found = [_alert(info, head, dataset) for info in _blocks(top, head)]
    raise_any(top.faults)
    unused = _unused(head, exercise=exercise)
    if unused is not None:
        return AlertMessage(source=name, cautions=(unused,))
    alerts = [alert for alert, _ in found if alert is not None]
    used = [alert for alert in alerts if not _why_not(alert, days)]
    cautions = [caution for _, own in found for caution in own]
    cautions += [
        head.caution(why, "it is not used")
        for alert in alerts
        if (why := _why_not(alert, days))
    ]
    return AlertMessage(
        alerts=tuple(used),
        ends=ends,
        word=ENDINGS.get(head.type, ""),
        exercise=head.exercise,
        source=name,
        cautions=(*_odd(head, ends), *cautions),
    )


def _head(top: Part) -> _Head:
    sent_at = top.moment("sent")
    if not top.text("sent"):
        top.refuse("sent", "a moment such as 2024-11-24T12:50:00+07:00")
    return _Head(
        name=top.file,
        identifier=top.needed("identifier"),
        sender=top.needed("sender"),
        sent_at=sent_at,
        status=top.choice("status", STATUSES),
        type=top.choice("msgType", TYPES),
    )


def _ends(top: Part, head: _Head) -> tuple[tuple[str, str], ...]:
    """Read which alerts a message updates or cancels."""
    if head.type not in ENDINGS:
        return ()
    ends: list[tuple[str, str]] = []
    for references in top.parts("references"):
        for reference in references.raw().split():
            parts = reference.split(",")
            if len(parts) != REFERENCE:
                references.refuse("", "sender,identifier,sent for each alert")
                break
            ends.append((parts[0], parts[1]))
    own = (head.sender, head.identifier)
    return tuple(one for one in dict.fromkeys(ends) if one != own)


def _blocks(top: Part, head: _Head) -> Sequence[Part]:
    """Choose the blocks of one language."""
    if head.type not in {"Alert", "Update"}:
        return ()
    infos = list(top.parts("info"))
    if not infos:
        top.refuse("info", "what the alert is about", found="no such block")
        return ()
    languages = [info.text("language").lower() or "en-us" for info in infos]
    taken = next(
        (one for one in languages if one.partition("-")[0] == "id"),
        languages[0],
    )
    return [
        info
        for info, language in zip(infos, languages, strict=True)
        if language == taken
    ]


def _alert(
    info: Part, head: _Head, dataset: Dataset
) -> tuple[Alert | None, list[Caution]]:
    """Read one block."""
    event = info.needed("event")
    severity = info.choice("severity", SEVERITIES)
    certainty = info.choice("certainty", CERTAINTIES)
    begins_at = info.moment("onset", "effective") or head.sent_at
    ends_at, cautions = _end(info, head, begins_at)
    touched = districts_touched(info, dataset)
    if begins_at is None or ends_at is None or head.sent_at is None:
        return None, cautions
    if ends_at <= begins_at:
        info.refuse("expires", "a moment after the alert begins")
    zone = operation_days(dataset).horizon.zone
    alert = Alert(
        identifier=head.identifier,
        district_ids=touched,
        begins_at=begins_at.astimezone(zone),
        ends_at=ends_at.astimezone(zone),
        event=event,
        severity=severity,
        certainty=certainty,
        headline=info.text("headline") or event,
        sender=head.sender,
        sent_at=head.sent_at.astimezone(zone),
        exercise=head.exercise,
        source=head.name,
    )
    return alert, cautions


def _end(
    info: Part, head: _Head, begins_at: datetime | None
) -> tuple[datetime | None, list[Caution]]:
    if begins_at is None or info.text("expires"):
        return info.moment("expires"), []
    caution = head.caution(
        "does not tell when it expires",
        "it is taken to hold for 24 hours",
    )
    return begins_at + UNTOLD, [caution]


def _unused(head: _Head, *, exercise: bool) -> Caution | None:
    """Tell why a whole message is left out."""
    left_out = "it is not used"
    if head.exercise and not exercise:
        left_out = "it is a rehearsal and not used"
    elif head.status in {"System", "Draft"}:
        left_out = "it is no warning and not used"
    elif head.type in {"Ack", "Error"}:
        found = f"is a message of type {head.type}"
        return head.caution(found, "it is no warning and not used")
    else:
        return None
    return head.caution(f"has the status {head.status}", left_out)


def _why_not(alert: Alert, days: Days) -> str:
    """Tell why an alert does not matter to the operation."""
    span = (
        f"{alert.begins_at:%Y-%m-%d %H.%M} to {alert.ends_at:%Y-%m-%d %H.%M}"
    )
    if alert.ends_at <= days.begins_at:
        return (
            f"holds from {span} and has expired before the operation,"
            f" {days.all_told}"
        )
    if alert.begins_at >= days.ends_at:
        return f"holds from {span}, after the operation, {days.all_told}"
    if not alert.district_ids:
        return "touches no place of the dataset"
    return ""


def _odd(head: _Head, ends: tuple[tuple[str, str], ...]) -> Iterator[Caution]:
    if head.exercise:
        found = f"has the status {head.status}"
        yield head.caution(found, "it is used as if it were real")
    if head.type in ENDINGS and not ends:
        found = f"is of type {head.type} and references no other alert"
        yield head.caution(found, "it ends none")
