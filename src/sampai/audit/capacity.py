"""Capacity: litres and kilograms on board from stop to stop."""

from collections.abc import Iterator

from sampai.audit.case import Case
from sampai.audit.findings import Finding
from sampai.audit.runs import Halt, Run

SLACK = 1e-6


def check_capacity(case: Case) -> Iterator[Finding]:
    """
    Judge what is on board after every standing of every trip.

    Goods leave before others board.

    Parameters
    ----------
    case
        What is under audit.

    Yields
    ------
    Finding
        One a trip and measure, at the fullest standing.
    """
    for run in case.runs:
        vehicle = case.facts.vehicles[run.trip.vehicle_type]
        limits = (
            ("l", "volume_l", vehicle.volume_l),
            ("kg", "mass_kg", vehicle.mass_kg),
        )
        for unit, measure, limit in limits:
            most, halt = _fullest(run, measure)
            if most > limit + SLACK:
                yield Finding(
                    rule="capacity",
                    subject=f"{run.subject} after {halt.place_id}",
                    found=f"{most:g} {unit} on board",
                    expected=f"at most {limit:g} {unit}",
                )


def _fullest(run: Run, measure: str) -> tuple[float, Halt]:
    on_board, most, fullest = 0.0, 0.0, run.halts[0]
    for halt in run.halts:
        on_board -= sum(getattr(load, measure) for load in halt.loads_off)
        on_board += sum(getattr(load, measure) for load in halt.loads_on)
        if on_board > most:
            most, fullest = on_board, halt
    return most, fullest
