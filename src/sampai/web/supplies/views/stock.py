"""What is in store, what is missing, and the form that changes it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sampai.errors import DatasetError
from sampai.web.datasets.models import Edition
from sampai.web.datasets.selectors import edition_of
from sampai.web.datasets.services import StaleError
from sampai.web.people.doors import DoorRequest, door
from sampai.web.supplies.exporting import FORMS, list_file
from sampai.web.supplies.forms import StockForm
from sampai.web.supplies.lines import (
    ENOUGH,
    SHORT,
    UNKNOWN,
    frame_of,
    lines_in,
    stores_in,
)
from sampai.web.supplies.services import change_stock
from sampai.web.supplies.views.showing import fitting, show, show_empty


@door("stock.see")
@require_GET
@fitting
def stock_page(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Show what is in store, item by item and store by store.

    Parameters
    ----------
    request, regency
        Who asks, and of where.

    Returns
    -------
    HttpResponse
        The page.
    """
    edition = request.regency.current
    if edition is None:
        return show_empty(request)
    lines = lines_in(edition)
    held = [line.state for line in lines]
    return show(
        request,
        "stock",
        {
            "edition": edition,
            "lines": lines,
            "stores": stores_in(edition),
            "short_count": held.count(SHORT),
            "unknown_count": held.count(UNKNOWN),
            "enough_count": held.count(ENOUGH),
        },
    )


@door("stock.see")
@require_GET
@fitting
def shortages_page(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Show what is missing, and apart from it what nobody has counted.

    Parameters
    ----------
    request, regency
        Who asks, and of where.

    Returns
    -------
    HttpResponse
        The page.
    """
    edition = request.regency.current
    if edition is None:
        return show_empty(request)
    lines = lines_in(edition)
    return show(
        request,
        "shortages",
        {
            "edition": edition,
            "short": [line for line in lines if line.state == SHORT],
            "unknown": [line for line in lines if line.state == UNKNOWN],
        },
    )


@door("stock.see")
@require_GET
@fitting
def stock_export(
    request: DoorRequest, regency: str, form: str
) -> HttpResponse:
    """
    Give stock beside need as a file.

    Parameters
    ----------
    request, regency
        Who asks, and of where; ``?state=short`` chooses.
    form
        ``csv`` or ``xlsx``.

    Returns
    -------
    HttpResponse
        The file.

    Raises
    ------
    Http404
        For any other form, and while there are no data.
    """
    edition = request.regency.current
    if edition is None or form not in FORMS:
        raise Http404
    state, lines = request.GET.get("state", ""), lines_in(edition)
    if state in {SHORT, UNKNOWN, ENOUGH}:
        lines = [line for line in lines if line.state == state]
    sheets = {"balance": frame_of(lines)}
    return list_file(sheets, form, f"{regency}-{edition.number}-stock")


@door("stock.change")
@require_http_methods(["GET", "POST"])
@fitting
def stock_change(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Enter stock; it comes into force as another edition of the data.

    Parameters
    ----------
    request, regency
        Who asks, and of where.

    Returns
    -------
    HttpResponse
        The form, or back to the stock.
    """
    edition = request.regency.current
    if edition is None:
        return show_empty(request)
    if request.method != "POST":
        return _form(request, StockForm(edition), edition)
    # Held against what they looked at: rows of other data are other rows.
    looked_at = edition_of(
        request.regency, request.POST.get("edition", "").strip()
    )
    form = StockForm(looked_at or edition, request.POST)
    is_sound = form.is_valid()
    if looked_at is None:
        form.why.add_error(None, _("There is no edition of that number."))
    elif is_sound and (made := _changed(request, looked_at, form)):
        _tell(request, looked_at, made)
        return redirect("supplies:stock", regency)
    return _form(request, form, edition)


def _changed(
    request: DoorRequest, looked_at: Edition, form: StockForm
) -> Edition | None:
    """Put the stock in force, or write on the form why not."""
    try:
        return change_stock(
            request.regency,
            looked_at,
            form.entered(),
            by=request.user,
            reason=form.why.cleaned_data["reason"],
        )
    except StaleError as refusal:
        form.why.add_error(None, str(refusal))
    except DatasetError as refusal:
        for fault in refusal.faults:
            form.why.add_error(None, str(fault))
    return None


def _form(
    request: DoorRequest, form: StockForm, edition: Edition
) -> HttpResponse:
    return show(
        request,
        "stock_form",
        {
            "form": form,
            "edition": edition,
            "is_stale": form.edition.pk != edition.pk,
            "has_faults": any(
                one.is_bound and one.errors for one in (form.why, *form.rows)
            ),
        },
    )


def _tell(request: DoorRequest, before: Edition, made: Edition) -> None:
    if made.pk == before.pk:
        messages.info(request, _("Nothing has changed."))
        return
    told = _("The stock is changed; edition %(number)s is in force.")
    messages.success(request, told % {"number": made.number})
