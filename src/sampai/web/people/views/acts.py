"""The log: who did what, when and why."""

import csv
import json
from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sampai.tables.escaping import escape
from sampai.web.people.doors import DoorRequest, door
from sampai.web.people.models import Act
from sampai.web.people.selectors import acts_in, verbs_in
from sampai.web.people.words import verb_name

PAGE = 50
LONGEST = 80
COLUMNS = ("at", "user", "verb", "subject", "reason", "detail")


def _asked(request: DoorRequest) -> dict[str, str]:
    return {
        key: request.GET.get(key, "").strip()[:LONGEST]
        for key in ("verb", "user", "from", "to", "q")
    }


@door("acts.see")
@require_GET
def acts(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Show the log.

    Parameters
    ----------
    request, regency
        Who asks, and of where; `acts_in` says what filters.

    Returns
    -------
    HttpResponse
        The page.
    """
    asked = _asked(request)
    page = Paginator(acts_in(request.regency, asked), PAGE).get_page(
        request.GET.get("page")
    )
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "people/acts.html",
        {
            "page": page,
            "lines": [(act, verb_name(act.verb)) for act in page],
            "asked": asked,
            "query": query.urlencode(),
            "verbs": [
                (verb, verb_name(verb)) for verb in verbs_in(request.regency)
            ],
        },
    )


@door("acts.see")
@require_GET
def acts_export(request: DoorRequest, regency: str) -> StreamingHttpResponse:
    """
    Give the log as a file, as it is filtered.

    Parameters
    ----------
    request, regency
        Who asks, and of where.

    Returns
    -------
    StreamingHttpResponse
        Lines of CSV as they are read.
    """
    found = acts_in(request.regency, _asked(request))
    answer = StreamingHttpResponse(_lines(found.iterator()), "text/csv")
    name = f"{regency}-log.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


class _Echo:
    def write(self, line: str) -> str:
        return line


def _lines(found: Iterator[Act]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS)
    for act in found:
        row = (
            act.at.isoformat(timespec="seconds"),
            act.user.username if act.user else "",
            act.verb,
            act.subject,
            act.reason,
            json.dumps(act.detail) if act.detail else "",
        )
        yield writer.writerow([escape(str(cell)) for cell in row])
