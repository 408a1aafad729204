"""What every kind of file is read into before it is checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sampai.errors import Fault
from sampai.tables.raw import RawTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """
    Text cells of tables, from a folder or a workbook.

    Parameters
    ----------
    tables
        Text cells by the name of the table, in the order of the contract.
    files
        Files or sheets in the order of the contract, missing ones too.
    faults
        Faults of whole files.
    settings
        Tree of dataset.toml, or ``None`` where it cannot be read.
    settings_file
        File or sheet of the settings.
    settings_rows
        Row of each setting, where they stand in a sheet.
    """

    tables: Mapping[str, RawTable]
    files: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    settings: Mapping[str, Any] | None = None
    settings_file: str = "dataset.toml"
    settings_rows: Mapping[str, int] = field(default_factory=dict)
