"""Production settings: nothing to warn of, and no door left ajar."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.config.sound import SOUND

PRODUCTION = "sampai.web.config.production"
LOOK = """
import json
import django
django.setup()
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.urls import NoReverseMatch, reverse
try:
    reverse("demo:enter")
    has_demo = True
except NoReverseMatch:
    has_demo = False
print(json.dumps({
    "demo": settings.DEMO or "sampai.web.demo" in settings.INSTALLED_APPS,
    "demo_door": has_demo,
    "debug": settings.DEBUG,
    "hash": make_password("a long pass phrase").split("$")[0],
    "proxy": getattr(settings, "SECURE_PROXY_SSL_HEADER", None),
    "proxies": getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0),
    "axes": getattr(settings, "AXES_ENABLED", True),
    "cache": settings.CACHES["default"]["BACKEND"].rsplit(".", 1)[1],
}))
"""


@pytest.fixture
def sound(tmp_path: Path) -> dict[str, str]:
    """An environment to start with, whatever ours is."""
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("SAMPAI_")
    }
    return (
        ours
        | SOUND
        | {
            "DJANGO_SETTINGS_MODULE": PRODUCTION,
            "SAMPAI_DATABASE": f"sqlite:///{tmp_path}/sampai.sqlite3",
            "SAMPAI_FILES": str(tmp_path / "files"),
        }
    )


def run(
    environment: dict[str, str], *command: str
) -> subprocess.CompletedProcess[str]:
    """Run Python on its own."""
    return subprocess.run(  # noqa: S603 (the command is ours)
        [sys.executable, *command],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )


@pytest.mark.parametrize("proxy", ["yes", "no"])
def test_the_check_before_a_deployment_has_nothing_to_say(
    sound: dict[str, str], proxy: str
):
    told = run(
        sound | {"SAMPAI_BEHIND_PROXY": proxy},
        *("-m", "django", "check", "--deploy", "--fail-level", "WARNING"),
    )
    assert told.returncode == 0, told.stderr
    assert "no issues (0 silenced)" in told.stdout


@pytest.mark.parametrize("proxy", ["yes", "no"])
def test_production_hashes_slowly_counts_together_and_has_no_demo(
    sound: dict[str, str], proxy: str
):
    told = run(sound | {"SAMPAI_BEHIND_PROXY": proxy}, "-c", LOOK)
    assert told.returncode == 0, told.stderr
    is_behind = proxy == "yes"
    assert json.loads(told.stdout) == {
        "demo": False,
        "demo_door": False,
        "debug": False,
        "hash": "argon2",
        # What a stranger sends is believed only where a proxy writes it.
        "proxy": ["HTTP_X_FORWARDED_PROTO", "https"] if is_behind else None,
        "proxies": int(is_behind),
        "axes": True,
        "cache": "DatabaseCache",
    }


SERVE = "from sampai.cli.app import main; main(['serve'{}])"


@pytest.mark.parametrize("more", ["", ", '--prepare-only'"])
def test_serve_names_each_wrong_setting_and_ends(
    sound: dict[str, str], more: str
):
    wrong = {"SAMPAI_HOSTS": "*", "SAMPAI_FILES": "files"}
    told = run(sound | wrong, "-c", SERVE.format(more))
    assert told.returncode == 1
    for name in wrong:
        assert f"{name}: expected" in told.stderr
    assert "Traceback" not in told.stderr


def test_serve_makes_a_new_database_ready(
    sound: dict[str, str], tmp_path: Path
):
    told = run(sound, "-c", SERVE.format(", '--prepare-only'"))
    assert told.returncode == 0, told.stderr
    assert (tmp_path / "sampai.sqlite3").is_file()
    assert (tmp_path / "files").stat().st_mode & 0o077 == 0
