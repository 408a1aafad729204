"""The forms of an import: files, and the reason for taking them."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from sampai.tables.limits import FILE_MAX, MEGABYTE
from sampai.web.datasets.reading import PACKED, contract_name
from sampai.web.datasets.storing import shown_name

UNKNOWN = _(
    "%(name)s: this is no file of a dataset. Send an .xlsx workbook, a .zip,"
    " or files named after their table, such as tps.csv and dataset.toml."
)
TWICE = _("%(name)s: there are two files for this table. Leave one out.")
ALONE = _("Send a workbook or a .zip alone, without other files.")
TOO_MUCH = _("Together the files may hold %(most)s MB.")


class SeveralFilesInput(forms.ClearableFileInput):
    """Choose several files at once."""

    allow_multiple_selected = True


class DatasetFilesField(forms.FileField):
    """A workbook, an archive, or the files of a folder."""

    widget = SeveralFilesInput(
        attrs={"accept": ".xlsx,.zip,.csv,.toml,.parquet"}
    )

    def clean(self, data: Any, initial: Any = None) -> dict[str, UploadedFile]:
        """
        Look at what was sent, before anything is read.

        Parameters
        ----------
        data, initial
            As of any field.

        Returns
        -------
        dict
            Files by their name in the contract.

        Raises
        ------
        forms.ValidationError
            With everything that is wrong with the choice of files.
        """
        files = (data if isinstance(data, list) else [data]) or [None]
        one_by_one = super().clean
        return sorted_out([one_by_one(file, initial) for file in files])


def sorted_out(files: list[UploadedFile]) -> dict[str, UploadedFile]:
    """
    Find out which file holds what.

    Parameters
    ----------
    files
        As they were sent.

    Returns
    -------
    dict
        Files by their name in the contract.

    Raises
    ------
    forms.ValidationError
        With everything that is wrong with the choice of files.
    """
    found: dict[str, UploadedFile] = {}
    faults = []
    for file in files:
        shown = shown_name(file.name or "")
        name = contract_name(file.name or "")
        if name is None:
            faults.append(
                forms.ValidationError(UNKNOWN, params={"name": shown})
            )
        elif name in found:
            faults.append(forms.ValidationError(TWICE, params={"name": shown}))
        else:
            found[name] = file
    if len(found) > 1 and found.keys() & set(PACKED.values()):
        faults.append(forms.ValidationError(ALONE))
    if sum(file.size or 0 for file in files) > FILE_MAX:
        most = FILE_MAX // MEGABYTE
        faults.append(forms.ValidationError(TOO_MUCH, params={"most": most}))
    if faults:
        raise forms.ValidationError(faults)
    return found


class SendForm(forms.Form):
    """Files to be checked."""

    sent = DatasetFilesField(
        label=_("Workbook, or files of a folder"),
        help_text=_(
            "One .xlsx workbook, one .zip of a folder, or several files: a"
            " .csv for each table, and dataset.toml. 50 MB at most."
        ),
    )


class MendForm(forms.Form):
    """Mended rows, or files that take the place of those sent before."""

    sent = DatasetFilesField(
        label=_("Mended rows"),
        help_text=_(
            "The workbook of refused rows, mended; or whole files to take"
            " the place of those with faults."
        ),
    )


class TakeForm(forms.Form):
    """Why something becomes the data in force."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        help_text=_(
            "It stands in the log and beside the edition, for everyone who"
            " sees the data."
        ),
    )
