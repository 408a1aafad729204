"""Fields of forms that Django has not: local moments, and yes or no."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LOCAL = "%Y-%m-%dT%H:%M"
CHOOSE = ("", _("choose"))
YES_NO = [CHOOSE, ("yes", _("yes")), ("no", _("no"))]


class MomentField(forms.DateTimeField):
    """
    A moment on the clock of the regency.

    Parameters
    ----------
    zone
        The clock.
    **options
        As of any field.
    """

    def __init__(self, *, zone: ZoneInfo, **options: Any) -> None:
        self.zone = zone
        widget = forms.DateTimeInput(
            format=LOCAL, attrs={"type": "datetime-local"}
        )
        super().__init__(widget=widget, input_formats=[LOCAL], **options)

    def to_python(self, value: Any) -> datetime | None:
        """
        Read what the browser sent.

        Parameters
        ----------
        value
            Local time without an offset.

        Returns
        -------
        datetime
            Aware; None where nothing was sent.
        """
        with timezone.override(self.zone):
            return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """
        Give the browser what it shows.

        Parameters
        ----------
        value
            Aware moment, or what was sent before.

        Returns
        -------
        object
            Local time.
        """
        if isinstance(value, datetime):
            return value.astimezone(self.zone).replace(tzinfo=None)
        return value


class YesNoField(forms.TypedChoiceField):
    """
    Yes or no; nothing chosen is no answer.

    Parameters
    ----------
    **options
        As of any field.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(
            choices=YES_NO, coerce=lambda word: word == "yes", **options
        )

    def prepare_value(self, value: Any) -> Any:
        """
        Give the browser the word of a truth.

        Parameters
        ----------
        value
            True, False, or what was sent before.

        Returns
        -------
        object
            ``yes`` or ``no``.
        """
        if isinstance(value, bool):
            return "yes" if value else "no"
        return value
