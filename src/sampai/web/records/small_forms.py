"""The small forms: an answer, an inspection, an import, a person."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from sampai.tables.columns import CODE_LENGTH, CODE_PATTERN
from sampai.tables.limits import FILE_MAX, MEGABYTE
from sampai.tables.record_schemas import CRITERIA
from sampai.web.records.fields import CHOOSE, MomentField, YesNoField
from sampai.web.records.ground import Ground
from sampai.web.records.words import COLUMNS, HELP, choices_of

PHOTO_MAX = 15 * MEGABYTE
IS_CODE = RegexValidator(
    CODE_PATTERN, _("Use letters, digits, '.', '_' and '-' only.")
)


class AnswerForm(forms.Form):
    """What is given to a request."""

    granted = forms.IntegerField(
        label=COLUMNS["granted"], help_text=HELP["granted"], min_value=0
    )
    reason = forms.CharField(
        label=_("What is to be said about it"), max_length=2000, required=False
    )


class RemoveForm(forms.Form):
    """Why a record is taken out."""

    reason = forms.CharField(label=_("Reason"), max_length=2000)


class SeveralFilesInput(forms.ClearableFileInput):
    """Choose several files at once."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Several files, none of them too large."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """
        Look at each file.

        Parameters
        ----------
        data, initial
            As of any field.

        Returns
        -------
        list
            The files.

        Raises
        ------
        forms.ValidationError
            When one is too large.
        """
        files = (data if isinstance(data, list) else [data]) or [None]
        found = [
            super(SeveralFilesField, self).clean(f, initial) for f in files
        ]
        if sum(one.size for one in found) > FILE_MAX:
            raise forms.ValidationError(
                _("Together the files may hold %(most)s MB."),
                params={"most": FILE_MAX // MEGABYTE},
            )
        return found


class ImportForm(forms.Form):
    """Files with records."""

    sent = SeveralFilesField(
        label=_("Files"),
        help_text=_(
            "A workbook with a sheet for each table, or CSV files named like"
            " their table."
        ),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, required=False
    )


class InspectForm(forms.Form):
    """
    A walk through a store with the checklist; photos leave only their hash.

    Parameters
    ----------
    ground
        What may be named in it.
    *args, **options
        As of any form.
    """

    PHOTO: ClassVar[str] = "photo_"

    def __init__(self, ground: Ground, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        stores = ground.offer("stores") or []
        self.fields["store_id"] = forms.ChoiceField(
            label=COLUMNS["store_id"], choices=[CHOOSE, *stores]
        )
        self.fields["at"] = MomentField(zone=ground.zone, label=COLUMNS["at"])
        self.fields["by"] = forms.CharField(
            label=COLUMNS["by"],
            help_text=HELP["by"],
            max_length=CODE_LENGTH,
            validators=[IS_CODE],
        )
        for code, name in choices_of("criterion").items():
            self.fields[code] = YesNoField(
                label=name, required=False, empty_value=None
            )
            self.fields[f"{self.PHOTO}{code}"] = forms.FileField(
                label=_("Photo: %(what)s") % {"what": name}, required=False
            )

    def lines(self) -> list[tuple[Any, Any]]:
        """
        Pair the fields of each criterion.

        Returns
        -------
        list
            Whether it is in order, and its photo.
        """
        return [(self[code], self[f"{self.PHOTO}{code}"]) for code in CRITERIA]

    def clean(self) -> dict[str, Any]:
        """
        Refuse a walk on which nothing was looked at.

        Returns
        -------
        dict
            What was sent.
        """
        found: dict[str, Any] = super().clean() or {}
        seen = [code for code in CRITERIA if found.get(code) is not None]
        if not seen and not self.errors:
            self.add_error(None, _("Say of one criterion at least how it is."))
        for code in CRITERIA:
            self._look_at_photo(code, found)
        return found

    def _look_at_photo(self, code: str, found: dict[str, Any]) -> None:
        name = f"{self.PHOTO}{code}"
        photo = found.get(name)
        if not photo:
            return
        if photo.size > PHOTO_MAX:
            most = {"most": PHOTO_MAX // MEGABYTE}
            message = _("A photo may hold %(most)s MB.") % most
            self.add_error(name, message)
        if found.get(code) is None:
            self.add_error(code, _("Say what the photo shows: yes or no."))

    def rows(self) -> Iterator[dict[str, Any]]:
        """
        Give the rows of the inspection.

        Yields
        ------
        dict
            Columns of one criterion that was looked at.
        """
        given = self.cleaned_data
        for code in CRITERIA:
            if given[code] is not None:
                photo = given[f"{self.PHOTO}{code}"]
                yield {
                    "store_id": given["store_id"],
                    "at": given["at"],
                    "criterion": code,
                    "ok": given[code],
                    "photo_sha256": _hash(photo) if photo else None,
                    "by": given["by"],
                }


def _hash(photo: UploadedFile) -> str:
    """Hash a photo without keeping it."""
    digest = sha256()
    for chunk in photo.chunks():
        digest.update(chunk)
    return digest.hexdigest()


class PersonForm(forms.Form):
    """A name and a phone, and how long they are kept."""

    person_id = forms.CharField(
        label=_("Id of the person"),
        help_text=_("It stands in the records in place of the name."),
        max_length=CODE_LENGTH,
        validators=[IS_CODE],
    )
    name = forms.CharField(label=_("Name"), max_length=200)
    phone = forms.CharField(
        label=_("Phone"),
        max_length=30,
        required=False,
        validators=[
            RegexValidator(
                r"^\+?[0-9 ()-]{5,}$",
                _("Digits, with + before the country if you like."),
            )
        ],
    )
    keep_until = forms.DateField(
        label=_("Kept until"),
        help_text=_(
            "Leave it blank while the result is not final: it is worked out"
            " when it is."
        ),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )
    case = forms.CharField(
        label=_("Open case"),
        help_text=_("Its number, if one is open: the person is kept then."),
        max_length=120,
        required=False,
    )


class FinalForm(forms.Form):
    """When the result became final."""

    final_on = forms.DateField(
        label=_("The result is final since"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )
