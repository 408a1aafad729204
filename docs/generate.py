"""
Write the pages of the reference that are made from the code.

`make docs` runs it; tests/test_docs.py fails while a page is out of date.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import dataframely as dy

from sampai.audit import RULES
from sampai.tables import DATASET_TABLES, OPERATION_TABLES, Table
from sampai.tables.live_state_schemas import LIVE_STATE_TABLES
from sampai.tables.record_schemas import RECORD_TABLES
from sampai.tables.settings_spec import (
    CONSTITUENT,
    SETTINGS,
    Key,
    expected_of_key,
)
from sampai.tables.wording import expected_of

REFERENCE = Path(__file__).parent / "reference"
MADE = "<!-- Made by `make docs`; edit what it is made from. -->"


def pages() -> Mapping[str, str]:
    """Write every generated page, by its name."""
    return {
        "tables.md": _page(_tables()),
        "settings.md": _page(_settings()),
        "findings.md": _page(_findings()),
    }


def _page(lines: Iterable[str]) -> str:
    return "\n".join((MADE, "", *lines)) + "\n"


def _tables() -> Iterator[str]:
    yield "# Tables"
    yield ""
    yield "Columns change only by adding. Columns in **bold** together name a"
    yield "row. A dataset is what `sampai plan` reads, an operation is what it"
    yield "writes; a live state is what `sampai replan` reads beside the two,"
    yield "with `moment.toml` (one key, `at`: the moment with its offset)."
    yield "Records are what people write down: the site has forms for them and"
    yield "takes files of these columns."
    yield "Text is UTF-8, numbers have a decimal point."
    for heading, tables in (
        ("A dataset", DATASET_TABLES),
        ("An operation", OPERATION_TABLES),
        ("A live state", LIVE_STATE_TABLES),
        ("Records", RECORD_TABLES),
    ):
        yield ""
        yield f"## {heading}"
        for table in tables.values():
            yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    yield ""
    yield f"### {table.name}"
    yield ""
    yield table.doc
    yield ""
    yield "| column | meaning | unit | holds |"
    yield "|---|---|---|---|"
    for name, column in table.columns.items():
        shown = f"**{name}**" if name in table.key else name
        yield _row(
            shown,
            column.description or "",
            _unit(column),
            expected_of(column),
        )


def _unit(column: dy.Column) -> str:
    unit = (column.metadata or {}).get("unit") or "-"
    return "" if unit == "-" else str(unit)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _settings() -> Iterator[str]:
    yield "# Settings"
    yield ""
    yield "The keys of `dataset.toml`, or of a workbook's sheet `dataset`."
    for key in SETTINGS:
        yield from _key(key, key.path)
    for key in CONSTITUENT:
        yield from _key(key, f"tide.constituent.{key.path}")


def _key(key: Key, path: str) -> Iterator[str]:
    yield ""
    yield f"## {path}"
    yield ""
    unit = "" if key.unit == "-" else f" [{key.unit}]"
    yield f"{key.doc}{unit} Holds {expected_of_key(key)}."


def _findings() -> Iterator[str]:
    yield "# Findings"
    yield ""
    yield "What `sampai verify-plan` checks. A finding names one of these"
    yield "rules, what it is about, what was found and what was expected."
    for rule, demand in RULES.items():
        yield ""
        yield f"## {rule}"
        yield ""
        yield demand


def main() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
