"""Serve the site for real use, or as a demo on this machine."""

from dataclasses import dataclass
from pathlib import Path

from sampai.tables import Dataset
from sampai.web.serving.preparing import (
    DEMO,
    PRODUCTION,
    ServingError,
    Tell,
    check_port,
    check_vendor,
    prepare,
)
from sampai.web.serving.running import run

LOOPBACK = "127.0.0.1"
DEMO_LINE = (
    "Buka http://localhost:{port}  (masuk satu klik: "
    "KPU · PPK · Bawaslu · Polres · KPPS)"
)
FIRST_LINE = (
    "Nobody of the KPU has a user yet. In another terminal, with the same "
    "settings: sampai enrol USERNAME --regency CODE --name NAME"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """
    Where the site answers.

    Parameters
    ----------
    address, port
        Of this machine.
    workers
        Processes that make pages.
    """

    address: str
    port: int
    workers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoData:
    """
    What the demo shows.

    Parameters
    ----------
    dataset
        Checked dataset.
    operation
        Folder of its plan.
    """

    dataset: Dataset
    operation: Path


def serve(place: Place, tell: Tell, *, prepare_only: bool = False) -> None:
    """
    Serve with the settings of the environment.

    Parameters
    ----------
    place
        Where.
    tell
        Told each step.
    prepare_only
        Whether to end before the first page.
    """
    if not prepare_only:
        check_port(place.address, place.port)
    prepare(PRODUCTION, tell)
    if not _has_kpu():
        tell(FIRST_LINE)
    if prepare_only:
        return
    # Again: another may have taken it while the database was made ready,
    # and the server shares a port without a word.
    check_port(place.address, place.port)
    line = f"The site answers on {place.address}:{place.port}"
    run(place.address, place.port, place.workers, lambda: tell(line))


def serve_demo(
    place: Place, data: DemoData, tell: Tell, *, prepare_only: bool = False
) -> None:
    """
    Serve the demo, to this machine alone.

    Parameters
    ----------
    place
        Where; only 127.0.0.1.
    data
        What it shows.
    tell
        Told each step.
    prepare_only
        Whether to end before the first page.

    Raises
    ------
    ServingError
        When it was to answer elsewhere.
    """
    if place.address != LOOPBACK:
        message = (
            f"The demo answers on {LOOPBACK} only: everyone who reaches it "
            "is signed in with one click. Leave --address out."
        )
        raise ServingError(message)
    check_vendor()
    if not prepare_only:
        check_port(place.address, place.port)
    prepare(DEMO, tell)
    tell("Store the data, the cast and the plan")
    _seed(data)
    if prepare_only:
        return
    check_port(place.address, place.port)  # again, as above
    line = DEMO_LINE.format(port=place.port)
    run(place.address, place.port, place.workers, lambda: tell(line))


# Models can be imported only once the settings are loaded.


def _seed(data: DemoData) -> None:
    from sampai.web.demo.services import seed_demo  # noqa: PLC0415 (see above)

    seed_demo(data.dataset, data.operation)


def _has_kpu() -> bool:
    from sampai.web.people.models import Seat  # noqa: PLC0415 (see above)
    from sampai.web.people.roles import Role  # noqa: PLC0415 (see above)

    return Seat.objects.filter(role=Role.KPU).exists()
