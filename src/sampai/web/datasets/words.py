"""What tables, columns and units are called on the pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

SETTINGS = "dataset"
TITLES: dict[str, Promise] = {
    "places": gettext_lazy("Places"),
    "tps": gettext_lazy("Polling stations"),
    "legs": gettext_lazy("Ways"),
    "surfaces": gettext_lazy("Kinds of way"),
    "vehicles": gettext_lazy("Vehicles"),
    "speeds": gettext_lazy("Speeds"),
    "stages": gettext_lazy("Stages"),
    "stock": gettext_lazy("Stock received"),
    "indicators": gettext_lazy("Indicators of vulnerability"),
    "classes": gettext_lazy("Classes of vulnerability"),
    "personnel": gettext_lazy("Police, army and civil guards"),
    "objects": gettext_lazy("What is guarded"),
    "climate": gettext_lazy("Weather by district"),
    "hazards": gettext_lazy("Numbers of chance"),
    SETTINGS: gettext_lazy("Settings"),
}
# The contract says what its columns mean in English; a test holds these,
# which are there to be translated, against it.
MEANINGS = frozenset(
    {
        _("Places that goods pass: depot, hubs, villages and points between."),
        _("Id of the place."),
        _("What the place is."),
        _("Name as people say it; only a junction may lack one."),
        _("Another name in use."),
        _("Place it belongs to: hub of a village, depot of a hub."),
        _("Latitude, WGS 84."),
        _("Longitude, WGS 84."),
        _("Opens; blank: always open."),
        _("Closes; blank: always open."),
        _("How far the row can be trusted."),
        _("Polling stations."),
        _("Id of the TPS."),
        _("Village it lies in."),
        _("Number within the village."),
        _("Regular or at a special location."),
        _("Men on the final list."),
        _("Women on the final list."),
        _("Edges of the network; each is ridden both ways."),
        _("One end."),
        _("Other end."),
        _("Kind of way."),
        _("Length of the way."),
        _("Rivers crossed by raft or ford."),
        _("Kinds of way, and what closes them."),
        _("What can close it."),
        _("Speed on wet days."),
        _("Chance that a heavy rain day closes it."),
        _("Kinds of vehicle, how many there are and what they cost."),
        _("Kind of vehicle."),
        _("Name in Indonesian."),
        _("Name in English."),
        _("Vehicles at hand."),
        _("Place they start and end at."),
        _("Volume one can carry."),
        _("Mass one can carry."),
        _("Cost of a vehicle-day."),
        _("Cost of a kilometre."),
        _("Cost of an hour."),
        _("Earliest on the road."),
        _("Latest on the road."),
        _("Longest time on duty a day."),
        _("People on board."),
        _("Police a trip needs."),
        _("Speed by vehicle and surface; no row: it cannot go there."),
        _("Speed in dry weather."),
        _("Stages of the distribution, out and back."),
        _("Stage."),
        _("Where it starts."),
        _("Where it ends."),
        _("First day."),
        _("Last day."),
        _("Handed over by then on the last day."),
        _("Out to the TPS or back."),
        _("Who answers for it."),
        _("Whether a trip may pass the hub by."),
        _("Opening hours and shift end do not bind."),
        _("Goods received; an item without a row is unknown, not zero."),
        _("Item of the regulation."),
        _("Contest, where the item has one."),
        _("Received."),
        _("Of them unusable."),
        _("Where they lie."),
        _("Bawaslu's indicators of vulnerability that hold at a TPS."),
        _("TPS."),
        _("Indicator."),
        _("Class of vulnerability that an authority gives a TPS."),
        _("Who gives it."),
        _("Class."),
        _("Units of police, army and civil guards."),
        _("Unit."),
        _("Force."),
        _("Name of the unit."),
        _("Where it is stationed."),
        _("People."),
        _("What is guarded besides TPS."),
        _("Object."),
        _("What it is."),
        _("Where it is."),
        _("Heading under which it is listed."),
        _("Guarded from."),
        _("Guarded to; before the start: next morning."),
        _("Police needed."),
        _("Weather of a district in the season of the vote."),
        _("District."),
        _("Chance of rain on a day."),
        _("Chance of heavy rain on a day."),
        _("Lag-one correlation of the normal variable behind the days."),
        _("Every number of a random draw that is not climate."),
        _("What happens."),
        _("To what."),
        _("How it is drawn."),
        _("First parameter."),
        _("Second parameter."),
        _("Unit of the parameters."),
    }
)
UNITS = frozenset(
    {
        _("degrees"),
        _("local time"),
        _("people"),
        _("m"),
        _("crossings"),
        _("share"),
        _("probability"),
        _("vehicles"),
        _("l"),
        _("kg"),
        _("IDR"),
        _("IDR/km"),
        _("IDR/h"),
        _("s"),
        _("km/h"),
        _("days from voting day"),
        _("pieces"),
        _("correlation"),
        _("see unit"),
    }
)
# Where the catalogue of the papers has words for the codes of a column.
SECTIONS = {
    "kind": "kind",
    "from_kind": "kind",
    "to_kind": "kind",
    "stage": "stage",
    "surface": "surface",
    "direction": "direction",
    "force": "force",
    "confidence": "confidence",
    "contest": "contest",
}


def said(words: str) -> str:
    """
    Say in the language of the page what the contract says in English.

    Parameters
    ----------
    words
        A meaning or a unit of the contract.

    Returns
    -------
    str
        The words themselves where they have no translation.
    """
    return gettext(words) if words else ""
