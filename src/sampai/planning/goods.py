"""Goods as they travel: boxes, booths and one bag a tps, boxes a district."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sampai.election import Sizes


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """
    Goods of one tps or of one district, or a part of them.

    Parameters
    ----------
    tps_id, for_place_id
        Whose goods they are; exactly one of the two.
    boxes, booths, bags
        Pieces.
    volume_l, mass_kg
        Of all pieces together. [l, kg]
    """

    tps_id: str | None
    for_place_id: str | None
    boxes: int
    booths: int
    bags: int
    volume_l: float
    mass_kg: float

    @property
    def subject(self) -> str:
        """Whose goods they are, as one key that sorts."""
        return self.tps_id or self.for_place_id or ""

    def part(
        self, sizes: Sizes, *, boxes: int, booths: int, bags: int
    ) -> "Lot":
        """
        Take a part of the lot.

        Parameters
        ----------
        sizes
            Litres and kilograms of the pieces.
        boxes, booths, bags
            Pieces to take.

        Returns
        -------
        Lot
            The part, with its litres and kilograms.
        """
        whole = self.tps_id is not None
        box_l = sizes.box_l if whole else sizes.district_box_l
        box_kg = sizes.box_kg if whole else sizes.district_box_kg
        return replace(
            self,
            boxes=boxes,
            booths=booths,
            bags=bags,
            volume_l=boxes * box_l
            + booths * sizes.booth_l
            + bags * sizes.bag_l,
            mass_kg=boxes * box_kg
            + booths * sizes.booth_kg
            + bags * sizes.bag_kg,
        )

    def boxes_only(self, sizes: Sizes) -> "Lot":
        """
        Take what must come back after the count.

        Parameters
        ----------
        sizes
            Litres and kilograms of the pieces.

        Returns
        -------
        Lot
            The boxes alone.
        """
        return self.part(sizes, boxes=self.boxes, booths=0, bags=0)


def total(lots: Iterable[Lot]) -> tuple[int, float, float]:
    """
    Add up lots.

    Parameters
    ----------
    lots
        Any lots.

    Returns
    -------
    tuple
        Boxes, litres and kilograms. [pieces, l, kg]
    """
    held = tuple(lots)
    return (
        sum(lot.boxes for lot in held),
        sum(lot.volume_l for lot in held),
        sum(lot.mass_kg for lot in held),
    )
