"""The app as Django loads it."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Loads under the name of its folder."""

    name = "sampai.web.api"
