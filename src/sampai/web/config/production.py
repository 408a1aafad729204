"""Settings of a real installation, from the environment."""

import environ

from sampai.web.config.base import *  # noqa: F403 (settings add to the shared)
from sampai.web.config.base import sqlite
from sampai.web.config.environment import read_environment

_environment = read_environment()

DEBUG = False
SECRET_KEY = _environment.secret_key
PERSON_KEYS = _environment.person_keys
ALLOWED_HOSTS = list(_environment.hosts)
CSRF_TRUSTED_ORIGINS = list(_environment.origins)
DATABASES = {"default": environ.Env.db_url_config(_environment.database)}
if "sqlite" in str(DATABASES["default"]["ENGINE"]):
    DATABASES = {"default": sqlite(str(DATABASES["default"]["NAME"]))}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
MEDIA_ROOT = _environment.files
STATIC_ROOT = _environment.files / "static"
# Tries at a second factor, counted together by all processes.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_counts",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
EMAIL_CONFIG = environ.Env.email_url_config(_environment.email_url)
vars().update(EMAIL_CONFIG)

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
if _environment.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # The last address of X-Forwarded-For is the one that the proxy saw.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
