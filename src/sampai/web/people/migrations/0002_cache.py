"""A table for what all processes of the site count together."""

from typing import Any

from django.core.management import call_command
from django.db import migrations

TABLE = "people_counts"


def make(_apps: Any, editor: Any) -> None:
    """
    Make the table of the cache.

    Parameters
    ----------
    _apps, editor
        As Django passes them.
    """
    alias = editor.connection.alias
    call_command("createcachetable", TABLE, database=alias, verbosity=0)


def drop(_apps: Any, editor: Any) -> None:
    """
    Take the table of the cache away.

    Parameters
    ----------
    _apps, editor
        As Django passes them.
    """
    editor.execute(f"DROP TABLE {editor.quote_name(TABLE)}")


class Migration(migrations.Migration):
    """Counts of tries to sign in, which two processes must share."""

    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
