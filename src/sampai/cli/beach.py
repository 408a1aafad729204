"""Who can ride the whole beach in one tide."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from rich.markup import escape
from rich.table import Table

from sampai.cli.view import View


def beach(view: View) -> Iterator[Table]:
    """
    Set each vehicle's ride along the beach against the longest opening.

    It is why goods to the far villages change from one kind of vehicle to
    another, so it is told beside the plan.

    Parameters
    ----------
    view
        The plan.

    Yields
    ------
    rich.table.Table
        A row a vehicle type; no table where the tide closes nothing.
    """
    rides = cast(
        "Sequence[Mapping[str, Any]]",
        view.operation.summary.get("tidal_crossings", ()),
    )
    if not rides:
        return
    words = view.words
    texts = ("vehicle_type", "to")
    numbers = ("distance", "dry_day", "wet_day", "open", "one_tide")
    table = view.table("beach", map(view.text, texts), map(view.text, numbers))
    table.caption = view.text("beach_note")
    places = dict(view.dataset.places.select("place_id", "name").iter_rows())
    kinds = dict(
        view.dataset.vehicles.select(
            "vehicle_type", f"name_{words.language}"
        ).iter_rows()
    )
    for ride in rides:
        fits = ride["calm_s"] <= ride["longest_open_s"]
        table.add_row(
            escape(kinds[ride["vehicle_type"]]),
            escape(places[ride["to_id"]] or ride["to_id"]),
            words.km(ride["distance_m"]),
            words.span(ride["calm_s"]),
            words.span(ride["wet_s"]),
            words.span(ride["longest_open_s"]),
            words("general.yes" if fits else "general.no"),
        )
    yield table
