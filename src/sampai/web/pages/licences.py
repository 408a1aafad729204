"""Licences of what the set-up command copied, for the page that shows them."""

import json
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, metadata
from typing import Any

from django.contrib.staticfiles import finders

# What the pages themselves run on; the lock file holds the rest.
SHOWN = ("django", "django-htmx", "granian", "polars", "pyvrp", "typst")


@lru_cache(maxsize=1)
def packages() -> list[dict[str, Any]]:
    """
    List the software of others that a page is made with.

    Returns
    -------
    list of dict
        Name, version, licence and, where we have it, its text.
    """
    path = finders.find("vendor/licences.json")
    held: list[dict[str, Any]] = []
    if isinstance(path, str):
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 (finders gives a text)
            held = json.load(file)["packages"]
    return [*filter(None, map(_installed, SHOWN)), *held]


def _installed(name: str) -> dict[str, Any] | None:
    try:
        told = metadata(name).json
    except PackageNotFoundError:
        return None
    licence = str(told.get("license_expression") or told.get("license") or "")
    return {
        "name": told["name"],
        "version": told["version"],
        "licence": licence.splitlines()[0] if licence else "",
    }
