"""What is asked before a plan is made, decided or questioned."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from sampai.documents.names import Names
from sampai.operation.service import ITERATIONS
from sampai.operation.whatif import ClosedLeg, Question
from sampai.tables import Dataset

SEPARATOR = "|"
# Of more legs than these nobody finds one in a list.
MOST_LEGS = 500


def posted(request: HttpRequest) -> QueryDict | None:
    """
    Give a form what was sent, also when nothing was filled in.

    Parameters
    ----------
    request
        Of the page.

    Returns
    -------
    QueryDict or None
        None where the form is merely shown.
    """
    return request.POST if request.method == "POST" else None


class RunForm(forms.Form):
    """How a plan is to be made."""

    name = forms.CharField(label=_("Name of the plan"), max_length=120)
    robust = forms.BooleanField(
        label=_("Search for the plan that reaches the target"),
        help_text=_(
            "Takes some minutes; without it the cheapest plan in fair "
            "weather is made."
        ),
        required=False,
        initial=True,
    )
    prices = forms.BooleanField(
        label=_("Price what is given"),
        help_text=_("What an hour, a day, a vehicle or a hub would buy."),
        required=False,
    )
    scenarios = forms.IntegerField(
        label=_("Scenarios"),
        help_text=_("10,000 tell chances to a tenth of a percent."),
        min_value=50,
        max_value=50_000,
        initial=10_000,
    )
    iterations = forms.IntegerField(
        label=_("Iterations of the route search"),
        min_value=1,
        max_value=20_000,
        initial=ITERATIONS,
    )


class DecisionForm(forms.Form):
    """Who decides, and why."""

    name = forms.CharField(
        label=_("Name you sign with"),
        help_text=_("As it is to stand on the papers."),
        max_length=120,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WhatIfForm(forms.Form):
    """
    One thing or several that are to be different.

    Parameters
    ----------
    dataset, names
        What may be chosen, and how it is called.
    district
        Hub of the district whose legs may be chosen; blank: any leg.
    *args, **options
        As Django's own.
    """

    leg = forms.ChoiceField(label=_("Leg that closes"), required=False)
    first_day = forms.IntegerField(
        label=_("Closed from day"),
        help_text=_("Days from voting day; -3 is H-3."),
        required=False,
        min_value=-60,
        max_value=60,
        initial=-3,
    )
    last_day = forms.IntegerField(
        label=_("Closed until day"),
        required=False,
        min_value=-60,
        max_value=60,
        initial=-1,
    )
    vehicle_type = forms.ChoiceField(
        label=_("Vehicles that are missing"), required=False
    )
    fewer = forms.IntegerField(
        label=_("How many"), required=False, min_value=1, max_value=999
    )
    stage = forms.ChoiceField(label=_("Stage that shifts"), required=False)
    shift = forms.IntegerField(
        label=_("By how many days"),
        help_text=_("Below zero: earlier."),
        required=False,
        min_value=-14,
        max_value=14,
    )

    NOTHING: ClassVar[tuple[str, object]] = ("", _("none"))

    def __init__(
        self,
        dataset: Dataset,
        names: Names,
        district: str,
        *args: Any,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        chosen = {
            "leg": _legs(dataset, names, district),
            "vehicle_type": [
                (name, f"{names.vehicle_type(name)} ({count})")
                for name, count in dataset.vehicles.select(
                    "vehicle_type", "count"
                ).iter_rows()
                if count
            ],
            "stage": [
                (stage, names.words.code("stage", stage))
                for stage in dataset.stages["stage"]
            ],
        }
        for name, choices in chosen.items():
            self.fields[name].choices = [self.NOTHING, *choices]  # type: ignore[attr-defined] # a choice field

    def clean(self) -> dict[str, Any]:
        """
        Refuse a question that asks nothing.

        Returns
        -------
        dict
            What was asked.
        """
        held = self.cleaned_data
        if held.get("leg"):
            first, last = held.get("first_day"), held.get("last_day")
            if first is None or last is None or first > last:
                self.add_error(
                    "last_day",
                    _("Give the first day and a last day not before it."),
                )
        if held.get("vehicle_type") and not held.get("fewer"):
            self.add_error("fewer", _("Say how many are missing."))
        if held.get("stage") and not held.get("shift"):
            self.add_error("shift", _("Say by how many days it shifts."))
        if not self.errors and self.question().is_empty:
            raise forms.ValidationError(
                _("Choose a leg, a vehicle or a stage.")
            )
        return held

    def question(self) -> Question:
        """
        Put the form into a question.

        Returns
        -------
        Question
            To ask the planner.
        """
        held = self.cleaned_data
        closed: tuple[ClosedLeg, ...] = ()
        if held.get("leg"):
            a, b, surface = held["leg"].split(SEPARATOR)
            closed = (
                ClosedLeg(
                    ends=(a, b, surface),
                    first_day=held["first_day"],
                    last_day=held["last_day"],
                ),
            )
        kind, stage = held.get("vehicle_type"), held.get("stage")
        return Question(
            closed=closed,
            fewer={kind: held["fewer"]} if kind else {},
            shifts={stage: held["shift"]} if stage else {},
        )


def districts_to_choose(
    dataset: Dataset, names: Names
) -> list[tuple[str, str]]:
    """
    List the districts of which one is chosen before a leg.

    Parameters
    ----------
    dataset, names
        Where the legs are, and how places are called.

    Returns
    -------
    list of tuple
        Pairs of hub and name; none where the legs fit into one list.
    """
    if dataset.legs.height <= MOST_LEGS:
        return []
    return [(hub_id, names.place(hub_id)) for hub_id in names.hubs]


def _legs(
    dataset: Dataset, names: Names, district: str
) -> list[tuple[str, str]]:
    found = []
    for a, b, surface in dataset.legs.select(
        "from_id", "to_id", "surface"
    ).iter_rows():
        near = {names.hub_of(a), names.hub_of(b)}
        # Legs between districts are of none, and chosen from any.
        if district and district not in near and near != {None}:
            continue
        kind = names.words.code("surface", surface)
        shown = f"{names.place(a)} \N{EN DASH} {names.place(b)} ({kind})"
        found.append((SEPARATOR.join((a, b, surface)), shown))
    return sorted(found, key=lambda one: one[1])
