"""Precautions in one line of codes, as summary.json holds them."""

import re
from dataclasses import replace

from sampai.planning.precautions import Precaution, Precautions


def told(precautions: Precautions) -> str:
    """
    Write precautions down in one line of codes.

    Parameters
    ----------
    precautions
        What a plan does.

    Returns
    -------
    str
        Villages with what is done for them; empty for nothing.
    """
    parts = []
    if precautions.head_start_s:
        parts.append(f"head_start_s={precautions.head_start_s}")
    if precautions.slowness != 1:
        parts.append(f"slowness={precautions.slowness!r}")
    for goal, one in sorted(precautions.by_goal.items()):
        words = [
            *(
                [f"days_earlier={one.days_earlier}"]
                if one.days_earlier
                else []
            ),
            *([f"days_ahead={one.days_ahead}"] if one.days_ahead else []),
            *(f"without={name}" for name in sorted(one.barred)),
            *(f"avoid={place}" for place in sorted(one.avoided)),
            *(["by_hub"] if one.by_hub else []),
            *(["singly"] if one.singly else []),
        ]
        if words:
            parts.append(f"{goal}: {' '.join(words)}")
    return "; ".join(parts)


def read_precautions(text: str) -> Precautions:
    """
    Read precautions back from the line of codes in summary.json.

    Parameters
    ----------
    text
        As `told` wrote it.

    Returns
    -------
    Precautions
        The same.
    """
    precautions = Precautions()
    by_goal: dict[str, Precaution] = {}
    for part in filter(None, text.split("; ")):
        if found := re.fullmatch(r"head_start_s=(\d+)", part):
            seconds = int(found[1])
            precautions = replace(precautions, head_start_s=seconds)
        elif found := re.fullmatch(r"slowness=([\d.]+)", part):
            precautions = replace(precautions, slowness=float(found[1]))
        else:
            goal, _, words = part.partition(": ")
            by_goal[goal] = _read_precaution(words.split())
    return replace(precautions, by_goal=by_goal)


def _read_precaution(words: list[str]) -> Precaution:
    values: dict[str, list[str]] = {}
    for word in words:
        key, _, value = word.partition("=")
        values.setdefault(key, []).append(value)
    return Precaution(
        days_earlier=int(values.get("days_earlier", ["0"])[0]),
        days_ahead=int(values.get("days_ahead", ["0"])[0]),
        barred=frozenset(values.get("without", [])),
        avoided=frozenset(values.get("avoid", [])),
        by_hub="by_hub" in values,
        singly="singly" in values,
    )
