"""Who calls, where they may do what, and search."""

from typing import Annotated, Any

from ninja import Query

from sampai.web.api.desk import Desk
from sampai.web.api.schemas import NO_NULL, HitOut, MeOut, RegencyOut
from sampai.web.datasets.models import Regency
from sampai.web.pages.selectors import Hit, found_in
from sampai.web.people.doors import DoorRequest, may
from sampai.web.people.roles import PERMISSIONS

desk = Desk(tags=["house"])
Words = Annotated[str, Query(min_length=2, max_length=80, pattern=NO_NULL)]


@desk.read("/me", "", MeOut)
def me(request: DoorRequest) -> dict[str, Any]:
    """Tell who calls, and what they may do."""
    return {
        "username": request.user.username,
        "by_token": hasattr(request, "token_scopes"),
        "seats": [
            {
                "role": seat.role,
                "regency": seat.regency.code,
                "place_id": seat.place_id,
                "ends_at": seat.ends_at,
                "is_emergency": seat.is_emergency,
            }
            for seat in request.seats
        ],
        "permissions": [one for one in PERMISSIONS if may(request, one)],
    }


@desk.read("/regencies", "", list[RegencyOut])
def regencies(request: DoorRequest) -> list[dict[str, Any]]:
    """List the regencies in which the caller holds a seat."""
    held = {seat.regency_id for seat in request.seats}
    found = Regency.objects.filter(pk__in=held).select_related("current")
    return [
        {
            "code": one.code,
            "name": one.name,
            "edition": one.current.number if one.current else None,
        }
        for one in found.order_by("name")
    ]


@desk.read("/r/{regency}/search", "search.use", list[HitOut])
def search(request: DoorRequest, regency: str, q: Words) -> list[Hit]:
    """Search everything that the caller may see."""
    return found_in(request, q.strip())
