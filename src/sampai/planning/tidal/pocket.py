"""Goods behind a gate that only tide-bound legs reach."""

from dataclasses import dataclass

from sampai.planning.errands import Errand


@dataclass(frozen=True, slots=True, kw_only=True)
class Pocket:
    """
    Villages behind a gate that only tide-bound legs reach.

    Parameters
    ----------
    gate_id
        Where goods change to the vehicles of the pocket.
    outward
        Whether goods go from the gate to the villages, or back.
    errands
        What is to be carried.
    first_day
        First day of the stage: no empty run sets out before it.
    days
        Days on which goods may be carried.
    due_s
        Moment by which they are handed over. [s]
    night
        Whether hours of places and shifts do not bind.
    late_after_s
        Arrivals at the gate after this are too late by a rule, if any. [s]
    """

    gate_id: str
    outward: bool
    errands: tuple[Errand, ...]
    first_day: int
    days: tuple[int, ...]
    due_s: int
    night: bool
    late_after_s: int | None = None

    def village_of(self, errand: Errand) -> str:
        """
        Far end of an errand.

        Parameters
        ----------
        errand
            One of the pocket.

        Returns
        -------
        str
            The village.
        """
        return errand.to_id if self.outward else errand.from_id

    def demand(self) -> dict[str, tuple[int, int, int]]:
        """
        Boxes, booths and bags by village.

        Returns
        -------
        dict
            Pieces by village, in the order of their ids.
        """
        found: dict[str, tuple[int, int, int]] = {}
        for errand in self.errands:
            village = self.village_of(errand)
            boxes, booths, bags = found.get(village, (0, 0, 0))
            for lot in errand.lots:
                boxes += lot.boxes
                booths += lot.booths
                bags += lot.bags
            found[village] = (boxes, booths, bags)
        return dict(sorted(found.items()))

    def ready_s(self, village: str) -> int:
        """
        When all goods of a village are ready to board.

        Parameters
        ----------
        village
            A village of the pocket.

        Returns
        -------
        int
            The moment. [s]
        """
        return max(
            errand.ready_s
            for errand in self.errands
            if self.village_of(errand) == village
        )
