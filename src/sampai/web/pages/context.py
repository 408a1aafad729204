"""What every page knows."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest

from sampai import __version__
from sampai.web.pages.models import Notice
from sampai.web.pages.rooms import rooms_for
from sampai.web.people.doors import may

THEMES = ("light", "dark")


def page(request: HttpRequest) -> dict[str, object]:
    """
    Give the layout what it shows on every page.

    Parameters
    ----------
    request
        Of the page.

    Returns
    -------
    dict
        Theme, version, regency, seats, unread notices, the rooms that
        open, and whether search does.
    """
    theme = request.COOKIES.get("theme", "")
    return {
        "theme": theme if theme in THEMES else "",
        "version": __version__,
        "is_demo": settings.DEMO,
        "regency": getattr(request, "regency", None),
        "seats": getattr(request, "seats", ()),
        # Asked for only where the layout shows it, not by a fragment.
        "unread": cache(lambda: _unread(request)),
        "rooms": rooms_for(request),
        "may_search": may(request, "search.use"),
    }


def _unread(request: HttpRequest) -> int:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return 0
    return Notice.objects.filter(user=user, read_at=None).count()
