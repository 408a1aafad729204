"""The log grows, and names are forgotten in time."""

import csv
from collections.abc import Callable
from datetime import date

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from sampai.web.datasets.models import Regency
from sampai.web.people.acts import write_act
from sampai.web.people.models import Act, Person, User, WrittenError
from sampai.web.people.services import forget_persons

SignIn = Callable[[User], Client]


@pytest.fixture
def act(sari: User, regency: Regency) -> Act:
    """A line with a reason that a spreadsheet would run."""
    return write_act("plan.made", user=sari, regency=regency, reason="=1+1")


def test_a_line_is_never_changed(act: Act):
    act.reason = "another"
    with pytest.raises(WrittenError):
        act.save()
    with pytest.raises(WrittenError):
        Act.objects.filter(pk=act.pk).update(reason="another")


def test_a_line_is_never_deleted(act: Act):
    with pytest.raises(WrittenError), transaction.atomic():
        act.delete()
    with pytest.raises(WrittenError), transaction.atomic():
        Act.objects.all().delete()
    assert Act.objects.filter(pk=act.pk).exists()


def test_the_log_is_filtered_and_paged(
    act: Act,
    sari: User,
    regency: Regency,
    client_of: SignIn,
    django_assert_max_num_queries: Callable,
):
    for number in range(60):
        write_act(
            "token.made", user=sari, regency=regency, subject=f"t{number}"
        )
    client = client_of(sari)
    url = reverse("people:acts", args=[regency.code])
    with django_assert_max_num_queries(12):
        first = client.get(url)
    assert len(first.context["lines"]) == 50
    made = client.get(url, {"verb": "plan.made", "from": "nonsense"})
    assert [line.pk for line, _ in made.context["lines"]] == [act.pk]
    assert not client.get(url, {"user": "nobody"}).context["lines"]
    assert not client.get(url, {"to": "2001-01-01"}).context["lines"]


def test_a_file_of_the_log_runs_nothing(
    act: Act, sari: User, regency: Regency, client_of: SignIn
):
    url = reverse("people:acts_export", args=[regency.code])
    answer = client_of(sari).get(url, {"verb": "plan.made"})
    text = answer.getvalue().decode()
    rows = list(csv.DictReader(text.splitlines()))
    assert [row["reason"] for row in rows] == ["'=1+1"]
    assert rows[0]["user"] == "sari"
    assert act.pk


def test_a_day_without_lines_says_what_to_do(
    ratih: User, regency: Regency, client_of: SignIn
):
    client = client_of(ratih)
    client.cookies["django_language"] = "en"
    url = reverse("people:acts", args=[regency.code])
    page = client.get(url, {"q": "no such word"})
    assert b"Change the filter" in page.content


def test_names_are_forgotten_after_their_day(regency: Regency):
    kept = {"a": (date(2025, 1, 1), ""), "b": (date(2025, 1, 2), "")}
    kept |= {"c": (date(2025, 1, 1), "case 7"), "d": (None, "")}
    for person_id, (day, case) in kept.items():
        Person.objects.create(
            person_id=person_id,
            regency=regency,
            name="Wati",
            keep_until=day,
            case=case,
        )
    assert forget_persons(date(2025, 1, 2)) == 1
    left = Person.objects.values_list("person_id", flat=True)
    assert sorted(left) == ["b", "c", "d"]
    act = Act.objects.get(verb="persons.forgotten")
    assert act.detail == {"count": 1}
    call_command("forget_persons", verbosity=0)
    assert sorted(left.all()) == ["c", "d"]


def test_forgetting_a_name_leaves_the_user(regency: Regency, sari: User):
    sari.person = Person.objects.create(
        person_id="s",
        regency=regency,
        name="Sari",
        keep_until=date(2025, 1, 1),
    )
    sari.save()
    forget_persons(date(2025, 6, 1))
    sari.refresh_from_db()
    assert sari.person is None
