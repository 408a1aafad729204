"""From the names of forecasts and alerts to an outlook, and what to tell."""

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from sampai.conditions.outlook import Outlook
from sampai.conditions.outlook.days import operation_days
from sampai.conditions.sightings import read_sightings
from sampai.documents.conditions.bases import credit_lines
from sampai.documents.words import Words
from sampai.stores import gather_outlook
from sampai.tables import Dataset


def open_outlook(
    dataset: Dataset, names: Sequence[str], *, exercise: bool = False
) -> Outlook:
    """
    Read forecasts and alerts from files and addresses.

    Parameters
    ----------
    dataset
        Checked dataset; it names the hosts that may be asked.
    names
        Paths of files, and addresses with https, of any kind.
    exercise
        Whether rehearsals and tests are taken too.

    Returns
    -------
    Outlook
        With every caution, also for what the draws cannot use; empty where
        nothing is named.
    """
    if not names:
        return Outlook.nothing()
    outlook = gather_outlook(
        dataset,
        names,
        cache=cache_folder(),
        # The one place of the program that asks what time it is: how old a
        # copy may be depends on it, and nothing that is written does.
        now=datetime.now(UTC),  # noqa: TID251
        exercise=exercise,
    )
    found = read_sightings(dataset, outlook, operation_days(dataset).span)
    cautions = dict.fromkeys((*outlook.cautions, *found.cautions))
    return replace(outlook, cautions=tuple(cautions))


def cache_folder() -> Path:
    """
    Find where copies of what was fetched are kept.

    Returns
    -------
    Path
        In the folder that the system keeps for such things.
    """
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        # The rules of XDG: what is no whole path counts as not set.
        folder = Path(os.environ.get(variable, ""))
        if folder.is_absolute():
            return folder / "sampai" / "outlook"
    return Path.home() / ".cache" / "sampai" / "outlook"


def tell_outlook(console: Console, outlook: Outlook, words: Words) -> None:
    """
    Print who issued what is used, and every caution.

    Parameters
    ----------
    console
        Where to print.
    outlook
        Forecasts and alerts.
    words
        Words in the language asked for.
    """
    for credit in credit_lines(outlook.credits, words):
        told = escape(words("conditions.data", credit=credit))
        console.print(told, soft_wrap=True)
    if outlook.cautions:
        console.print(f"[bold yellow]{words('conditions.cautions')}[/]")
    for caution in outlook.cautions:
        console.print(f"[yellow]- {escape(str(caution))}[/]", soft_wrap=True)
