"""The outlook from files and addresses, as far as there is a network."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sampai.conditions.outlook import (
    AlertMessage,
    Caution,
    Credit,
    Outlook,
    merged,
    read_alert,
    read_feed,
    read_forecast,
    read_maritime,
)
from sampai.errors import DatasetError, Fault
from sampai.stores.addresses import refusal
from sampai.stores.cache import Cache, spoken_age
from sampai.stores.fetching import Fetcher
from sampai.stores.recognising import kind_of
from sampai.tables import Dataset
from sampai.tables.folding import each
from sampai.tables.wording import quoted

LINKS_MAX = 30
OLD = timedelta(hours=24)
FILE_MAX = 2_000_000


def gather_outlook(
    dataset: Dataset,
    names: Sequence[str],
    *,
    cache: Path,
    now: datetime,
    exercise: bool = False,
    fetcher: Fetcher | None = None,
) -> Outlook:
    """
    Read every source and put together what they say.

    No network is no error: the last copy is used, or else the climate
    alone speaks, and a caution tells so.

    Parameters
    ----------
    dataset
        Checked dataset; it names the hosts that may be asked.
    names
        Paths of files, and addresses with https.
    cache
        Folder for copies of what was fetched.
    now
        Aware.
    exercise
        Whether rehearsals and tests are taken too.
    fetcher
        Fetches the addresses, where it is not the usual one.

    Returns
    -------
    Outlook
        The newest issue for each district, sea and day, the alerts in
        force, and cautions.

    Raises
    ------
    DatasetError
        With every fault of every source, when there is any.
    """
    gathering = _Gathering(
        dataset=dataset,
        cache=Cache(cache),
        fetcher=fetcher or Fetcher(dataset.settings.hosts),
        now=now,
        exercise=exercise,
    )
    for name in dict.fromkeys(names):
        gathering.take(name)
    if gathering.faults:
        raise DatasetError(each(gathering.faults, lambda fault: fault))
    outlook = merged(gathering.outlooks, gathering.messages)
    old = [
        caution
        for credit in outlook.credits
        if (caution := _old(credit, now)) is not None
    ]
    return replace(outlook, cautions=(*outlook.cautions, *old))


def _old(credit: Credit, now: datetime) -> Caution | None:
    """Warn of a source that is old, or does not tell its age."""
    if credit.issued_at is None:
        return Caution(
            source=credit.source,
            found="does not tell when it was issued",
            meaning="it may be old",
        )
    age = now - credit.issued_at
    if age <= OLD:
        return None
    return Caution(
        source=credit.source,
        found=f"was issued {spoken_age(age)} ago",
        meaning="there should be a newer one",
        passing=True,
    )


class _Gathering:
    """What was read so far, and every fault on the way."""

    def __init__(
        self,
        *,
        dataset: Dataset,
        cache: Cache,
        fetcher: Fetcher,
        now: datetime,
        exercise: bool,
    ) -> None:
        self.dataset = dataset
        self.cache = cache
        self.fetcher = fetcher
        self.now = now
        self.exercise = exercise
        self.outlooks: list[Outlook] = []
        self.messages: list[AlertMessage] = []
        self.faults: list[Fault] = []

    def take(self, name: str) -> None:
        """Read a file or an address."""
        if "://" not in name:
            self._take_file(Path(name))
            return
        refused = refusal(name, self.fetcher.hosts)
        if refused is not None:
            self.faults.append(refused)
            return
        self._take_address(name)

    def _take_file(self, path: Path) -> None:
        data = _read(path)
        if isinstance(data, Fault):
            self.faults.append(data)
        else:
            self._read(path.name, data)

    def _take_address(self, address: str, *, follow: bool = True) -> None:
        latest = self.cache.latest(address, self.fetcher, self.now)
        if latest.caution is not None:
            self._warn(latest.caution)
        if latest.data is None:
            return
        sound = self._read(address, latest.data, follow=follow)
        # What cannot be read must not take the place of a good copy.
        if latest.is_new and sound:
            self.cache.keep(address, latest.data, self.now)

    def _read(self, name: str, data: bytes, *, follow: bool = True) -> bool:
        """Read a source of any kind; tell whether it is without fault."""
        try:
            match kind_of(name, data):
                case "forecast":
                    self.outlooks.append(
                        read_forecast(name, data, self.dataset)
                    )
                case "maritime":
                    self.outlooks.append(
                        read_maritime(name, data, self.dataset)
                    )
                case "alert":
                    self._read_alert(name, data)
                case "feed":
                    links = read_feed(name, data).links
                    self._follow(name, links if follow else ())
        except DatasetError as error:
            self.faults += error.faults
            return False
        return True

    def _read_alert(self, name: str, data: bytes) -> None:
        message = read_alert(name, data, self.dataset, exercise=self.exercise)
        self.messages.append(message)

    def _follow(self, name: str, links: Sequence[str]) -> None:
        """Read the alerts that a list leads to."""
        for link in links[:LINKS_MAX]:
            if refusal(link, self.fetcher.hosts) is None:
                self._take_address(link, follow=False)
            else:
                self._warn(
                    Caution(
                        source=name,
                        found=f"a link leads to {quoted(link)}",
                        meaning="sources.hosts does not allow it, so it is"
                        " not followed",
                    )
                )
        if len(links) > LINKS_MAX:
            self._warn(
                Caution(
                    source=name,
                    found=f"{len(links)} links",
                    meaning=f"only the first {LINKS_MAX} are followed",
                )
            )

    def _warn(self, caution: Caution) -> None:
        self.outlooks.append(Outlook(cautions=(caution,)))


def _read(path: Path) -> bytes | Fault:
    """Read a file that is not too large."""
    try:
        with path.open("rb") as file:
            data = file.read(FILE_MAX + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "its name"
        return Fault(
            file=path.name,
            found=f"a file that cannot be read ({why})",
            expected="a readable file",
            remedy="Correct the path, or give an address with https.",
        )
    if len(data) > FILE_MAX:
        return Fault(
            file=path.name,
            found=f"more than {FILE_MAX} bytes",
            expected=f"at most {FILE_MAX}",
            remedy="Give the file as it was fetched.",
        )
    return data
