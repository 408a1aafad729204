"""
The REST API: everything the pages do, for other programs.

It is described at /api/docs by files of this site alone. What publishes,
enrols, changes roles or breaks the glass asks for a person at a browser.
"""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.security import SessionAuth

from sampai import __version__
from sampai.web.api.once import Again, tell_again
from sampai.web.api.refusals import not_found, refusal, refuse_in_json
from sampai.web.api.routes import (
    data,
    house,
    imports,
    jobs,
    papers,
    plans,
    records,
    risk,
    supplies,
)

EVERY = ["GET", "POST", "PUT", "PATCH", "DELETE"]

api = NinjaAPI(
    title="sampai",
    version=__version__,
    description=__doc__,
    urls_namespace="api",
    # Of the calls that name none; it also makes the docs send CSRF tokens.
    auth=[SessionAuth()],
)
refuse_in_json(api)
api.add_exception_handler(Again, tell_again)  # type: ignore[arg-type] # ninja's hint takes the class for one of its objects
rest_of_house = Router()


@rest_of_house.api_operation(
    EVERY,
    "/{path:rest}",
    auth=None,
    include_in_schema=False,
    url_name="elsewhere",
)
def elsewhere(request: HttpRequest, rest: str) -> HttpResponse:
    """
    Refuse an address that leads nowhere as the others refuse.

    Parameters
    ----------
    request, rest
        What was asked for.

    Returns
    -------
    HttpResponse
        404.
    """
    del request, rest
    return refusal(not_found())


for room in (
    house,
    data,
    imports,
    supplies,
    plans,
    risk,
    papers,
    records,
    jobs,
):
    api.add_router("", room.desk)
# The last, since it takes every address.
api.add_router("", rest_of_house)
