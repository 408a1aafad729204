"""Run the retention of names and phones, once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from sampai.web.people.services import forget_persons


class Command(BaseCommand):
    """Deletes names and phones whose time is over."""

    help = "Delete names and phones whose last day is over."

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """
        Delete them, and tell how many they were.

        Parameters
        ----------
        *_arguments, **options
            As Django passes them; verbosity 0 tells nothing.
        """
        count = forget_persons(timezone.now().date())
        if options["verbosity"]:
            self.stdout.write(f"{count} deleted")
