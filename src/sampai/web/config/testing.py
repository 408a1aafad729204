"""Settings of the tests: as in the demo, in memory or on PostgreSQL."""

import os
import tempfile
from pathlib import Path

import environ

from sampai.web.config.base import *  # noqa: F403 (settings add to the shared)
from sampai.web.config.base import INSTALLED_APPS

DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "sampai.web.demo"]
SECRET_KEY = "tests only: long enough for the check of its length, no more"  # noqa: S105 (tests keep no secret)
PERSON_KEYS = ("c2FtcGFpLXRlc3Qta2V5LW5vYm9keS1pcy1yZWFsLiE=",)
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES = {
    "default": environ.Env.db_url_config(
        os.environ.get("SAMPAI_TEST_DATABASE", "sqlite://:memory:")
    )
}
MEDIA_ROOT = Path(tempfile.gettempdir()) / "sampai-tests"
# A password is checked often in tests and guards nothing there.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}
}
AXES_ENABLED = False
