"""A measured figure, and the file that keeps all of them."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

OUT = Path(__file__).parent / "out.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """
    One figure.

    Parameters
    ----------
    name
        As in the table of figures.
    value, unit
        What was measured.
    beside
        What a user would pick instead, measured in the same run.
    note
        How it was measured, and what limits it.
    """

    name: str
    value: float
    unit: str
    beside: str
    note: str


def keep(figures: Iterable[Figure]) -> None:
    """
    Print figures and merge them into bench/out.json.

    Parameters
    ----------
    figures
        What was measured.
    """
    kept = json.loads(OUT.read_text()) if OUT.exists() else {}
    for figure in figures:
        print(f"{figure.name} {figure.value:g} {figure.unit}", flush=True)
        held = asdict(figure)
        kept[held.pop("name")] = held
    text = json.dumps(kept, indent=2, sort_keys=True, ensure_ascii=False)
    OUT.write_text(text + "\n", encoding="utf-8")
