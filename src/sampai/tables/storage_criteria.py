"""What a store is looked at for: a list in a file, not in code."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """
    One thing a store is looked at for.

    Parameters
    ----------
    code
        As it stands in inspections.
    names
        What it demands, by language.
    """

    code: str
    names: dict[str, str]


@cache
def storage_criteria() -> tuple[Criterion, ...]:
    """
    Read the checklist of a store.

    Returns
    -------
    tuple of Criterion
        In the order in which a store is walked through.
    """
    file = files("sampai.tables") / "storage_criteria.toml"
    tree = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(
        Criterion(
            code=line["code"], names={"id": line["id"], "en": line["en"]}
        )
        for line in tree["criterion"]
    )
