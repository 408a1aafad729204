"""Forms for stock, and for the letter that asks for what is missing."""

from typing import Any

import polars as pl
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sampai.documents.names import DEPOT, HUB
from sampai.documents.papers.letter import Blanks
from sampai.tables.columns import CONFIDENCE
from sampai.web.datasets.models import Edition
from sampai.web.supplies.arithmetic import Rule, rules_of
from sampai.web.supplies.selectors import (
    balance_in,
    dataset_of,
    names_for,
)
from sampai.web.supplies.services import MOST, StockRow, rows_in

# Rows for what lies in a second store, or was not thought of.
SPARE = 3
REAL = "real"
NOTHING = ("", "\N{EN DASH}")


class RowForm(forms.Form):
    """
    Stock of one item in one store; blank where nobody has counted.

    Parameters
    ----------
    edition
        Tells items, contests and stores.
    row
        What stands now; None where the stock is unknown.
    key
        Item and contest; None: to be chosen.
    *args, **options
        As Django's own.
    """

    received = forms.IntegerField(
        label=gettext_lazy("Received"),
        required=False,
        min_value=0,
        max_value=MOST,
    )
    damaged = forms.IntegerField(
        label=gettext_lazy("Of them damaged"),
        required=False,
        min_value=0,
        max_value=MOST,
    )
    confidence = forms.ChoiceField(
        label=gettext_lazy("How sure it is"), required=False
    )

    def __init__(
        self,
        edition: Edition,
        row: StockRow | None,
        key: tuple[str, str | None] | None,
        *args: Any,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.key = key
        rules, words = rules_of(edition), names_for(edition).words
        self.fields["confidence"].choices = [  # type: ignore[attr-defined] # a choice field
            (one, words.code("confidence", one)) for one in CONFIDENCE
        ]
        self.initial = {"confidence": REAL}
        if row is not None:
            self.initial = {
                "received": row.received,
                "damaged": row.damaged,
                "confidence": row.confidence,
            }
        self.name = _name(edition, rules, key) if key else ""
        names = names_for(edition)
        self.place_id, self.store = names.of_kind(DEPOT)[0], ""
        if row is not None:
            self.place_id = row.place_id
        if key is not None:
            self.store = names.place(self.place_id)
        else:
            self._ask(edition, rules)
        for name, field in self.fields.items():
            told = f"{field.label}: {self.name}" if self.name else field.label
            field.widget.attrs["aria-label"] = f"{told} {self.store}".strip()
            if name in {"received", "damaged"}:
                field.widget.attrs["inputmode"] = "numeric"

    def _ask(self, edition: Edition, rules: dict[str, Rule]) -> None:
        """Ask in a spare row what it is and where it lies."""
        words = names_for(edition).words
        items = [(r.code, f"{r.code} {r.name}") for r in rules.values()]
        self.fields["item"] = forms.ChoiceField(
            label=_("Item"), required=False, choices=[NOTHING, *items]
        )
        contests = [
            (one, words.code("contest", one))
            for one in dataset_of(edition).settings.contests
        ]
        self.fields["contest"] = forms.ChoiceField(
            label=_("Contest"), required=False, choices=[NOTHING, *contests]
        )
        self.fields["place_id"] = forms.ChoiceField(
            label=_("Store"), required=False, choices=_stores(edition)
        )

    def clean(self) -> dict[str, Any]:
        """
        Refuse half a row.

        Returns
        -------
        dict
            What was entered.
        """
        held = self.cleaned_data
        received, damaged = held.get("received"), held.get("damaged")
        if received is None:
            if damaged is not None and "received" not in self.errors:
                self.add_error(
                    "received", _("Say how many were received in all.")
                )
        elif damaged is not None and damaged > received:
            self.add_error(
                "damaged", _("No more can be damaged than were received.")
            )
        if self.key is None and received is not None and not held.get("item"):
            self.add_error("item", _("Choose what it is."))
        return held

    def entered(self) -> StockRow | None:
        """
        Give the row as it was entered.

        Returns
        -------
        StockRow or None
            None where nothing was: the stock is unknown.
        """
        held = self.cleaned_data
        if held.get("received") is None:
            return None
        item, contest = self.key or (held["item"], held["contest"] or None)
        place_id = held.get("place_id") or self.place_id
        return StockRow(
            item=item,
            contest=contest,
            place_id=place_id,
            received=held["received"],
            damaged=held.get("damaged") or 0,
            confidence=held.get("confidence") or REAL,
        )


def _name(
    edition: Edition, rules: dict[str, Rule], key: tuple[str, str | None]
) -> str:
    item, contest = key
    name = f"{item} {rules[item].name}"
    if contest is None:
        return name
    return f"{name}, {names_for(edition).words.code('contest', contest)}"


def _stores(edition: Edition) -> list[tuple[str, str]]:
    names = names_for(edition)
    found = [*names.of_kind(DEPOT), *names.of_kind(HUB)]
    return [(place, names.place_in_full(place)) for place in found]


class WhyForm(forms.Form):
    """Why the stock changes, and what was looked at."""

    edition = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy(
            "Such as the count of a day, or the number of a delivery note."
        ),
        max_length=2000,
    )


