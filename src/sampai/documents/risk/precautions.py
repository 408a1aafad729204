"""What a plan does beyond the plain one, from its codes into words."""

from collections.abc import Iterator

from sampai.documents.names import Names
from sampai.documents.risk.weakest import villages_named

# Codes with a place or a vehicle type as their value.
WITHOUT, AVOID = "without", "avoid"


def precaution_lines(told: str, names: Names) -> list[str]:
    """
    Put the precautions of a plan into words.

    Parameters
    ----------
    told
        In codes, as in summary.json and frontier.csv.
    names
        Names in the language asked for.

    Returns
    -------
    list of str
        A line for all roads, then one for all villages that are treated
        alike.
    """
    lines, alike = [], dict[str, list[str]]()
    for part in filter(None, (one.strip() for one in told.split(";"))):
        goal, colon, codes = part.partition(": ")
        if not colon:
            lines.append(_line(part, names))
        else:
            alike.setdefault(codes, []).append(goal)
    for codes, goals in alike.items():
        done = "; ".join(_phrases(codes, names))
        lines.append(f"{_goals(goals, names)}: {done}")
    return lines


def _goals(goals: list[str], names: Names) -> str:
    known = [goal for goal in goals if goal in names.places]
    return villages_named(names, known) if known else ", ".join(goals)


def _phrases(codes: str, names: Names) -> Iterator[str]:
    for code in codes.split():
        key, _, value = code.partition("=")
        yield _phrase(key, value, names)


def _line(code: str, names: Names) -> str:
    key, _, value = code.partition("=")
    words = names.words
    if key == "slowness":
        return words("risk.slowness", factor=words.decimal(float(value)))
    if key == "head_start_s":
        return words("risk.head_start", span=words.span(int(value)))
    return code


def _phrase(key: str, value: str, names: Names) -> str:
    words = names.words
    if key == WITHOUT and value in names.vehicles:
        return words("risk.without", vehicle=names.vehicle_type(value).lower())
    if key == AVOID and value in names.places:
        return words("risk.avoid", place=names.place(value))
    if key in {"days_earlier", "days_ahead"}:
        plain = "one_" if value == "1" else ""
        return words(f"risk.{plain}{key}", count=value)
    return words.code("risk", key)
