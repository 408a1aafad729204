"""Check what was sent, and tell what it would change; nothing is stored."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl

from sampai.errors import DatasetError, Fault
from sampai.tables import DATASET_TABLES, Dataset, Settings
from sampai.tables.cells import Sheet, parse
from sampai.tables.dataset import dataset_of, ordered
from sampai.tables.folding import naming
from sampai.tables.settings_parsing import parse_settings
from sampai.tables.settings_sheet import SETTINGS_TABLE
from sampai.tables.sources import Source
from sampai.tables.wording import quoted
from sampai.web.datasets.comparing import (
    Difference,
    compare,
    compare_tables,
    frames_with_settings,
    settings_frame,
)
from sampai.web.datasets.reading import filled_up, missing, nothing_in

# Of each kind of fault so many rows are named; a file with more is mended
# where it came from, not row by row.
NAMED = 5_000
REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """
    The data in force that something is compared with.

    Parameters
    ----------
    dataset, number
        The data, and the number of their edition.
    """

    dataset: Dataset
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """
    What a check found.

    Parameters
    ----------
    dataset
        What would be in force; None where there are faults.
    faults
        Every fault, in the order of the files and rows.
    tables
        Table of each fault's file, where it has one.
    differences
        By table that was sent: of the rows that are sound.
    refused
        Rows that have a fault, by table that was sent.
    kept
        Tables that were not sent and stay as they are.
    """

    dataset: Dataset | None
    faults: tuple[Fault, ...]
    tables: Mapping[str, str]
    differences: Mapping[str, Difference]
    refused: Mapping[str, frozenset[int]]
    kept: tuple[str, ...]

    def counts(self) -> dict[str, dict[str, int]]:
        """
        Count what happens to the rows of each table that was sent.

        Returns
        -------
        dict
            Created, changed, removed, same and refused, by table.
        """
        names = [SETTINGS_TABLE.name, *DATASET_TABLES]
        found = {}
        for name in names:
            refused = len(self.refused.get(name, ()))
            if name in self.differences:
                counts = self.differences[name].counts()
            elif refused:
                counts = dict.fromkeys(
                    ("created", "changed", "removed", "same"), 0
                )
            else:
                continue
            found[name] = counts | {REFUSED: refused}
        return found

    def notes(
        self, say: Callable[[Fault], str]
    ) -> dict[str, dict[int, list[str]]]:
        """
        Gather what is to be mended in the rows that were sent.

        Parameters
        ----------
        say
            Puts a fault into words.

        Returns
        -------
        dict
            Words by table and row.
        """
        told: dict[str, dict[int, list[str]]] = {}
        for fault in self.faults:
            name = self.tables.get(fault.file, "")
            if fault.row is None or fault.row not in self.refused.get(
                name, ()
            ):
                continue
            rows = told.setdefault(name, {})
            rows.setdefault(fault.row, []).append(say(fault))
        return told


def check(sent: Source, base: Base | None) -> Checked:
    """
    Check what was sent, together with what stays as it is.

    Parameters
    ----------
    sent
        Tables and settings that were sent.
    base
        The data in force; None while there are none.

    Returns
    -------
    Checked
        What would be in force, or every fault.
    """
    sent = replace(sent, faults=(*sent.faults, *nothing_in(sent)))
    whole = (
        filled_up(sent, base.dataset, base.number)
        if base
        else replace(sent, faults=(*sent.faults, *missing(sent)))
    )
    tables = {raw.file: name for name, raw in whole.tables.items()}
    found = _found(whole, base)
    faults = () if isinstance(found, Dataset) else found
    refused = _refused(sent, faults)
    return Checked(
        dataset=found if isinstance(found, Dataset) else None,
        faults=faults,
        tables=tables,
        differences=_differences(sent, found, base, refused),
        refused=refused,
        kept=_kept(sent) if base else (),
    )


def _found(whole: Source, base: Base | None) -> Dataset | tuple[Fault, ...]:
    try:
        with naming(NAMED):
            dataset = dataset_of(whole)
    except DatasetError as refusal:
        return refusal.faults
    if base is None:
        return dataset
    wrong = tuple(_other_region(whole, dataset.settings, base))
    return wrong or dataset


def _other_region(
    whole: Source, settings: Settings, base: Base
) -> Iterator[Fault]:
    """Refuse the data of another regency: it was the wrong file."""
    own = base.dataset.settings.region
    if settings.region != own:
        yield Fault(
            file=whole.settings_file,
            row=whole.settings_rows.get("dataset.region"),
            column="dataset.region",
            found=quoted(settings.region),
            expected=quoted(own),
            remedy="This is the file of another region. Choose the right one.",
        )


def _kept(sent: Source) -> tuple[str, ...]:
    names = tuple(name for name in DATASET_TABLES if name not in sent.tables)
    return (
        names if sent.settings is not None else (SETTINGS_TABLE.name, *names)
    )


def _refused(
    sent: Source, faults: tuple[Fault, ...]
) -> dict[str, frozenset[int]]:
    """Give the rows of each table that was sent which have a fault."""
    rows: dict[str, set[int]] = {}
    tables = {raw.file: name for name, raw in sent.tables.items()}
    for fault in faults:
        name = tables.get(fault.file)
        if name is not None and fault.row is not None:
            rows.setdefault(name, set()).add(fault.row)
    there = {
        name: frozenset(found) & frozenset(sent.tables[name].frame["row"])
        for name, found in rows.items()
    }
    return {name: found for name, found in there.items() if found}


def _differences(
    sent: Source,
    found: Dataset | tuple[Fault, ...],
    base: Base | None,
    refused: Mapping[str, frozenset[int]],
) -> dict[str, Difference]:
    before = frames_with_settings(base.dataset) if base else {}
    if isinstance(found, Dataset):
        names = set(sent.tables)
        if sent.settings is not None:
            names.add(SETTINGS_TABLE.name)
        after = {
            name: frame
            for name, frame in frames_with_settings(found).items()
            if name in names
        }
        return compare_tables(before, after)
    told = _of_settings(sent, before)
    for name, raw in sent.tables.items():
        sheet = parse(DATASET_TABLES[name], raw)
        if sheet.readable and set(sheet.table.key) <= set(raw.frame.columns):
            told[name] = _of_sound_rows(sheet, before, refused.get(name))
    return told


def _of_settings(
    sent: Source, before: Mapping[str, pl.DataFrame]
) -> dict[str, Difference]:
    name = SETTINGS_TABLE.name
    if sent.settings is None:
        return {}
    settings, faults = parse_settings(
        sent.settings_file, sent.settings, sent.settings_rows
    )
    if settings is None or faults:
        return {}
    return compare_tables(before, {name: settings_frame(settings)})


def _of_sound_rows(
    sheet: Sheet,
    before: Mapping[str, pl.DataFrame],
    refused: frozenset[int] | None,
) -> Difference:
    """Compare the rows without a fault; a refused row removes nothing."""
    table, key = sheet.table, list(sheet.table.key)
    is_bad = pl.col("row").is_in(list(refused or ()))
    sound = ordered(replace(sheet, frame=sheet.frame.filter(~is_bad)))
    sound = sound.unique(key, keep="first", maintain_order=True)
    old = before[table.name] if table.name in before else sound.clear()
    waiting = sheet.frame.filter(is_bad).join(
        sound, on=key, how="anti", nulls_equal=True
    )
    old = old.join(waiting, on=key, how="anti", nulls_equal=True)
    return compare(table, old, sound)
