"""The app as Django loads it."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Loads under the name of its folder."""

    name = "sampai.web.demo"
