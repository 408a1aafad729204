"""The site: how long its pages, its map and an import take."""

import json
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from bench.figures import Figure
from bench.larger import larger_dataset, write_larger
from bench.mapped import map_idle_s
from bench.site import PEOPLE, demo_site
from bench.visitors import VISITS, Visit, by_page, percentile, visit_at_once
from sampai.documents.operation_files import write_operation
from sampai.operation.chance import Chance
from sampai.operation.service import plan_operation
from sampai.tables import (
    Dataset,
    Operation,
    packaged_dataset,
    read_dataset,
    write_workbook_dataset,
)

CODE = "pesisir-barat-2024"
ROUNDS = 5
RUNS = 3
SHOWN = 3
GOAL_MS, GOAL_MAP_S, GOAL_IMPORT_S = 200, 2, 10


@cache
def _regency() -> tuple[Dataset, Operation]:
    """Read the demo regency and plan it as `make demo` does."""
    dataset = read_dataset(packaged_dataset(CODE))
    return dataset, plan_operation(dataset, chance=Chance(robust=True))


def measure_demo() -> list[Figure]:
    """
    Measure the site on the demo regency.

    Returns
    -------
    list of Figure
        page_p95_ms and map_idle_s.
    """
    dataset, operation = _regency()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = folder / "plan"
        write_operation(dataset, operation, plan)
        with demo_site(CODE, plan, folder / "site") as address:
            rounds = visit_at_once(address, ROUNDS)
            idle = map_idle_s(address, RUNS)
    what = f"the demo regency, {dataset.tps.height} TPS"
    pages = _pages("page_p95_ms", rounds, what)
    return [pages, _map(idle)] if idle else [pages]


def measure_larger() -> list[Figure]:
    """
    Measure the site on a regency of 20,000 TPS.

    Returns
    -------
    list of Figure
        page_p95_20k_ms.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        larger, plan = write_larger(*_regency(), folder)
        with demo_site(str(larger), plan, folder / "site") as address:
            rounds = visit_at_once(address, ROUNDS)
        tps = read_dataset(larger).tps.height
    what = f"copies of the demo regency with {tps:,} TPS, made up"
    return [_pages("page_p95_20k_ms", rounds, what)]


def measure_import() -> list[Figure]:
    """
    Measure an import of 20,000 TPS.

    Returns
    -------
    list of Figure
        import_20k_s.
    """
    dataset = larger_dataset(read_dataset(packaged_dataset(CODE)))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workbook = folder / "upload.xlsx"
        write_workbook_dataset(dataset, workbook)
        return [_import(workbook, dataset.tps.height, folder)]


def _pages(name: str, rounds: list[list[Visit]], what: str) -> Figure:
    every = [visit for own in rounds for visit in own]
    slowest = "; ".join(
        f"{row['page']} {row['p50_ms']:.0f}, {row['p95_ms']:.0f}"
        for row in by_page(every)[:SHOWN]
    )
    return Figure(
        name=name,
        value=round(_of_rounds(rounds, 95)),
        unit="ms",
        beside=f"median {_of_rounds(rounds, 50):.0f} ms; slowest pages "
        f"(median, p95): {slowest}",
        note=f"{what}: {len(PEOPLE)} people of as many roles at once, each "
        f"with the next page asked for as soon as one has come, {VISITS} "
        f"pages each, median of {ROUNDS} rounds; two workers, no job at work; "
        f"the people take processor time of the same machine; goal {GOAL_MS} "
        "ms",
    )


def _of_rounds(rounds: list[list[Visit]], percent: float) -> float:
    """Take the middle of the rounds: other work comes and goes. [ms]"""
    return 1000 * median(
        percentile([visit.seconds for visit in own], percent) for own in rounds
    )


def _map(idle: list[float]) -> Figure:
    return Figure(
        name="map_idle_s",
        value=round(median(idle), 2),
        unit="s",
        beside=f"the quickest {min(idle):.2f} s, the slowest {max(idle):.2f}",
        note=f"median of {len(idle)} new visitors with nothing kept, drawn by "
        f"the processor alone; goal {GOAL_MAP_S} s",
    )


def _import(workbook: Path, tps: int, folder: Path) -> Figure:
    runs = [_once("ours", workbook, folder) for _ in range(RUNS)]
    usual = _once("usual", workbook, folder)
    seconds = median(run["seconds"] for run in runs)
    return Figure(
        name="import_20k_s",
        value=round(seconds, 1),
        unit="s",
        beside=f"pandas and Django's bulk_create, without any check or "
        f"comparison: {usual['seconds']:.1f} s",
        note=f"median of {RUNS} fresh processes; a workbook with {tps:,} TPS, "
        f"{runs[0]['rows']:,} rows of all tables, read, checked, stored and "
        f"made the data in force; goal {GOAL_IMPORT_S} s",
    )


def _once(how: str, workbook: Path, folder: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        done = subprocess.run(  # noqa: S603 - our own module, our own words
            [sys.executable, "-m", "bench.importing", how, workbook, scratch],
            check=True,
            capture_output=True,
            text=True,
        )
    held: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return held
