"""Codes of the tables on chance, put into words for the workbook."""

import polars as pl

from sampai.documents.names import Names
from sampai.documents.risk.precautions import precaution_lines
from sampai.documents.risk.remedies import cure_name, plan_name, rule_bent
from sampai.tables import Dataset


def in_words(
    name: str, frame: pl.DataFrame, dataset: Dataset, names: Names
) -> pl.DataFrame:
    """
    Put the codes of cures.csv and frontier.csv into words.

    Parameters
    ----------
    name
        Name of the table.
    frame
        Its rows.
    dataset
        It knows the rules that a cure bends.
    names
        Names in the language of the workbook.

    Returns
    -------
    DataFrame
        The same rows; any other table as it was.
    """
    if name == "cures":
        return _cures(frame, dataset, names)
    if name == "frontier":
        return _frontier(frame, names)
    return frame


def _cures(
    frame: pl.DataFrame, dataset: Dataset, names: Names
) -> pl.DataFrame:
    pairs = list(frame.select("cure", "rule").iter_rows())
    told = [cure_name(code, rule, names) for code, rule in pairs]
    bent = [rule_bent(dataset, code, rule, names) for code, rule in pairs]
    return frame.with_columns(
        pl.Series("cure", told, pl.String), pl.Series("rule", bent, pl.String)
    )


def _frontier(frame: pl.DataFrame, names: Names) -> pl.DataFrame:
    plans = [plan_name(code, names.words) for code in frame["plan"]]
    done = [
        ". ".join(precaution_lines(told or "", names))
        for told in frame["precautions"]
    ]
    return frame.with_columns(
        pl.Series("plan", plans, pl.String),
        pl.Series("precautions", done, pl.String),
    )
