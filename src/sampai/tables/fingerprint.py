"""The fingerprint of a dataset: the same tables give the same digits."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, time
from typing import Any

import polars as pl

from sampai.tables.settings import Settings


def input_sha256(
    settings: Settings, frames: Mapping[str, pl.DataFrame]
) -> str:
    """
    SHA-256 over the settings and the tables sorted by key.

    What is hashed is text that any program can make again: one line of
    JSON for the settings, then for each table its name and columns, then
    its rows, each a JSON array without blanks; times as 07:30:00.

    Parameters
    ----------
    settings
        Contents of dataset.toml.
    frames
        Tables by name in the order of the contract, sorted by key.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    digest = hashlib.sha256()
    for line in _lines(settings, frames):
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()


def _lines(
    settings: Settings, frames: Mapping[str, pl.DataFrame]
) -> Iterator[str]:
    told = asdict(settings)
    if not settings.hosts:
        # The key came later: what says nothing keeps its fingerprint.
        del told["hosts"]
    yield _json(told)
    for name, frame in frames.items():
        yield _json([name, *frame.columns])
        for row in frame.iter_rows():
            yield _json(row)


def _json(value: Any) -> str:
    return json.dumps(
        value,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=_spelled,
    )


def _spelled(value: date | time) -> str:
    return value.isoformat()
