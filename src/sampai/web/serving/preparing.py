"""Make ready what the site needs before its first page."""

import os
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection

from sampai.errors import SampaiError

PRODUCTION = "sampai.web.config.production"
DEMO = "sampai.web.config.demo"
VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
# One file of each project whose absence a page would show.
NEEDED = ("pico.min.css", "maplibre-gl-csp.js", "uplot.js", "coast.json")
Tell = Callable[[str], object]


class ServingError(SampaiError):
    """Something in the way of starting the site."""


def set_up(module: str) -> None:
    """
    Load the settings.

    Parameters
    ----------
    module
        Name of the settings module.

    Raises
    ------
    ServingError
        When Django cannot work with them.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = module
    try:
        django.setup()
    except ImproperlyConfigured as error:
        message = f"Settings of the site: {error}"
        raise ServingError(message) from error


def check_vendor() -> None:
    """
    Refuse to start without the files of other projects.

    Raises
    ------
    ServingError
        When one is missing.
    """
    missing = [name for name in NEEDED if not (VENDOR / name).is_file()]
    if missing:
        message = (
            f"{VENDOR / missing[0]} is missing: the browser's files were "
            "not fetched. Run `make setup` once with a network."
        )
        raise ServingError(message)


def check_port(address: str, port: int) -> None:
    """
    Refuse a port that another program holds.

    Parameters
    ----------
    address, port
        Where the site is to answer.

    Raises
    ------
    ServingError
        When it cannot be had.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        # As the server does; a port just left by another is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            message = (
                f"Cannot listen on {address}:{port}: {error.strerror}. "
                f"Choose another with --port, such as --port {port + 1}."
            )
            raise ServingError(message) from error


def migrate() -> None:
    """
    Bring the database to the shape of this version.

    Raises
    ------
    ServingError
        When it does not answer.
    """
    name = settings.DATABASES["default"]["NAME"]
    if connection.vendor == "sqlite":
        Path(str(name)).parent.mkdir(parents=True, exist_ok=True)
    try:
        call_command("migrate", verbosity=0)
    except DatabaseError as error:
        first = (str(error).splitlines() or [type(error).__name__])[0]
        message = f"The database does not answer: {first}"
        raise ServingError(message) from error


def make_folders() -> None:
    """Make the folder for files and lay the static files ready."""
    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True, mode=0o700)
    Path(str(settings.STATIC_ROOT)).mkdir(parents=True, exist_ok=True)
    if not settings.DEMO:
        call_command("collectstatic", interactive=False, verbosity=0)


def prepare(module: str, tell: Tell) -> None:
    """
    Make everything ready but the data.

    Parameters
    ----------
    module
        Name of the settings module.
    tell
        Told each step as it begins.
    """
    tell("Check the settings")
    set_up(module)
    check_vendor()
    tell("Bring the database up to date")
    migrate()
    make_folders()
