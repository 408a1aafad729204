"""Filters and tags that every template has without loading them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sampai.documents import faults
from sampai.documents.words import Words
from sampai.web.datasets.models import Regency
from sampai.web.pages.speech import language, place_name, words_for

register = template.Library()
register.filter("place_name", place_name)
NOTHING = "\N{EN DASH}"
MARKED = frozenset({"derived", "synthesised", "assumed"})
# At or above it a chance is not written as certain.
ALMOST = 0.9999


def _written(value: Any, write: Callable[[Words], str]) -> str:
    """Write a value, and a dash where there is none: never a zero."""
    if value is None or value == "":
        return NOTHING
    return write(words_for(None))


@register.filter
def whole(value: Any) -> str:
    """
    Write a number without decimals.

    Parameters
    ----------
    value
        Any number; None: not known.

    Returns
    -------
    str
        Such as ``26.100.000``.
    """
    return _written(value, lambda words: words.whole(float(value)))


@register.filter
def decimal(value: Any, places: int = 1) -> str:
    """
    Write a number with decimals.

    Parameters
    ----------
    value
        Any number; None: not known.
    places
        How many decimals.

    Returns
    -------
    str
        Such as ``1.234,5``.
    """
    return _written(value, lambda words: words.decimal(float(value), places))


@register.filter
def money(value: Any) -> str:
    """
    Write an amount of rupiah.

    Parameters
    ----------
    value
        Amount; None: not known. [IDR]

    Returns
    -------
    str
        Such as ``Rp26.100.000``.
    """
    return _written(value, lambda words: words.money(float(value)))


@register.filter
def percent(value: Any) -> str:
    """
    Write a share.

    Parameters
    ----------
    value
        Such as 0.563; None: not known.

    Returns
    -------
    str
        Such as ``56,3 %``.
    """
    return _written(value, lambda words: words.percent(float(value)))


@register.filter
def prob(value: Any) -> str:
    """
    Write a chance: never as certain, and never rounded up to a target.

    Parameters
    ----------
    value
        Between 0 and 1; None: not known.

    Returns
    -------
    str
        Such as ``97,3 %``; ``> 99,99 %`` where it is almost sure.
    """
    if value is None or value == "":
        return NOTHING
    words = words_for(None)
    space = "\N{NO-BREAK SPACE}"
    if value > ALMOST:
        return f">{space}{words.decimal(99.99, 2)}{space}%"
    places = 2 if value >= 0.99 else 1  # noqa: PLR2004 (where one decimal tells too little)
    scale = 10**places
    # A hair above the floor, so that 0.95 is not written as 94,9 %.
    floor = int(float(value) * 100 * scale + 1e-9) / scale
    return f"{words.decimal(floor, places)}{space}%"


@register.filter
def clock(value: datetime | None, regency: Regency | None = None) -> str:
    """
    Write the time of day of a regency.

    Parameters
    ----------
    value
        Aware moment; None: not known.
    regency
        Whose clock.

    Returns
    -------
    str
        Such as ``07.30 WIB``.
    """
    if not value:
        return NOTHING
    words = words_for(regency)
    return f"{words.clock(value)}\N{NO-BREAK SPACE}{words.zone_name}"


@register.filter
def moment(value: datetime | None, regency: Regency | None = None) -> str:
    """
    Write a day and a time of a regency.

    Parameters
    ----------
    value
        Aware moment; None: not known.
    regency
        Whose clock.

    Returns
    -------
    str
        Such as ``24 Nov 2024 07.30 WIB``.
    """
    if not value:
        return NOTHING
    words = words_for(regency)
    local = words.local(value)
    month = words.several("calendar.months")[local.month - 1][:3]
    return f"{local.day} {month} {local.year} {clock(value, regency)}"


@register.filter
def day(value: Any) -> str:
    """
    Name a day as officials count it.

    Parameters
    ----------
    value
        Whole days from voting day; None: not known.

    Returns
    -------
    str
        Such as ``H-3``.
    """
    return _written(value, lambda words: words.day(int(value)))


@register.filter
def span(value: Any) -> str:
    """
    Write a length of time.

    Parameters
    ----------
    value
        Length; None: not known. [s]

    Returns
    -------
    str
        Such as ``2 j 05 mnt``.
    """
    return _written(value, lambda words: words.span(float(value)))


@register.filter
def said(value: str | None) -> str:
    """
    Say a text of a fault in the language of the page.

    Parameters
    ----------
    value
        What was found or expected, or the remedy, in English; None: there
        is none.

    Returns
    -------
    str
        In English where the catalogue of faults does not have it.
    """
    return faults.said(value, language()) if value else ""


@register.filter
def where(value: str | None) -> str:
    """
    Say the file of a fault in the language of the page.

    Parameters
    ----------
    value
        Name of a file, perhaps with its sheet; None: there is none.

    Returns
    -------
    str
        The name stays as it is.
    """
    return faults.where(value, language()) if value else ""


@register.simple_tag
def scroll() -> SafeString:
    """
    Make an element one that scrolls sideways, by keyboard too.

    Returns
    -------
    SafeString
        Its attributes, for around a wide table.
    """
    return format_html(
        'class="scroll" tabindex="0" role="group" aria-label="{}"',
        _("Scrolls sideways on a narrow screen"),
    )


@register.inclusion_tag("pages/tags/mark.html")
def mark(confidence: str | None) -> dict[str, object]:
    """
    Mark what was not observed.

    Parameters
    ----------
    confidence
        As the column of that name has it.

    Returns
    -------
    dict
        The mark and what it means; nothing for what is real.
    """
    if confidence not in MARKED:
        return {"confidence": ""}
    words = words_for(None)
    return {
        "confidence": confidence,
        "short": words.code("confidence", confidence),
        "long": words.code("confidence_long", confidence),
    }


@register.inclusion_tag("pages/tags/source.html")
def source(table: str, rule: str = "", url: str = "") -> dict[str, object]:
    """
    Tell where a figure comes from.

    Parameters
    ----------
    table, rule
        Name of the file, and the rule or the column.
    url
        Page that shows it; blank for none.

    Returns
    -------
    dict
        For the small print.
    """
    return {"table": table, "rule": rule, "url": url}


@register.inclusion_tag("pages/tags/pager.html", takes_context=True)
def pager(context: Context, page: Page[Any]) -> dict[str, object]:
    """
    Lead from page to page of a list, keeping its filter.

    Parameters
    ----------
    context
        Of the template.
    page
        Part of the list that is shown.

    Returns
    -------
    dict
        Addresses of the pages about.
    """

    def address(number: int) -> str:
        asked = context["request"].GET.copy()
        asked["page"] = str(number)
        return f"?{asked.urlencode()}"

    number, last = page.number, page.paginator.num_pages
    return {
        "page": page,
        "first": address(1) if number > 1 else "",
        "before": address(number - 1) if number > 1 else "",
        "after": address(number + 1) if number < last else "",
        "last": address(last) if number < last else "",
    }


@register.inclusion_tag("pages/tags/field.html")
def field(bound: BoundField) -> dict[str, object]:
    """
    Show a field of a form with its label, help and faults.

    Parameters
    ----------
    bound
        Field of a form that is bound or not.

    Returns
    -------
    dict
        The field, drawn so that a screen reader hears what is wrong.
    """
    attributes: dict[str, str | bool] = {}
    described = [f"{bound.auto_id}_help"] if bound.help_text else []
    if bound.errors:
        attributes["aria-invalid"] = "true"
        described.append(f"{bound.auto_id}_fault")
    if described:
        attributes["aria-describedby"] = " ".join(described)
    widget: SafeString = bound.as_widget(attrs=attributes)
    kind = getattr(bound.field.widget, "input_type", "")
    return {
        "field": bound,
        "widget": widget,
        "is_tick": kind == "checkbox",
        "is_hidden": bound.is_hidden,
    }
