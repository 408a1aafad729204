"""What the contract says in English has words to be translated by."""

from pathlib import Path

import polib

from sampai.tables import DATASET_TABLES
from sampai.web import datasets
from sampai.web.datasets.words import MEANINGS, TITLES, UNITS, said

CATALOGUE = Path(datasets.__file__).parent / "locale/id/LC_MESSAGES/django.po"


def test_every_meaning_of_a_column_is_held_for_translation():
    meanings = {
        column.description
        for table in DATASET_TABLES.values()
        for column in table.columns.values()
    } | {table.doc for table in DATASET_TABLES.values()}
    assert meanings == MEANINGS


def test_every_unit_is_held_for_translation():
    units = {
        (column.metadata or {}).get("unit")
        for table in DATASET_TABLES.values()
        for column in table.columns.values()
    }
    assert units - {None, "-"} == UNITS


def test_every_table_has_a_title():
    assert list(TITLES) == [*DATASET_TABLES, "dataset"]


def test_a_meaning_is_said_in_indonesian():
    said_in = {
        entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUE))
    }
    assert said("Id of the place.") == said_in["Id of the place."]
    assert said("") == ""
