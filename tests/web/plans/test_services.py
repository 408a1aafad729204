"""A plan is approved, then published, and then it is frozen."""

import pytest
from django.db import IntegrityError, transaction

from sampai.web.people.models import Act, User
from sampai.web.plans.models import FrozenError, Plan, PlanState
from sampai.web.plans.services import (
    LISTENERS,
    DecisionError,
    add_plan,
    approve,
    publish,
)


def test_a_draft_is_approved_with_name_and_reason(plan: Plan, sari: User):
    approve(plan, by=sari, name=" Sari ", reason="checked")
    plan.refresh_from_db()
    assert plan.state == PlanState.APPROVED
    decision = plan.decisions.get()
    assert (decision.name, decision.reason) == ("Sari", "checked")
    act = Act.objects.get(verb="plan.approved")
    assert (act.user, act.subject, act.reason) == (sari, "1", "checked")


@pytest.mark.parametrize(("name", "reason"), [("", "why"), ("Sari", "  ")])
def test_a_decision_needs_name_and_reason(
    plan: Plan, sari: User, name: str, reason: str
):
    with pytest.raises(DecisionError):
        approve(plan, by=sari, name=name, reason=reason)
    assert not plan.decisions.exists()


def test_a_draft_cannot_be_published(plan: Plan, sari: User):
    with pytest.raises(DecisionError):
        publish(plan, by=sari, name="Sari", reason="haste")
    assert not Act.objects.filter(verb="plan.published").exists()


def test_a_plan_is_approved_once(plan: Plan, sari: User):
    approve(plan, by=sari, name="Sari", reason="a")
    with pytest.raises(DecisionError):
        approve(plan, by=sari, name="Sari", reason="b")


def test_an_answer_to_a_what_if_cannot_be_approved(plan: Plan, sari: User):
    plan.summary["what_if"] = {"fewer": {"pickup": 1}}
    with pytest.raises(DecisionError):
        approve(plan, by=sari, name="Sari", reason="a")


def test_the_plan_before_is_replaced(
    published: Plan, operation: object, sari: User
):
    later = add_plan(published.edition, operation, name="Later", by=sari)
    approve(later, by=sari, name="Sari", reason="a")
    publish(later, by=sari, name="Sari", reason="b")
    published.refresh_from_db()
    later.refresh_from_db()
    assert published.state == PlanState.REPLACED
    assert later.state == PlanState.PUBLISHED


def test_the_database_refuses_two_published_plans(
    published: Plan, operation: object, sari: User
):
    later = add_plan(published.edition, operation, name="Later", by=sari)
    later.state = PlanState.PUBLISHED
    with pytest.raises(IntegrityError), transaction.atomic():
        later.save(update_fields=["state"])


def test_a_published_plan_cannot_be_changed(published: Plan):
    published.name = "Other"
    with pytest.raises(FrozenError):
        published.save()
    with pytest.raises(FrozenError):
        published.save(update_fields=["name"])
    with pytest.raises(FrozenError):
        Plan.objects.filter(pk=published.pk).update(name="Other")
    with pytest.raises(FrozenError):
        published.delete()
    with pytest.raises(FrozenError):
        Plan.objects.filter(pk=published.pk).delete()
    with pytest.raises(FrozenError), transaction.atomic():
        published.sheets.clear()
    published.refresh_from_db()
    assert (published.name, published.state) == ("Quick", "published")


def test_a_published_plan_cannot_become_a_draft_again(published: Plan):
    published.state = PlanState.DRAFT
    with pytest.raises(FrozenError):
        published.save(update_fields=["state"])


def test_a_decision_is_never_changed_nor_taken_away(published: Plan):
    decision = published.decisions.first()
    assert decision is not None
    decision.reason = "another"
    with pytest.raises(FrozenError):
        decision.save()
    with pytest.raises(FrozenError):
        decision.delete()


def test_listeners_hear_of_a_publication_once_it_is_committed(
    plan: Plan,
    sari: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: object,
):
    heard: list[int] = []
    monkeypatch.setattr(
        "sampai.web.plans.services.LISTENERS",
        [lambda one: heard.append(one.pk)],
    )
    approve(plan, by=sari, name="Sari", reason="a")
    with django_capture_on_commit_callbacks(execute=True):
        publish(plan, by=sari, name="Sari", reason="b")
        assert heard == []
    assert heard == [plan.pk]
    assert LISTENERS
