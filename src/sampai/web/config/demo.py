"""
Settings of the demo: one-click roles, a database of its own, this machine.

Nothing here is secret and nothing here is safe; `serving` binds it to
127.0.0.1 and refuses every other address.
"""

import os
from pathlib import Path

from sampai.web.config.base import *  # noqa: F403 (settings add to the shared)
from sampai.web.config.base import INSTALLED_APPS, sqlite

DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "sampai.web.demo"]
DEBUG = False
SECRET_KEY = "demo only: everyone may know it, and no secret lies behind it"  # noqa: S105 (the demo keeps no secret)
PERSON_KEYS = ("c2FtcGFpLWRlbW8ta2V5LW5vYm9keS1pcy1yZWFsLiE=",)
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
_folder = Path(os.environ.get("SAMPAI_DEMO_FOLDER", "out/demo")).resolve()
DATABASES = {"default": sqlite(_folder / "demo.sqlite3")}
MEDIA_ROOT = _folder / "files"
STATIC_ROOT = _folder / "static"
# Straight from the package: nothing to collect before the first page.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
