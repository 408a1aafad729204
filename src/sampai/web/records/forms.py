"""Forms of records: a field for each column, as its schema says."""

from collections.abc import Iterator, Mapping
from typing import Any

import dataframely as dy
from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sampai.tables.columns import CODE_PATTERN
from sampai.tables.record_schemas import RECORD_TABLES
from sampai.web.records.fields import CHOOSE, MomentField, YesNoField
from sampai.web.records.ground import Ground
from sampai.web.records.words import COLUMNS, HELP, choices_of

NOTHING = ("", _("none"))
# Known to the regency or made elsewhere: typed by nobody.
MADE = {"inspections": ("photo_sha256",)}
REASON = _("Reason of the change")


class RecordForm(forms.Form):
    """
    One record, and why it is written down.

    Parameters
    ----------
    table
        What it is about.
    ground
        What may be named in it.
    *args, **options
        As of any form.
    """

    def __init__(
        self,
        table: str,
        ground: Ground,
        *args: Any,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.table, self.ground = table, ground
        for name, column in RECORD_TABLES[table].columns.items():
            if name not in MADE.get(table, ()):
                self.fields[name] = _field(column, ground)
        self.fields["reason"] = forms.CharField(
            label=REASON, max_length=2000, required=False
        )

    def values(self, made: Mapping[str, Any]) -> dict[str, Any]:
        """
        Give the columns as a frame would hold them.

        Parameters
        ----------
        made
            Columns that nobody types, as they stand.

        Returns
        -------
        dict
            By column; what is blank is None.
        """
        own = MADE.get(self.table, ())
        return {
            name: made.get(name)
            if name in own
            else _or_none(self.cleaned_data[name])
            for name in RECORD_TABLES[self.table].columns
        }

    def clean(self) -> dict[str, Any]:
        """
        Hold the columns against one another, as an import does.

        Returns
        -------
        dict
            What was sent.
        """
        found: dict[str, Any] = super().clean() or {}
        for name, column in RECORD_TABLES[self.table].columns.items():
            refers = (column.metadata or {}).get("refers")
            one = found.get(name)
            if refers and one and not self.ground.has(refers, one):
                self.add_error(name, _("There is none of this id."))
        for names, message in _contradictions(self.table, found):
            # What could not be read contradicts nothing.
            if not set(names) & set(self.errors):
                self.add_error(names[-1], message)
        return found


def _contradictions(
    table: str, given: Mapping[str, Any]
) -> Iterator[tuple[tuple[str, ...], str]]:
    if table == "staff":
        place = "tps_id", "place_id"
        if bool(given.get("tps_id")) == bool(given.get("place_id")):
            yield place, gettext("Fill in either the TPS or the place.")
        if _turned(given, "from_day", "to_day"):
            days = "from_day", "to_day"
            yield days, gettext("The last day is before the first.")
    if table == "requests":
        answer = "answered_at", "granted"
        if (given.get("granted") is None) != (given.get(answer[0]) is None):
            yield (
                answer,
                gettext("Fill in both the moment and what was granted."),
            )
        if _turned(given, "sent_at", "answered_at"):
            moments = "sent_at", "answered_at"
            yield moments, gettext("The answer is before the request.")
        if _turned(given, "granted", "quantity"):
            more = "quantity", "granted"
            yield more, gettext("No more can be granted than was asked for.")


def _turned(given: Mapping[str, Any], first: str, last: str) -> bool:
    low, high = given.get(first), given.get(last)
    return low is not None and high is not None and high < low


def _or_none(value: Any) -> Any:
    return None if value == "" else value


def _field(column: dy.Column, ground: Ground) -> forms.Field:
    name, metadata = column.name, column.metadata or {}
    about: dict[str, Any] = {
        "label": COLUMNS[name],
        "help_text": HELP.get(name, ""),
        "required": not column.nullable,
    }
    if isinstance(column, dy.Datetime):
        return MomentField(zone=ground.zone, **about)
    if isinstance(column, dy.Bool):
        return YesNoField(**about)
    if isinstance(column, dy.Int64):
        about |= {"min_value": column.min, "max_value": column.max}
        return forms.IntegerField(**about)
    choices: list[tuple[str, str]] | None = None
    if metadata.get("choices"):
        choices = [*choices_of(name).items()]
    elif metadata.get("refers"):
        choices = ground.offer(metadata["refers"])
    if choices is not None:
        first = [NOTHING] if column.nullable else [CHOOSE]
        return forms.ChoiceField(choices=[*first, *choices], **about)
    return _text_field(column, about)


def _text_field(column: dy.Column, about: dict[str, Any]) -> forms.Field:
    longest = getattr(column, "max_length", None)
    if (column.metadata or {}).get("free"):
        return forms.CharField(max_length=longest, **about)
    pattern = RegexValidator(
        CODE_PATTERN, _("Use letters, digits, '.', '_' and '-' only.")
    )
    return forms.CharField(max_length=longest, validators=[pattern], **about)
