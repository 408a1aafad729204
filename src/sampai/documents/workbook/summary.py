"""First sheet of the workbook: the figures, and where each comes from."""

from collections.abc import Iterable, Mapping, Sequence

from sampai.documents.names import Names
from sampai.documents.operation_files import SUMMARY_KEYS
from sampai.documents.workbook.chances import ChanceLine, chance_lines
from sampai.documents.workbook.sheets import Column, Sheet, Value
from sampai.tables import Dataset, Operation
from sampai.tables.operation import SUMMARY_FILE

SETTINGS_FILE = "dataset.toml"
OUT_COST, BASELINE_COST = "cost_out_idr", "baseline_cost_idr"
DECIMALS = 4
BY_DATASET = ("dataset", "voting_day", "time_zone")
# Told with what they mean, by the lines on chance.
BY_CHANCE = frozenset({"lowest_on_time_prob", "mean_on_time_prob"})
Line = tuple[str, Value, str]


def summary_sheet(
    dataset: Dataset, operation: Operation, names: Names
) -> Sheet:
    """
    Make the sheet of the key figures.

    Parameters
    ----------
    dataset
        The regency.
    operation
        Its plan.
    names
        Names in the language of the workbook.

    Returns
    -------
    Sheet
        Figure, value and the file it comes from.
    """
    lines = [*_of_dataset(dataset, names), *_of_plan(operation, names)]
    if not operation.risk.is_empty():
        return _with_meanings(
            lines, chance_lines(dataset, operation, names), names
        )
    headers = ("figure", "value", "source")
    return Sheet(
        key="summary",
        columns=[
            Column(
                name="",
                header=names.words(f"column.{header}"),
                meaning="",
                values=[line[at] for line in lines],
            )
            for at, header in enumerate(headers)
        ],
    )


def _with_meanings(
    lines: list[Line], told: Sequence[ChanceLine], names: Names
) -> Sheet:
    """Put the figures on chance first; they need an explanation each."""
    count = len(BY_DATASET)
    blank: list[Value] = [""] * len(lines)
    columns = [
        [*col[:count], *new, *col[count:]]
        for col, new in zip(
            [*map(list, zip(*lines, strict=True)), blank],
            map(list, zip(*told, strict=True)),
            strict=True,
        )
    ]
    headers = ("figure", "value", "source", "explanation")
    return Sheet(
        key="summary",
        columns=[
            Column(
                name="",
                header=names.words(f"column.{header}"),
                meaning="",
                values=values,
            )
            for header, values in zip(headers, columns, strict=True)
        ],
    )


def _of_dataset(dataset: Dataset, names: Names) -> list[Line]:
    words = names.words
    values = (dataset.settings.name, words.date(0), words.zone_name)
    return [
        (words(f"total.{key}"), value, SETTINGS_FILE)
        for key, value in zip(BY_DATASET, values, strict=True)
    ]


def _of_plan(operation: Operation, names: Names) -> Iterable[Line]:
    words, summary = names.words, operation.summary
    for key in SUMMARY_KEYS:
        if key in BY_CHANCE:
            continue
        value = summary.get(key)
        source = f"{SUMMARY_FILE}: {key}"
        if isinstance(value, Mapping):
            for part, share in value.items():
                title = f"{words(f'total.{key}')}, {words(f'total.{part}')}"
                yield title, share, f"{source}.{part}"
        elif isinstance(value, str | int | float):
            yield words.code("total", key), value, source
    cost, usual = summary.get(OUT_COST), summary.get(BASELINE_COST)
    if isinstance(cost, int) and isinstance(usual, int) and usual:
        ratio = round(cost / usual, DECIMALS)
        yield words("total.ratio"), ratio, f"{OUT_COST} / {BASELINE_COST}"
