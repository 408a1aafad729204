"""What people call the places, stations, vehicles and goods of a dataset."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from sampai.documents.words import Words, words_of
from sampai.tables import Dataset

Row = Mapping[str, Any]
DEPOT, HUB, VILLAGE = "depot", "hub", "village"


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """
    Look names up; made once a document.

    Parameters
    ----------
    words
        Language of the names.
    places, tps, vehicles
        Rows of the tables by their id.
    """

    words: Words
    places: Mapping[str, Row]
    tps: Mapping[str, Row]
    vehicles: Mapping[str, Row]

    @property
    def hubs(self) -> list[str]:
        """Every hub by its id, sorted."""
        return self.of_kind(HUB)

    def of_kind(self, kind: str) -> list[str]:
        """
        List the places of a kind.

        Parameters
        ----------
        kind
            Kind of place.

        Returns
        -------
        list of str
            Their ids, sorted.
        """
        places = self.places.items()
        return sorted(key for key, row in places if row["kind"] == kind)

    def place(self, place_id: str) -> str:
        """
        Name of a place; a nameless junction goes by its id.

        Parameters
        ----------
        place_id
            Id of the place.

        Returns
        -------
        str
            Such as ``Bandar Jaya``.
        """
        return self.places[place_id]["name"] or place_id

    def hub_of(self, place_id: str) -> str | None:
        """
        Hub of the district a place lies in.

        Parameters
        ----------
        place_id
            Id of the place.

        Returns
        -------
        str or None
            Id of the hub; the place itself when it is one.
        """
        at: str | None = place_id
        while at is not None and self.places[at]["kind"] != HUB:
            at = self.places[at]["parent_id"]
        return at

    def place_in_full(self, place_id: str) -> str:
        """
        Name of a place with its kind and its district.

        Parameters
        ----------
        place_id
            Id of the place.

        Returns
        -------
        str
            Such as ``Desa Bandar Jaya, Kecamatan Ngambur``.
        """
        kind = self.places[place_id]["kind"]
        name = self.words(f"place.{kind}", name=self.place(place_id))
        hub_id = self.hub_of(place_id)
        if hub_id in {None, place_id}:
            return name
        district = self.words("place.district", name=self.place(str(hub_id)))
        return f"{name}, {district}"

    def keeper(self, place_id: str) -> str:
        """
        Who receives and hands over goods at a place.

        Parameters
        ----------
        place_id
            Id of the place.

        Returns
        -------
        str
            Such as ``PPS Bandar Jaya, Kecamatan Ngambur``.
        """
        kind = self.places[place_id]["kind"]
        keeper = self.words(f"keeper.{kind}", name=self.place(place_id))
        hub_id = self.hub_of(place_id)
        if hub_id in {None, place_id}:
            return keeper
        district = self.words("place.district", name=self.place(str(hub_id)))
        return f"{keeper}, {district}"

    def station(self, tps_id: str) -> str:
        """
        Name of a TPS with its village.

        Parameters
        ----------
        tps_id
            Id of the TPS.

        Returns
        -------
        str
            Such as ``TPS 3 Bandar Jaya``.
        """
        row = self.tps[tps_id]
        return f"TPS {row['number']} {self.place(row['village_id'])}"

    def owner(self, load: Row) -> str:
        """
        Whose goods a row of loads is.

        Parameters
        ----------
        load
            Row with ``tps_id`` or ``for_place_id``.

        Returns
        -------
        str
            Name of the TPS or of the district's committee.
        """
        if load["tps_id"] is not None:
            return self.station(load["tps_id"])
        return self.keeper(load["for_place_id"])

    def vehicle_type(self, code: str) -> str:
        """
        Name of a kind of vehicle.

        Parameters
        ----------
        code
            Its code.

        Returns
        -------
        str
            Such as ``Truk``.
        """
        return str(self.vehicles[code][f"name_{self.words.language}"])

    def vehicle(self, trip: Row) -> str:
        """
        Name of the vehicle of a trip.

        Parameters
        ----------
        trip
            Row with ``vehicle_type`` and ``vehicle``.

        Returns
        -------
        str
            Such as ``Truk 2``.
        """
        return f"{self.vehicle_type(trip['vehicle_type'])} {trip['vehicle']}"

    def district_order(self, place_id: str) -> tuple[str, int, str]:
        """
        Order of a place in a list: the depot, then district by district.

        Parameters
        ----------
        place_id
            Id of the place.

        Returns
        -------
        tuple
            To sort by.
        """
        kind = self.places[place_id]["kind"]
        rank = 0 if kind == HUB else 2 if kind == VILLAGE else 1
        return (self.hub_of(place_id) or "", rank, place_id)


def names_of(dataset: Dataset, language: str) -> Names:
    """
    Take the names from a dataset.

    Parameters
    ----------
    dataset
        The regency.
    language
        ``id`` or ``en``.

    Returns
    -------
    Names
        In that language.
    """
    return Names(
        words=words_of(dataset.settings, language),
        places=_by_key(dataset.places, "place_id"),
        tps=_by_key(dataset.tps, "tps_id"),
        vehicles=_by_key(dataset.vehicles, "vehicle_type"),
    )


def _by_key(frame: pl.DataFrame, key: str) -> dict[str, Row]:
    return {row[key]: row for row in frame.iter_rows(named=True)}
