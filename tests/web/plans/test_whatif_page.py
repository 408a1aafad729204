"""What-if questions on the page."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from sampai.web.people.models import User
from sampai.web.plans.models import Plan

SignIn = Callable[[User], Client]


def ask(plan: Plan, client: Client, **given: str):
    url = reverse("plans:whatif", args=[plan.regency.code, plan.number])
    return client.post(url, given).context


def test_a_question_that_asks_nothing_is_refused(
    plan: Plan, sari: User, client_of: SignIn
):
    assert ask(plan, client_of(sari))["form"].non_field_errors()


def test_every_half_question_is_told_at_once(
    plan: Plan, sari: User, client_of: SignIn
):
    told = ask(
        plan, client_of(sari), vehicle_type="pickup", stage="hub_to_village"
    )
    assert set(told["form"].errors) == {"fewer", "shift"}


def test_a_closed_leg_is_answered_and_the_plan_stays(
    plan: Plan, sari: User, client_of: SignIn
):
    told = ask(
        plan,
        client_of(sari),
        leg="J011|18.13.04.2001|local",
        first_day="-3",
        last_day="-2",
    )
    assert told["missed_after"] > 0
    assert told["touched"][0]["after"] < told["touched"][0]["before"]
    assert plan.regency.plans.count() == 1
