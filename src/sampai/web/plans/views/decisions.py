"""Approve and publish: by name, with a reason."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from sampai.web.people.doors import DoorRequest, door
from sampai.web.plans.forms import DecisionForm, posted
from sampai.web.plans.models import Decision
from sampai.web.plans.selectors import plan_for
from sampai.web.plans.services import DecisionError, approve, publish


@door("plans.approve")
@require_http_methods(["GET", "POST"])
def approve_plan(
    request: DoorRequest,
    regency: str,
    number: int,
) -> HttpResponse:
    """
    Approve a draft.

    Parameters
    ----------
    request, regency, number
        Who asks, of where, and the plan.

    Returns
    -------
    HttpResponse
        The form, or back to the plan.
    """
    told = _("The plan is approved.")
    return _decide(request, number, approve, ("approve", told))


@door("plans.publish")
@require_http_methods(["GET", "POST"])
def publish_plan(
    request: DoorRequest,
    regency: str,
    number: int,
) -> HttpResponse:
    """
    Publish an approved plan.

    Parameters
    ----------
    request, regency, number
        Who asks, of where, and the plan.

    Returns
    -------
    HttpResponse
        The form, or back to the plan.
    """
    told = _("The plan is published; its papers are being written.")
    return _decide(request, number, publish, ("publish", told))


def _decide(
    request: DoorRequest,
    number: int,
    decide: Callable[..., Decision],
    about: tuple[str, Any],
) -> HttpResponse:
    plan = plan_for(request, number)
    form = DecisionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            decide(plan, by=request.user, **form.cleaned_data)
        except DecisionError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, about[1])
            code = request.regency.code
            return redirect("plans:detail", code, plan.number)
    return render(
        request,
        "plans/decide.html",
        {
            "plan": plan,
            "form": form,
            "deed": about[0],
            "is_old": plan.edition_id != request.regency.current_id,
        },
    )
