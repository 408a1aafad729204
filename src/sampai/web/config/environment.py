"""Settings of the site that come from the environment, checked at once."""

import re
from base64 import urlsafe_b64decode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import environ

from sampai.errors import SampaiError

SECRET_LENGTH = 50
# Of different letters: fifty times the same is soon guessed.
SECRET_LETTERS = 10
FERNET_BYTES = 32
# Begins the keys of the demo and of the tests, which everyone may read.
KNOWN_KEYS = b"sampai-"
SERVERS = ("postgres", "postgresql")
EXAMPLES = (
    "sqlite:////srv/sampai/sampai.sqlite3 or postgres://user:word@host/name"
)
HOST = re.compile(
    r"\.?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9a-f:]+\]"
)


class SettingsError(SampaiError):
    """Settings in the environment that the site cannot start with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """
    What one installation decides for itself.

    Parameters
    ----------
    secret_key
        Signs sessions; at least 50 letters.
    person_keys
        Fernet keys for names and phones, the newest first; older ones
        still open what they closed.
    database
        Address such as ``sqlite:////srv/sampai/sampai.sqlite3`` or
        ``postgres://user:word@host/name``.
    hosts
        Names under which the site answers.
    origins
        Addresses that forms may come from, such as ``https://kpu.example``.
    files
        Folder for what is uploaded and made.
    email_url
        Where mail is handed in; ``consolemail://`` prints it.
    behind_proxy
        Whether a proxy in front speaks TLS and says so.
    """

    secret_key: str
    person_keys: tuple[str, ...]
    database: str
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    files: Path
    email_url: str
    behind_proxy: bool


def read_environment() -> Environment:
    """
    Read the settings of a real installation.

    Returns
    -------
    Environment
        Sound settings.

    Raises
    ------
    SettingsError
        With every fault in one line each, when there is any.
    """
    env = environ.Env()
    faults: list[str] = []
    found = Environment(
        secret_key=env.str("SAMPAI_SECRET_KEY", ""),
        person_keys=tuple(env.list("SAMPAI_PERSON_KEYS", default=[])),
        database=env.str("SAMPAI_DATABASE", ""),
        hosts=tuple(env.list("SAMPAI_HOSTS", default=[])),
        origins=tuple(env.list("SAMPAI_ORIGINS", default=[])),
        files=Path(env.str("SAMPAI_FILES", "")),
        email_url=env.str("SAMPAI_EMAIL_URL", "consolemail://"),
        behind_proxy=_flag(env, "SAMPAI_BEHIND_PROXY", faults),
    )
    for name, is_sound, expected in _rules(found):
        if not is_sound():
            faults.append(f"{name}: expected {expected}.")
    if faults:
        raise SettingsError("\n".join(faults))
    return found


def _rules(
    found: Environment,
) -> tuple[tuple[str, Callable[[], bool], str], ...]:
    return (
        (
            "SAMPAI_SECRET_KEY",
            lambda: _is_secret(found.secret_key),
            f"at least {SECRET_LENGTH} letters that nobody can guess",
        ),
        (
            "SAMPAI_PERSON_KEYS",
            lambda: (
                bool(found.person_keys)
                and all(map(_is_fernet, found.person_keys))
            ),
            "one Fernet key or more, newest first, separated by commas",
        ),
        (
            "SAMPAI_DATABASE",
            lambda: _is_database(found.database),
            f"an address such as {EXAMPLES}",
        ),
        (
            "SAMPAI_HOSTS",
            lambda: bool(found.hosts) and all(map(_is_host, found.hosts)),
            "the names under which the site answers, separated by commas",
        ),
        (
            "SAMPAI_ORIGINS",
            lambda: bool(found.origins) and all(map(_is_https, found.origins)),
            "addresses beginning with https://, separated by commas",
        ),
        (
            "SAMPAI_FILES",
            found.files.is_absolute,
            "the whole path of a folder for uploads and results",
        ),
        (
            "SAMPAI_EMAIL_URL",
            lambda: _is_email(found.email_url),
            "an address such as smtp+tls://user:word@host:587",
        ),
    )


def _flag(env: environ.Env, name: str, faults: list[str]) -> bool:
    value: str = env.str(name, "no")
    if value not in {"yes", "no"}:
        faults.append(f"{name}: found {value!r}, expected yes or no.")
    return value == "yes"


def _is_secret(key: str) -> bool:
    return len(key) >= SECRET_LENGTH and len(set(key)) >= SECRET_LETTERS


def _is_fernet(key: str) -> bool:
    try:
        held = urlsafe_b64decode(key)
    except ValueError:
        return False
    return len(held) == FERNET_BYTES and not held.startswith(KNOWN_KEYS)


def _is_database(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme == "sqlite":
        # Three slashes begin a path that depends on where one stands.
        return not parts.netloc and parts.path.startswith("//")
    return parts.scheme in SERVERS and len(parts.path) > 1


def _is_host(name: str) -> bool:
    return HOST.fullmatch(name) is not None


def _is_https(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.netloc)


def _is_email(address: str) -> bool:
    try:
        return urlsplit(address).scheme in environ.Env.EMAIL_SCHEMES
    except ValueError:
        return False
