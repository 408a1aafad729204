"""What must hold between the keys and the lines of a regulation."""

from collections.abc import Iterator, Sequence

from sampai.election.entries import Entry
from sampai.election.regulation import COUNTED, TRAVELS, VOTERS_PER_TPS
from sampai.errors import Fault

# Scopes whose goods leave the store.
LEAVING = ("tps", "tps_contest", "district")
CARRIED_BY_ITSELF = ("outside", "outer")
PACKED_INSIDE = ("in_box", "on_box")


def check_entries(file: str, entries: Sequence[Entry]) -> list[Fault]:
    """
    Find what contradicts itself in a regulation.

    Parameters
    ----------
    file
        Name of the file.
    entries
        Its tables; a rule passes over those that lack what it looks at.

    Returns
    -------
    list of Fault
        Every contradiction.
    """
    faults = [*_absent(file, entries), *_repeated(entries)]
    deadlines = [
        entry.values.get("id")
        for entry in entries
        if entry.section == "deadline"
    ]
    for entry in entries:
        match entry.section:
            case "regulation":
                faults += _contests(entry)
            case "deadline":
                faults += _moment(entry)
            case "item":
                faults += _count(entry)
                faults += _due(entry, deadlines)
                faults += _size(entry)
    return faults


def _absent(file: str, entries: Sequence[Entry]) -> Iterator[Fault]:
    """Find the lines missing without which nothing can be planned."""
    there = {_name(entry) for entry in entries}
    wanted = [("limit", VOTERS_PER_TPS)] + [("item", c) for c in TRAVELS]
    sections = {entry.section for entry in entries}
    for section, name in wanted:
        if section in sections and (section, name) not in there:
            yield Fault(
                file=file,
                column=section,
                found=f"none named {name}",
                expected=f"one [[{section}]] named {name}",
                remedy="Add it.",
            )


def _name(entry: Entry) -> tuple[str, object]:
    key = "code" if entry.section == "item" else "id"
    return entry.section, entry.values.get(key)


def _repeated(entries: Sequence[Entry]) -> Iterator[Fault]:
    seen: set[tuple[str, object]] = set()
    for entry in entries:
        name = _name(entry)
        if name in seen and name[1] is not None:
            yield entry.fault(
                "code" if entry.section == "item" else "id",
                f"'{name[1]}' once more",
                "each name once",
                "Delete one of the two, or rename it.",
            )
        seen.add(name)


def _contests(entry: Entry) -> Iterator[Fault]:
    least = entry.values.get("contests_least")
    most = entry.values.get("contests_most")
    if least is not None and most is not None and least > most:
        yield entry.fault(
            "contests_most",
            f"'{most}'",
            f"at least {least}, the value of contests_least",
            "Exchange or correct the two.",
        )


def _moment(entry: Entry) -> Iterator[Fault]:
    if any(key in entry.rows for key in _faulty(entry)):
        return
    given = [k for k in ("day", "hours_from_open") if k in entry.values]
    if len(given) != 1:
        yield entry.fault(
            "",
            "both day and hours_from_open" if given else "no moment",
            "either day or hours_from_open",
            "Delete one of the two." if given else "Add one of the two.",
        )


def _faulty(entry: Entry) -> set[str]:
    """List the keys that have a fault of their own already."""
    return {(fault.column or "").rpartition(".")[2] for fault in entry.faults}


def _count(entry: Entry) -> Iterator[Fault]:
    per, scope = entry.values.get("per"), entry.values.get("scope")
    if per is None or scope is None:
        return
    if per not in COUNTED[scope]:
        yield entry.fault(
            "per",
            f"'{per}' at the scope '{scope}'",
            f"one of {', '.join(COUNTED[scope])}",
            "Correct per or scope.",
        )
    held = entry.values.get("held_by_regency_only", False)
    if held and scope != "regency_contest":
        yield entry.fault(
            "held_by_regency_only",
            f"'true' at the scope '{scope}'",
            "the scope regency_contest",
            "Delete the key, or correct the scope.",
        )


def _due(entry: Entry, deadlines: list[object]) -> Iterator[Fault]:
    due = entry.values.get("due_stage")
    if due is not None and due not in deadlines:
        named = ", ".join(str(one) for one in deadlines if one)
        yield entry.fault(
            "due_stage",
            f"'{due}'",
            f"the id of a deadline: {named}",
            "Correct it, or add the deadline.",
        )


def _size(entry: Entry) -> Iterator[Fault]:
    values = entry.values
    code, scope = values.get("code"), values.get("scope")
    if code in TRAVELS:
        yield from _travelling(entry, TRAVELS[str(code)])
    elif scope in LEAVING and _weighs(entry):
        where = values.get("packed")
        if where in PACKED_INSIDE:
            remedy = "Write 0, and add it to the size of BOX."
        elif where in CARRIED_BY_ITSELF:
            remedy = "Write 0, and add it to the size of OUT."
        else:
            return
        yield entry.fault(
            "mass_kg" if values.get("mass_kg") else "volume_l",
            "a size of its own",
            "0: only BOX, BTH, OUT and BPK are loaded one by one",
            remedy,
        )


def _weighs(entry: Entry) -> bool:
    return bool(entry.values.get("volume_l") or entry.values.get("mass_kg"))


def _travelling(entry: Entry, scope: str) -> Iterator[Fault]:
    if entry.values.get("scope", scope) != scope:
        yield entry.fault(
            "scope",
            f"'{entry.values['scope']}'",
            f"{scope}: vehicles are loaded by what each {scope} gets",
            f'Write scope = "{scope}".',
        )
    for key in ("volume_l", "mass_kg"):
        if not entry.values.get(key) and key not in _faulty(entry):
            yield entry.fault(
                key,
                "0" if key in entry.values else "nothing",
                "a number above 0: it is loaded on vehicles",
                "Write its size.",
            )