class StockForm:
    """
    The whole table of stock as one form.

    Parameters
    ----------
    edition
        The data that it was looked at in.
    sent
        What was entered; None where it is merely shown.
    """

    def __init__(
        self, edition: Edition, sent: QueryDict | None = None
    ) -> None:
        self.edition = edition
        self.why = WhyForm(sent, initial={"edition": edition.number})
        known = rows_in(edition)
        held: list[tuple[StockRow | None, tuple[str, str | None] | None]] = [
            (row, (row.item, row.contest)) for row in known
        ]
        unknown = balance_in(edition).filter(pl.col("received").is_null())
        held += [
            (None, key)
            for key in unknown.select("item", "contest").iter_rows()
        ]
        held += [(None, None)] * SPARE
        self.rows = [
            RowForm(edition, row, key, sent, prefix=f"r{at}")
            for at, (row, key) in enumerate(held)
        ]

    def is_valid(self) -> bool:
        """
        Check every row, and that none stands twice.

        Returns
        -------
        bool
            Whether it may be stored.
        """
        sound = [form.is_valid() for form in (self.why, *self.rows)]
        if not all(sound):
            return False
        seen = set()
        for form in self.rows:
            row = form.entered()
            if row is not None and row.key in seen:
                form.add_error(
                    "received",
                    _("This item stands in this store already: add it up."),
                )
                sound.append(False)
            if row is not None:
                seen.add(row.key)
        return all(sound)

    def entered(self) -> list[StockRow]:
        """
        Give the rows as they were entered.

        Returns
        -------
        list of StockRow
            Those that someone has counted.
        """
        rows = [form.entered() for form in self.rows]
        return [row for row in rows if row is not None]


class LetterForm(forms.Form):
    """What a person adds to the letter; nothing of it is stored."""

    head = forms.CharField(
        label=gettext_lazy("Name below the commission's"),
        max_length=120,
        required=False,
    )
    number = forms.CharField(
        label=gettext_lazy("Number of the letter"),
        max_length=80,
        required=False,
    )
    place = forms.CharField(
        label=gettext_lazy("Written at"), max_length=80, required=False
    )
    dated = forms.DateField(
        label=gettext_lazy("Date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    addressee = forms.CharField(
        label=gettext_lazy("Addressee"),
        help_text=gettext_lazy("Line by line, as on the envelope."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    office = forms.CharField(
        label=gettext_lazy("Office of who signs"),
        max_length=120,
        required=False,
    )
    signatory = forms.CharField(
        label=gettext_lazy("Who signs"), max_length=120, required=False
    )

    def blanks(self) -> Blanks:
        """
        Give what is sound of what was entered.

        Returns
        -------
        Blanks
            A field with a fault stays blank, and so the letter a draft.
        """
        self.is_valid()
        return Blanks(**self.cleaned_data)
