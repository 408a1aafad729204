"""What a form lets someone name: places, stations and stores of their own."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sampai.documents.names import Names
from sampai.web.people.scopes import Scope

# Past so many a list to choose from is a burden; the id is typed then.
MOST_CHOICES = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """
    What a form lets someone name.

    Parameters
    ----------
    names
        Of places and TPS; None without any data.
    scope
        Where the person may write.
    stores
        Ids of the stores there.
    zone
        Clock of the regency.
    """

    names: Names | None
    scope: Scope
    stores: tuple[str, ...]
    zone: ZoneInfo

    def has(self, table: str, one: str) -> bool:
        """
        Tell whether someone may name a row.

        Parameters
        ----------
        table, one
            Table that is referred to, and the id.

        Returns
        -------
        bool
            Whether it stands, in their territory.
        """
        if table == "stores":
            return one in self.stores
        if self.names is None:
            return False
        if table == "tps":
            return one in self.names.tps and self.scope.has_tps(one)
        return one in self.names.places and self.scope.has_place(one)

    def offer(self, table: str) -> list[tuple[str, str]] | None:
        """
        Give what there is to choose from.

        Parameters
        ----------
        table
            Table that is referred to.

        Returns
        -------
        list
            Ids and names, by name; None where there are too many.
        """
        if table == "stores":
            return [(one, one) for one in self.stores]
        if self.names is None:
            return []
        is_tps, names = table == "tps", self.names
        known = names.tps if is_tps else names.places
        own = [one for one in known if self.has(table, one)]
        if len(own) > MOST_CHOICES:
            return None
        name = names.station if is_tps else names.place_in_full
        pairs = ((one, name(one)) for one in own)
        return sorted(pairs, key=lambda pair: pair[1])
