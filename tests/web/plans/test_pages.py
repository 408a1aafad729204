"""Every page of plans opens to whom it concerns, with what concerns them."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from sampai.web.datasets.models import Regency
from sampai.web.people.models import User
from sampai.web.plans.models import Plan
from sampai.web.plans.services import add_plan

SignIn = Callable[[User], Client]
MENU = ("list", "map", "risk", "prices", "weather", "compare")
OF_PLAN = ("detail", "trips", "gantt", "gantt_json", "map_json", "papers")
MOST_QUERIES = 25


def address(name: str, plan: Plan, *more: str) -> str:
    return reverse(
        f"plans:{name}", args=[plan.regency.code, plan.number, *more]
    )


@pytest.mark.parametrize("name", MENU)
def test_a_page_of_the_menu_opens_to_kpu(
    name: str, plan: Plan, sari: User, client_of: SignIn
):
    url = reverse(f"plans:{name}", args=[plan.regency.code])
    assert client_of(sari).get(url).status_code == 200


@pytest.mark.parametrize("name", MENU)
def test_a_page_of_the_menu_opens_without_any_plan(
    name: str, regency: Regency, sari: User, client_of: SignIn
):
    url = reverse(f"plans:{name}", args=[regency.code])
    assert client_of(sari).get(url).status_code == 200


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", OF_PLAN)
def test_a_page_of_a_plan_opens_with_few_queries(
    name: str,
    language: str,
    plan: Plan,
    sari: User,
    client_of: SignIn,
    django_assert_max_num_queries: Callable,
):
    client = client_of(sari)
    client.cookies["django_language"] = language
    client.get(address(name, plan))  # fills what stays in memory
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(address(name, plan)).status_code == 200


@pytest.mark.parametrize("name", [*OF_PLAN, "whatif", "approve", "publish"])
def test_tono_enters_no_page(
    name: str, published: Plan, tono: User, client_of: SignIn
):
    assert client_of(tono).get(address(name, published)).status_code == 403


@pytest.mark.parametrize("name", OF_PLAN)
def test_nobody_but_kpu_knows_of_a_draft(
    name: str, plan: Plan, ratih: User, client_of: SignIn
):
    assert client_of(ratih).get(address(name, plan)).status_code == 404


def test_bawaslu_reads_a_published_plan_but_decides_nothing(
    published: Plan, ratih: User, client_of: SignIn
):
    client = client_of(ratih)
    for name in OF_PLAN:
        assert client.get(address(name, published)).status_code == 200
    for name in ("approve", "publish", "whatif"):
        assert client.post(address(name, published)).status_code == 403
    for name in ("papers_start", "prices_start"):
        assert client.post(address(name, published)).status_code == 403


def test_ppk_sees_only_trips_of_their_district(
    published: Plan, budi: User, client_of: SignIn
):
    client = client_of(budi)
    page = client.get(address("trips", published)).context["page"]
    assert 0 < page.paginator.count < 127
    operation_trips = {row.trip_id for row in page.paginator.object_list}
    drawn = json.loads(client.get(address("map_json", published)).content)
    shown = {one["properties"]["id"] for one in drawn["trips"]["features"]}
    assert shown == operation_trips
    bars = json.loads(client.get(address("gantt_json", published)).content)
    assert {bar["id"] for bar in bars["bars"]} == operation_trips


def test_ppk_sees_no_trip_of_others_and_no_police(
    published: Plan, budi: User, sari: User, client_of: SignIn
):
    client = client_of(budi)
    own = client.get(address("trips", published)).context["page"]
    every = client_of(sari).get(address("trips", published)).context["page"]
    mine = {row.trip_id for row in own.paginator.object_list}
    other = next(
        row.trip_id
        for row in every.paginator.object_list
        if row.trip_id not in mine
    )
    url = address("trip", published, other)
    assert client.get(url).status_code == 404
    text = client.get(address("trips_export", published, "csv")).content
    header, *lines = text.decode().splitlines()
    at = header.split(",").index("police")
    assert len(lines) == len(mine)
    assert {line.split(",")[at] for line in lines} == {""}


def test_kpps_sees_how_the_own_goods_travel_and_not_those_of_others(
    published: Plan,
    dewi: User,
    tps_id: str,
    dataset: object,
    client_of: SignIn,
):
    client = client_of(dewi)
    answer = client.get(address("tps", published, tps_id))
    assert answer.status_code == 200
    assert answer.context["loads"]
    assert answer.context["risk"] is None
    other = next(t for t in dataset.tps["tps_id"] if t != tps_id)
    assert client.get(address("tps", published, other)).status_code == 404
    trips = client.get(address("trips", published)).context["page"]
    trip = trips.object_list[0].trip_id
    shown = client.get(address("trip", published, trip))
    loads = shown.context["page"].object_list
    assert {load.tps_id for load in loads} == {tps_id}
    assert shown.context["passages"] == []


def test_trips_are_filtered(plan: Plan, sari: User, client_of: SignIn):
    client = client_of(sari)
    asked = {"day": "-3", "stage": "hub_to_village"}
    page = client.get(address("trips", plan), asked).context["page"]
    rows = page.paginator.object_list
    assert {(row.day, row.stage) for row in rows} == {(-3, "hub_to_village")}
    strange = client.get(address("trips", plan), {"day": "x", "page": "9"})
    assert strange.status_code == 200


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_trips_are_exported(
    form: str, plan: Plan, sari: User, client_of: SignIn
):
    answer = client_of(sari).get(address("trips_export", plan, form))
    assert answer.status_code == 200
    assert "DRAF-" in answer["Content-Disposition"]
    assert len(answer.content) > 1000


def test_a_drawing_that_the_browser_has_is_not_sent_again(
    plan: Plan, sari: User, client_of: SignIn
):
    client = client_of(sari)
    first = client.get(address("map_json", plan))
    again = client.get(
        address("map_json", plan), headers={"If-None-Match": first["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_the_map_draws_a_line_for_every_trip(
    plan: Plan, sari: User, client_of: SignIn
):
    drawn = json.loads(client_of(sari).get(address("map_json", plan)).content)
    trips = drawn["trips"]["features"]
    assert len(trips) == plan.summary["trips"]
    assert all(len(t["geometry"]["coordinates"]) > 1 for t in trips)
    probs = [
        one["properties"].get("prob")
        for one in drawn["places"]["features"]
        if one["properties"]["kind"] == "tps"
    ]
    assert len(probs) == 293
    assert min(probs) == plan.summary["lowest_on_time_prob"]


def test_risk_shows_the_weakest_tps_first(
    plan: Plan, sari: User, client_of: SignIn
):
    url = reverse("plans:risk", args=[plan.regency.code])
    client = client_of(sari)
    page = client.get(url).context["page"]
    probs = [row.on_time_prob for row in page.object_list]
    assert probs == sorted(probs)
    assert page.paginator.count == 293
    below = client.get(url, {"below": "1"}).context["page"].paginator
    assert below.count == plan.summary["plans"]["chosen"]["below_target"]
    bars = client.get(address("risk_json", plan)).json()
    assert sum(bars["series"][0]["values"]) == 293


def test_plans_are_compared(
    plan: Plan, sari: User, operation: object, client_of: SignIn
):
    add_plan(plan.edition, operation, name="Same", by=sari)
    url = reverse("plans:compare", args=[plan.regency.code])
    answer = client_of(sari).get(url, {"plan": ["1", "2"]})
    rows = answer.context["rows"]
    assert rows
    assert not any(row["differs"] for row in rows)


def test_a_plan_is_approved_and_published_on_the_pages(
    plan: Plan, sari: User, client_of: SignIn
):
    client = client_of(sari)
    signed = {"name": "Sari", "reason": "meeting"}
    empty = client.post(address("approve", plan), {"name": "", "reason": ""})
    assert set(empty.context["form"].errors) == {"name", "reason"}
    assert client.post(address("publish", plan), signed).status_code == 200
    assert client.post(address("approve", plan), signed).status_code == 302
    assert client.post(address("publish", plan), signed).status_code == 302
    plan.refresh_from_db()
    assert plan.state == "published"
    assert b"meeting" in client.get(address("detail", plan)).content


def test_weather_tells_sun_tide_and_what_is_assumed(
    regency: Regency, sari: User, client_of: SignIn
):
    url = reverse("plans:weather", args=[regency.code])
    told = client_of(sari).get(url).context
    assert told["tidal"]
    assert any(day["beach"] for day in told["days"])
    assert told["rain"]
    assert any(one["confidence"] == "assumed" for one in told["assumed"])
