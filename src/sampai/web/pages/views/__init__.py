"""The shared rooms of the house, by the names of its addresses."""

from sampai.web.pages.views.choices import set_language, set_theme
from sampai.web.pages.views.health import health
from sampai.web.pages.views.home import home, to_map
from sampai.web.pages.views.notices import notices
from sampai.web.pages.views.readiness import public, readiness
from sampai.web.pages.views.reference import about, help_page
from sampai.web.pages.views.search import search

__all__ = [
    "about",
    "health",
    "help_page",
    "home",
    "notices",
    "public",
    "readiness",
    "search",
    "set_language",
    "set_theme",
    "to_map",
]
