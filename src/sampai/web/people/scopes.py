"""How far someone sees: the regency, a district, a village, a TPS."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import polars as pl

from sampai.web.datasets.convert import dataset_of_edition
from sampai.web.datasets.models import Edition
from sampai.web.people.models import Seat
from sampai.web.people.roles import Role
from sampai.web.sheets.memory import kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """
    Territory within one regency.

    Parameters
    ----------
    whole
        Whether it is the whole regency; the sets are empty then.
    places
        Hubs and villages.
    tps
        Polling stations.
    vehicles
        That someone drives, each as its type and number with a colon
        between.
    """

    whole: bool = False
    places: frozenset[str] = frozenset()
    tps: frozenset[str] = frozenset()
    vehicles: frozenset[str] = frozenset()

    def has_place(self, place_id: str) -> bool:
        """
        Tell whether a hub or a village lies in the territory.

        Parameters
        ----------
        place_id
            Its id.

        Returns
        -------
        bool
            Always true for a whole regency.
        """
        return self.whole or place_id in self.places

    def has_tps(self, tps_id: str) -> bool:
        """
        Tell whether a polling station lies in the territory.

        Parameters
        ----------
        tps_id
            Its id.

        Returns
        -------
        bool
            Always true for a whole regency.
        """
        return self.whole or tps_id in self.tps


def scope_of(seats: Iterable[Seat], edition: Edition | None) -> Scope:
    """
    Join the territories of seats.

    Parameters
    ----------
    seats
        Of one person in one regency.
    edition
        Data that tell which village lies in which district.

    Returns
    -------
    Scope
        Everything that lies in any of them.
    """
    # A driver has a vehicle, or none yet; never the regency.
    held = {(seat.role == Role.DRIVER, seat.place_id) for seat in seats}
    named = frozenset(place for drives, place in held if not drives)
    vehicles = frozenset(place for drives, place in held if drives and place)
    if "" in named:
        return Scope(whole=True)
    if edition is None or not named:
        return Scope(vehicles=vehicles)
    return replace(_scope(named, edition.pk), vehicles=vehicles)


@kept(2_000)
def _scope(named: frozenset[str], edition_id: int) -> Scope:
    dataset = dataset_of_edition(Edition.objects.get(pk=edition_id))
    below = dataset.places.filter(pl.col("parent_id").is_in(list(named)))
    places = named | frozenset(below["place_id"])
    inside = pl.col("village_id").is_in(list(places))
    own = pl.col("tps_id").is_in(list(named))
    tps = dataset.tps.filter(inside | own)
    known = frozenset(dataset.places["place_id"])
    return Scope(places=places & known, tps=frozenset(tps["tps_id"]))
