"""Forms of people: every fault is told at once, with its remedy."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sampai.web.datasets.models import Regency
from sampai.web.people.models import User
from sampai.web.people.roles import SEATED, Role
from sampai.web.people.selectors import has_place

KINDS = {
    "hub": gettext_lazy("a district (PPK)"),
    "village": gettext_lazy("a village"),
    "tps": gettext_lazy("a TPS"),
    "vehicle": gettext_lazy("a vehicle, such as pickup:3"),
}
GIVEN = [(role.value, role.label) for role in Role if role != Role.PUBLIC]
HOURS = [(hours, str(hours)) for hours in (1, 2, 3, 4)]
username_rule = RegexValidator(
    r"^[a-z0-9][a-z0-9._-]{2,63}$",
    gettext_lazy(
        "Use 3 to 64 small letters, digits, dots, dashes or underscores."
    ),
)


def kind_of(role: str, place_id: str) -> str | None:
    """
    Tell of what kind the territory of a role is.

    Parameters
    ----------
    role, place_id
        The seat as it was entered.

    Returns
    -------
    str or None
        As `has_place` takes it; None where the territory stays blank.
    """
    if role == Role.DRIVER and place_id:
        return "vehicle"
    return SEATED.get(Role(role))


class SeatForm(forms.Form):
    """
    A role and its territory.

    Parameters
    ----------
    regency
        Where.
    *arguments, **options
        As Django's own.
    """

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=GIVEN)
    place_id = forms.CharField(
        label=gettext_lazy("Territory"),
        required=False,
        max_length=64,
        widget=forms.TextInput(attrs={"list": "places"}),
        help_text=gettext_lazy(
            "Id of a district for PPK, of a village for PPS and PKD, of a "
            "TPS for KPPS and witnesses; for a driver the vehicle, such as "
            "pickup:3, or blank while nobody knows; blank for the whole "
            "regency."
        ),
    )

    def __init__(
        self, regency: Regency, *arguments: Any, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self._regency = regency

    def clean(self) -> dict[str, Any]:
        """
        Hold the territory against the role.

        Returns
        -------
        dict
            What was entered.
        """
        cleaned: dict[str, Any] = super().clean() or {}
        role, place_id = cleaned.get("role"), cleaned.get("place_id", "")
        if role:
            fault = self._fault(kind_of(role, place_id), place_id)
            if fault:
                self.add_error("place_id", fault)
        return cleaned

    def _fault(self, kind: str | None, place_id: str) -> str:
        if kind is None:
            if not place_id:
                return ""
            return _(
                "This role is given for the whole regency: leave the "
                "territory blank."
            )
        if has_place(self._regency, kind, place_id):
            return ""
        return _(
            "Found “%(found)s”, expected the id of %(kind)s in the data in "
            "force. Choose one of the list, or look it up on the page Data."
        ) % {"found": place_id, "kind": KINDS[kind]}


class GlassForm(SeatForm):
    """
    Access in an emergency.

    Parameters
    ----------
    regency
        Where.
    roles
        That may be taken.
    *arguments, **options
        As Django's own.
    """

    hours = forms.TypedChoiceField(
        label=gettext_lazy("For how many hours"), choices=HOURS, coerce=int
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        min_length=10,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Whom you could not reach, and what cannot wait. The KPU and "
            "Bawaslu read it."
        ),
    )

    def __init__(
        self,
        regency: Regency,
        roles: list[Role],
        *arguments: Any,
        **options: Any,
    ) -> None:
        super().__init__(regency, *arguments, **options)
        choices = [(role.value, role.label) for role in roles]
        self.fields["role"].choices = choices  # type: ignore[attr-defined] # it is a ChoiceField

    def _fault(self, kind: str | None, place_id: str) -> str:
        # In an emergency one seat may stand for every place of its kind.
        return super()._fault(kind, place_id) if place_id else ""

    @property
    def lasts(self) -> timedelta:
        """How long it is asked for."""
        return timedelta(hours=self.cleaned_data["hours"])


class JoinForm(forms.Form):
    """The name and the password of someone new."""

    username = forms.CharField(
        label=gettext_lazy("Name to sign in with"),
        validators=[username_rule],
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
        help_text=gettext_lazy("Not your full name: others see it."),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least 12 characters."),
    )
    again = forms.CharField(
        label=gettext_lazy("Password again"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_username(self) -> str:
        """
        Hold the name against those that are taken.

        Returns
        -------
        str
            As it was entered.

        Raises
        ------
        ValidationError
            When someone is called so.
        """
        username = str(self.cleaned_data["username"])
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(
                _("This name is taken. Choose another one.")
            )
        return username

    def clean(self) -> dict[str, Any]:
        """
        Hold the passwords against each other and against the rules.

        Returns
        -------
        dict
            What was entered.
        """
        cleaned: dict[str, Any] = super().clean() or {}
        password = cleaned.get("password", "")
        if password and password != cleaned.get("again"):
            self.add_error("again", _("The two passwords differ."))
        if password:
            user = User(username=cleaned.get("username", ""))
            try:
                validate_password(password, user)
            except forms.ValidationError as refusal:
                self.add_error("password", refusal)
        return cleaned


class TokenForm(forms.Form):
    """
    A key for another program.

    Parameters
    ----------
    scopes
        Pairs of permission and words.
    *arguments, **options
        As Django's own.
    """

    name = forms.CharField(label=gettext_lazy("What it is for"), max_length=80)
    days = forms.IntegerField(
        label=gettext_lazy("Lasts for how many days"),
        min_value=1,
        max_value=365,
        initial=90,
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, scopes: list[tuple[str, str]], *arguments: Any, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.fields["scopes"].choices = scopes  # type: ignore[attr-defined] # it is a choice field
