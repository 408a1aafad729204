"""Lines on chance for the first sheet of the workbook."""

from collections.abc import Iterator, Sequence
from typing import Any, cast

from sampai.documents.names import Names
from sampai.documents.risk.outcome import (
    has_assumed_hazards,
    plan_lines,
    sources,
)
from sampai.documents.risk.precautions import precaution_lines
from sampai.documents.workbook.sheets import Share, Value
from sampai.tables import Dataset, Operation
from sampai.tables.operation import SUMMARY_FILE

# Figure, value, where it comes from, what it means.
ChanceLine = tuple[str, Value, str, str]

SHARES = ("lowest_on_time_prob", "mean_on_time_prob", "on_time_target")
COUNTS = ("scenarios", "scenario_seed", "trials", "unreachable")


def chance_lines(
    dataset: Dataset, operation: Operation, names: Names
) -> Sequence[ChanceLine]:
    """
    List the figures on chance with what they mean.

    Parameters
    ----------
    dataset, operation
        The regency, and a plan of which the risk is known.
    names
        Names in the language of the workbook.

    Returns
    -------
    sequence of tuple
        Figure, value, source and explanation.
    """
    return [
        *_figures(operation, names),
        *_assumed(dataset, names),
        *_plans(operation, names),
        *_words(operation, names),
    ]


def _figures(operation: Operation, names: Names) -> Iterator[ChanceLine]:
    summary = cast("dict[str, Any]", operation.summary)
    words = names.words
    for key in (*SHARES, *COUNTS):
        if key in summary:
            value = Share(summary[key]) if key in SHARES else summary[key]
            yield (
                words(f"total.{key}"),
                value,
                f"{SUMMARY_FILE}: {key}",
                words(f"explanation.{key}"),
            )


def _assumed(dataset: Dataset, names: Names) -> Iterator[ChanceLine]:
    if has_assumed_hazards(dataset):
        words = names.words
        told = words("risk.verdict_assumed")
        yield (
            words("risk.cautions"),
            words("confidence.assumed"),
            "hazards.csv, climate.csv: confidence",
            told,
        )


def _plans(operation: Operation, names: Names) -> Iterator[ChanceLine]:
    words = names.words
    for line in plan_lines(operation):
        source = f"{SUMMARY_FILE}: plans.{line.key}"
        figures: list[tuple[str, Value]] = [("cost_out", line.cost_out_idr)]
        if line.lowest_reachable is not None:
            figures += [
                ("lowest_reachable", Share(line.lowest_reachable)),
                ("below", line.below),
            ]
        for key, value in figures:
            title = f"{words(f'risk.{line.key}')}: {words(f'risk.{key}')}"
            yield title, value, source, words(f"explanation.{key}")


def _words(operation: Operation, names: Names) -> Iterator[ChanceLine]:
    words, summary = names.words, operation.summary
    told = str(summary.get("precautions") or "")
    for line in precaution_lines(told, names):
        title = words("risk.precautions")
        yield title, line, f"{SUMMARY_FILE}: precautions", ""
    for key, title in (("credits", "credit"), ("cautions", "cautions")):
        for line in sources(summary, key):
            yield words(f"risk.{title}"), line, f"{SUMMARY_FILE}: {key}", ""
