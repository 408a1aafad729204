"""Copies of what was fetched: one file an address."""

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sampai.conditions.outlook import Caution
from sampai.stores.fetching import BODY_MAX, Fetcher, FetchError

FRESH = timedelta(hours=1)
HEAD_MAX = 10_000
TWO_DAYS = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """
    What an address held, and when.

    Parameters
    ----------
    data
        Its bytes.
    fetched_at
        When they were fetched, aware.
    """

    data: bytes
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """
    The best that can be had of an address.

    Parameters
    ----------
    data
        Its bytes, ``None`` where there are none.
    is_new
        Whether they were fetched just now, and are not kept yet.
    caution
        What a person should know about it, if anything.
    """

    data: bytes | None
    is_new: bool = False
    caution: Caution | None = None


class Cache:
    """
    A folder of copies.

    Parameters
    ----------
    folder
        Where they lie; made when the first is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, address: str) -> Path:
        """
        File of an address.

        Parameters
        ----------
        address
            Address.

        Returns
        -------
        Path
            Named by its digest.
        """
        return self._folder / hashlib.sha256(address.encode()).hexdigest()

    def read(self, address: str) -> Copy | None:
        """
        Read the copy of an address.

        Parameters
        ----------
        address
            Address.

        Returns
        -------
        Copy or None
            ``None`` where there is none or it is damaged.
        """
        try:
            with self.path(address).open("rb") as file:
                kept = file.read(BODY_MAX + HEAD_MAX)
            head, _, data = kept.partition(b"\n")
            told = json.loads(head)
            fetched_at = datetime.fromisoformat(told["fetched_at"])
            whole = told["sha256"] == hashlib.sha256(data).hexdigest()
            own = told["address"] == address
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        if not whole or not own or fetched_at.tzinfo is None:
            return None
        return Copy(data=data, fetched_at=fetched_at)

    def keep(self, address: str, data: bytes, fetched_at: datetime) -> None:
        """
        Keep a copy, whole or not at all.

        A folder that cannot be written to is no fault: one only fetches
        more often.

        Parameters
        ----------
        address
            Address.
        data
            Its bytes.
        fetched_at
            When they were fetched, aware.
        """
        head = {
            "address": address,
            "fetched_at": fetched_at.isoformat(),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        kept = json.dumps(head).encode() + b"\n" + data
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            _replace(self.path(address), kept)

    def latest(self, address: str, fetcher: Fetcher, now: datetime) -> Latest:
        """
        Give what an address holds, or what it held at last.

        Parameters
        ----------
        address
            Address that may be asked.
        fetcher
            Fetches it.
        now
            Aware.

        Returns
        -------
        Latest
            The copy where it is fresh, else what is fetched now, else the
            copy whatever its age.
        """
        copy = self.read(address)
        if copy is not None and timedelta(0) <= now - copy.fetched_at < FRESH:
            return Latest(data=copy.data)
        try:
            data = fetcher.fetch(address)
        except FetchError as error:
            return _without_network(address, copy, now, str(error))
        return Latest(data=data, is_new=True)


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _without_network(
    address: str, copy: Copy | None, now: datetime, why: str
) -> Latest:
    if copy is None:
        caution = Caution(
            source=address,
            found=f"could not be fetched ({why})",
            meaning="planned by climate alone",
            passing=True,
        )
        return Latest(data=None, caution=caution)
    caution = Caution(
        source=address,
        found=f"fetched {spoken_age(now - copy.fetched_at)} ago, {why}",
        meaning="the last copy is used",
        passing=True,
    )
    return Latest(data=copy.data, caution=caution)


def spoken_age(age: timedelta) -> str:
    """
    An age as people tell it.

    Parameters
    ----------
    age
        Span of time.

    Returns
    -------
    str
        Whole hours, from two days on whole days.
    """
    if age >= TWO_DAYS:
        return f"{age.days} days"
    return f"{max(age, timedelta(0)) // timedelta(hours=1)} h"
