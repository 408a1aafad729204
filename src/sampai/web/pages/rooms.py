"""The rooms of the menu, and to whom each opens."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sampai.web.people.doors import may


@dataclass(frozen=True, slots=True)
class Room:
    """
    One line of the menu.

    Parameters
    ----------
    name
        What it says.
    address
        Name of the view.
    permission
        To whom it opens.
    """

    name: Promise
    address: str
    permission: str


ROOMS = (
    Room(_("Readiness"), "readiness", "home.see"),
    Room(_("Map"), "plans:map", "map.see"),
    Room(_("Data"), "datasets:overview", "data.see"),
    Room(_("Needs"), "supplies:needs", "needs.see"),
    Room(_("Stock"), "supplies:stock", "stock.see"),
    Room(_("Distribution plan"), "plans:list", "plans.see"),
    Room(_("Risk"), "plans:risk", "risk.see"),
    Room(_("Prices"), "plans:prices", "prices.see"),
    Room(_("Weather and tide"), "plans:weather", "weather.see"),
    Room(_("Records"), "records:overview", "records.see"),
    Room(_("Jobs"), "jobs:list", "jobs.see"),
    Room(_("People"), "people:list", "people.see"),
    Room(_("Log"), "people:acts", "acts.see"),
)


def rooms_for(request: HttpRequest) -> list[dict[str, object]]:
    """
    Give the lines of the menu for someone.

    Parameters
    ----------
    request
        Of the page.

    Returns
    -------
    list of dict
        Name, address, and whether one stands in it.
    """
    regency = getattr(request, "regency", None)
    if regency is None:
        return []
    urls = {
        room: reverse(room.address, args=[regency.code])
        for room in ROOMS
        if may(request, room.permission)
    }
    # Rooms lie inside one another; one stands in the innermost.
    home = reverse("readiness", args=[regency.code])
    around = [
        url
        for url in urls.values()
        if request.path.startswith(url)
        and (url != home or request.path == url)
    ]
    here = max(around, key=len, default=None)
    return [
        {"name": room.name, "url": url, "here": url == here}
        for room, url in urls.items()
    ]
