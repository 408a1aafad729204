"""Ids: every one known; rows with others the rules do not see."""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from sampai.audit.facts import Facts
from sampai.audit.findings import Finding
from sampai.audit.records import Load, Records, Trip

Row = TypeVar("Row")
# What a row refers to: column, id found there, ids allowed there.
Reference = tuple[str, str, Container[str]]


class Sieve:
    """Lets rows with known ids pass, and notes a finding for the others."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def sift(
        self,
        rows: Iterable[Row],
        name: Callable[[Row], str],
        references: Callable[[Row], Iterable[Reference]],
    ) -> tuple[Row, ...]:
        """
        Keep the rows that are in order.

        Parameters
        ----------
        rows
            Rows of one file.
        name
            How findings name a row.
        references
            What a row refers to.

        Returns
        -------
        tuple
            The rows all of whose references are known.
        """
        return tuple(
            row for row in rows if self._is_known(name(row), references(row))
        )

    def _is_known(self, subject: str, references: Iterable[Reference]) -> bool:
        strange = [
            Finding(
                rule="ids",
                subject=subject,
                found=f"{column} {found!r}",
                expected="a known id",
            )
            for column, found, known in references
            if found not in known
        ]
        self.findings += strange
        return not strange


def known_records(
    records: Records, facts: Facts
) -> tuple[Records, tuple[Finding, ...]]:
    """
    Keep the rows whose ids are known.

    Parameters
    ----------
    records
        Rows as read.
    facts
        The dataset.

    Returns
    -------
    tuple
        The rows that can be judged, and a finding for each other one.
    """
    sieve, tps, places = Sieve(), facts.tps, facts.places
    trips = sieve.sift(
        records.trips,
        lambda row: f"trip {row.trip_id}",
        lambda row: _of_trip(row, facts),
    )
    named = {trip.trip_id for trip in records.trips}
    kept = replace(
        records,
        trips=trips,
        stops=sieve.sift(
            records.stops,
            lambda row: f"trip {row.trip_id}, stop {row.seq}",
            lambda row: (
                ("trip_id", row.trip_id, named),
                ("place_id", row.place_id, places),
            ),
        ),
        passages=sieve.sift(
            records.passages,
            lambda row: f"trip {row.trip_id}, passage {row.seq}.{row.part}",
            lambda row: (
                ("trip_id", row.trip_id, named),
                ("from_id", row.from_id, places),
                ("to_id", row.to_id, places),
            ),
        ),
        loads=sieve.sift(
            records.loads,
            lambda row: (
                f"trip {row.trip_id}, goods of {row.owner_id} from"
                f" {row.board_id} to {row.place_id}"
            ),
            lambda row: (
                ("trip_id", row.trip_id, named),
                *_of_load(row, facts),
            ),
        ),
        walks=sieve.sift(
            records.walks,
            lambda row: f"TPS {row.tps_id}, {row.stage}",
            lambda row: (
                ("tps_id", row.tps_id, tps),
                ("stage", row.stage, _foot_stages(facts)),
            ),
        ),
        unserved=sieve.sift(
            records.unserved,
            lambda row: f"unserved {row.tps_id}, {row.stage}",
            lambda row: (
                ("tps_id", row.tps_id, tps),
                ("stage", row.stage, facts.stages),
            ),
        ),
        exemptions=sieve.sift(
            records.exemptions,
            lambda row: f"exception {row.subject_id}, {row.rule}",
            lambda row: (("subject_id", row.subject_id, {*tps, *places}),),
        ),
        needs=sieve.sift(
            records.needs,
            lambda row: (
                f"needs {row.tps_id or row.place_id}, {row.item}"
                f" {row.contest}".rstrip()
            ),
            lambda row: _of_owner(
                ("tps_id", row.tps_id, tps),
                ("place_id", row.place_id, places),
            ),
        ),
    )
    return kept, tuple(sieve.findings)


def _foot_stages(facts: Facts) -> set[str]:
    return {
        stage.stage
        for stage in facts.stages.values()
        if "tps" in (stage.from_kind, stage.to_kind)
    }


def _of_trip(trip: Trip, facts: Facts) -> Iterator[Reference]:
    yield "stage", trip.stage, facts.stages.keys() - _foot_stages(facts)
    yield "vehicle_type", trip.vehicle_type, facts.vehicles
    yield "origin_id", trip.origin_id, facts.places
    yield "end_id", trip.end_id, facts.places
    yield "purpose", trip.purpose, ("carry", "reposition")


def _of_load(load: Load, facts: Facts) -> Iterator[Reference]:
    yield "board_id", load.board_id, facts.places
    yield "place_id", load.place_id, facts.places
    hubs = {
        place.place_id
        for place in facts.places.values()
        if place.kind == "hub"
    }
    yield from _of_owner(
        ("tps_id", load.tps_id, facts.tps),
        ("for_place_id", load.for_place_id, hubs),
    )


def _of_owner(first: Reference, second: Reference) -> Iterator[Reference]:
    """Exactly one of the two is filled."""
    if first[1] and second[1]:
        yield f"{first[0]} and {second[0]}", f"{first[1]} {second[1]}", ()
    elif second[1]:
        yield second
    else:
        yield first
