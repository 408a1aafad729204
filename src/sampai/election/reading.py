"""Reading a regulation file."""

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from sampai.election.entries import Entry, read_entries
from sampai.election.regulation import Deadline, Item, Limit, Regulation
from sampai.election.rules import check_entries
from sampai.errors import Fault, RegulationError

BYTES_MOST = 1_000_000
ENDING = ".toml"


def load_regulation(name_or_path: str | Path) -> Regulation:
    """
    Read a regulation and check it.

    Parameters
    ----------
    name_or_path
        Name of one that the package ships, such as ``pilkada-2024``, or the
        path of a TOML file.

    Returns
    -------
    Regulation
        The rules.

    Raises
    ------
    RegulationError
        With every fault, when there is any.
    """
    path = _path_of(name_or_path)
    text = _text_of(path)
    try:
        tree = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _refusal(
            path,
            f"something TOML cannot read ({error})",
            "a TOML file",
            "Correct that line.",
        ) from None
    return _regulation(path.name, text, tree)


def _path_of(name_or_path: str | Path) -> Path:
    if isinstance(name_or_path, Path) or name_or_path.endswith(ENDING):
        return Path(name_or_path)
    shipped = Path(str(files("sampai.election"))) / "regulations"
    names = sorted(path.stem for path in shipped.glob(f"*{ENDING}"))
    if name_or_path in names:
        return shipped / f"{name_or_path}{ENDING}"
    raise RegulationError(
        [
            Fault(
                file=name_or_path,
                found="no regulation of this name",
                expected=f"one of {', '.join(names)}",
                remedy="Choose one of them, or give the path of a file.",
            )
        ]
    )


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > BYTES_MOST:
            raise _refusal(
                path,
                f"a file of over {BYTES_MOST:,} bytes",
                "a regulation",
                "Give the path of a regulation file.",
            )
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise _refusal(
            path,
            "text that is not UTF-8",
            "a TOML file",
            "Save it as UTF-8.",
        ) from None
    except OSError as error:
        raise _refusal(
            path,
            f"a file that cannot be read ({error.strerror})",
            "a TOML file",
            "Correct the path, and check who may read it.",
        ) from None


def _refusal(
    path: Path, found: str, expected: str, remedy: str
) -> RegulationError:
    fault = Fault(
        file=path.name, found=found, expected=expected, remedy=remedy
    )
    return RegulationError([fault])


def _regulation(file: str, text: str, tree: Mapping[str, Any]) -> Regulation:
    entries, faults = read_entries(file, text, tree)
    faults += [fault for entry in entries for fault in entry.faults]
    faults += check_entries(file, entries)
    if faults:
        faults.sort(key=lambda fault: fault.row or 0)
        raise RegulationError(faults)
    return Regulation(
        **entries[0].values,
        limits=tuple(Limit(**one) for one in _of(entries, "limit")),
        deadlines=tuple(Deadline(**one) for one in _of(entries, "deadline")),
        items=tuple(Item(**one) for one in _of(entries, "item")),
    )


def _of(entries: Sequence[Entry], section: str) -> list[Mapping[str, Any]]:
    return [one.values for one in entries if one.section == section]
