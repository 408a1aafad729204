"""Running the rules: each one on the tables that it needs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sampai.errors import Fault
from sampai.tables.rules import (
    fleet,
    hazards,
    legs,
    others,
    places,
    reach,
    references,
    stages,
    stations,
)
from sampai.tables.rules.sheets import Sheets


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """
    One rule and the tables it reads.

    Parameters
    ----------
    find
        Finds the faults.
    reads
        Tables it needs to have been read.
    sound
        Whether these must be without a fault so far: a total or a way over
        half-read tables would only repeat what was told.
    """

    find: Callable[[Sheets], Iterator[Fault]]
    reads: tuple[str, ...]
    sound: bool = False


NETWORK = ("places", "tps", "legs", "vehicles", "speeds")

RULES = (
    Rule(find=references.unknown_ids, reads=()),
    Rule(find=others.polls, reads=()),
    Rule(find=places.one_depot, reads=("places",)),
    Rule(find=places.parents, reads=("places",)),
    Rule(find=places.names, reads=("places",)),
    Rule(find=places.hours, reads=("places",)),
    Rule(find=stations.size, reads=("tps",)),
    Rule(find=stations.numbers, reads=("tps",)),
    Rule(find=legs.both_ends, reads=("legs",)),
    Rule(find=legs.both_ways, reads=("legs",)),
    Rule(find=legs.length, reads=("legs", "places")),
    Rule(find=fleet.shifts, reads=("vehicles",)),
    Rule(find=fleet.no_vehicle, reads=("vehicles",)),
    Rule(find=stages.all_stages, reads=("stages",)),
    Rule(find=stages.kinds, reads=("stages",)),
    Rule(find=stages.skipping, reads=("stages",)),
    Rule(find=stages.days, reads=("stages",)),
    Rule(find=stages.order, reads=("stages",)),
    Rule(find=stages.due_times, reads=("stages",)),
    Rule(find=others.stock_contests, reads=("stock",)),
    Rule(find=others.stock_damaged, reads=("stock",)),
    Rule(find=others.object_phases, reads=("objects",)),
    Rule(find=others.object_days, reads=("objects",)),
    Rule(find=others.heavy_days, reads=("climate",)),
    Rule(find=others.climate_districts, reads=("climate", "places")),
    Rule(find=hazards.hazard_names, reads=("hazards",)),
    Rule(find=hazards.hazard_distributions, reads=("hazards",)),
    Rule(find=hazards.hazard_words, reads=("hazards",)),
    Rule(find=hazards.hazard_surfaces, reads=("hazards", "surfaces")),
    Rule(find=hazards.breakdowns, reads=("hazards", "vehicles")),
    Rule(find=hazards.hazard_numbers, reads=("hazards",)),
    Rule(find=hazards.closure_hours, reads=("hazards",)),
    Rule(find=hazards.rain_classes, reads=("hazards",)),
    Rule(find=stations.decree, reads=("tps",), sound=True),
    Rule(find=reach.bases, reads=NETWORK, sound=True),
    Rule(find=reach.unreachable, reads=NETWORK, sound=True),
)


def check_rules(sheets: Sheets) -> list[Fault]:
    """
    Check the rules between rows and between tables.

    Parameters
    ----------
    sheets
        Tables as far as they could be read.

    Returns
    -------
    list of Fault
        Every fault, rule by rule.
    """
    tables = {sheet.file: name for name, sheet in sheets.tables.items()}
    faulty = {name for name, sheet in sheets.tables.items() if sheet.faults}
    faults: list[Fault] = []
    for rule in RULES:
        if not sheets.tables.keys() >= set(rule.reads):
            continue
        if rule.sound and faulty & set(rule.reads):
            continue
        found = [
            fault for fault in rule.find(sheets) if not _told(sheets, fault)
        ]
        faults += found
        faulty |= {tables.get(fault.file, "") for fault in found}
    return faults


def _told(sheets: Sheets, fault: Fault) -> bool:
    """Tell whether the cells of a fault have a fault of their own."""
    for sheet in sheets.tables.values():
        if sheet.file == fault.file:
            return fault.row in sheet.broken or any(
                (fault.row, column) in sheet.bad_cells
                for column in (fault.column or "").split(", ")
            )
    return False
