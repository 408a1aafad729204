"""Chance in words: honest, short, and in both languages."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from sampai.documents.names import names_of
from sampai.documents.risk.causes import leg_name, top_causes
from sampai.documents.risk.chances import Chances
from sampai.documents.risk.outcome import plan_lines, verdict
from sampai.documents.risk.precautions import precaution_lines
from sampai.documents.risk.remedies import (
    change_name,
    cure_name,
    cures,
    plan_name,
    rule_bent,
)
from sampai.documents.risk.weakest import villages_named, weakest
from sampai.documents.words import Words

GAP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def names(dataset):
    return names_of(dataset, "en")


@pytest.fixture
def chances():
    words = Words(
        language="en",
        zone=ZoneInfo("Asia/Jakarta"),
        voting_day=date(2024, 11, 27),
    )
    return Chances(words=words, scenarios=10_000, target=0.999)


@pytest.mark.parametrize(
    ("prob", "shown"),
    [
        (0.99938, "99.94"),
        (0.9938, "99.38"),
        (0.5, "50.00"),
        # Rounded up it would be the target, which it is not.
        (0.99896, "99.89"),
        # Rounded up it would be certain, which it is not.
        (0.99996, "99.99"),
        (0.0, "0.00"),
    ],
)
def test_a_chance_is_never_rounded_up_to_what_it_is_not(chances, prob, shown):
    assert chances.share(prob) == f"{shown}{GAP}%"


def test_all_of_10000_scenarios_is_not_certainty(chances):
    """
    Two errors of 1.41e-4 below one is 0.99972.

    The share with two hits and two misses added is 10,002 of 10,004; its
    error is sqrt(0.9998 * 0.0002 / 10,004) = 1.413e-4.
    """
    assert chances.share(1.0) == f">{GAP}99.97{GAP}%"
    assert chances.with_error(1.0, 0.0002) == chances.share(1.0)


def test_an_error_is_rounded_up(chances):
    assert chances.with_error(0.9938, 0.00081) == f"99.38 ± 0.09{GAP}%"


def test_a_bound_of_one_is_a_hundred_percent(chances):
    assert chances.bound(1.0) == f"100{GAP}%"
    assert chances.bound(0.99381) == f"99.39{GAP}%"


def test_the_target_has_as_many_decimals_as_it_needs(chances):
    assert chances.goal() == f"99.9{GAP}%"
    assert replace(chances, target=0.95).goal() == f"95{GAP}%"


def test_tens_of_safety_are_equally_far_apart(chances):
    places = [chances.nines(prob) for prob in (0.0, 0.9, 0.99, 0.999)]
    assert places == pytest.approx([0, 1, 2, 3])
    # As far as 10,000 scenarios can tell: half a scenario.
    assert chances.nines(1.0) == pytest.approx(4.301, abs=1e-3)


def test_classes_begin_at_their_edges(chances):
    probs = (0.8999, 0.9, 0.99, 0.999, 1.0)
    assert [chances.level(prob) for prob in probs] == [0, 1, 2, 3, 3]


def test_the_weakest_stand_first_and_the_sure_do_not_stand(risky, names):
    found = weakest(risky.risk, names, 10)
    assert [weak.where for weak in found] == ["Beach, TPS 1", "Far, TPS 1"]
    assert found[0].leg == "beach Beach\N{EN DASH}Trailhead"


def test_tps_of_a_district_that_are_alike_share_a_row(risky, names):
    alike = risky.risk.with_columns(
        on_time_prob=pl.lit(0.9), reachable_prob=pl.lit(0.95)
    ).with_columns(
        pl.lit(None, pl.String).alias(f"blame_{key}")
        for key in ("from_id", "to_id", "surface")
    )
    (weak,) = weakest(alike, names, 10)
    assert weak.where == "Beach, Far, Near, 3 TPS"
    assert weak.tps_ids == ("B.001", "F.001", "N.001")


def test_many_villages_go_by_their_district(pesisir_barat):
    names = names_of(pesisir_barat, "id")
    island = [f"18.13.06.200{number}" for number in range(1, 7)]
    assert villages_named(names, island) == "Pulau Pisang (6 desa)"


def test_a_village_called_like_another_has_its_district(pesisir_barat):
    names = names_of(pesisir_barat, "id")
    assert villages_named(names, ["18.13.11.2006", "18.13.11.2012"]) == (
        "Bandar Dalam (Bangkunat), Way Tias"
    )


def test_a_road_between_junctions_is_near_a_village(pesisir_barat):
    leg = {"from_id": "J031", "to_id": "J032", "surface": "trunk"}
    shown = leg_name(names_of(pesisir_barat, "en"), leg)
    assert shown == "main road J031\N{EN DASH}J032 (near Menyancang)"


def test_small_causes_are_summed_up(risky, names):
    leg = "beach Beach\N{EN DASH}Trailhead"
    found = top_causes(names, risky.blame, ["B.001"])
    assert [name for name, _ in found] == [
        f"{leg} shut or breakdown",
        f"{leg} slow",
        "other causes",
    ]
    assert [share for _, share in found] == pytest.approx([0.9, 0.08, 0.02])
    assert top_causes(names, risky.blame, ["N.001"]) == []


def test_the_plain_plan_stands_beside_a_robust_one_alone(risky):
    assert [one.key for one in plan_lines(risky)] == [
        "baseline",
        "plain",
        "chosen",
    ]
    summary = {**risky.summary, "robust": False}
    lines = plan_lines(replace(risky, summary=summary))
    assert [one.key for one in lines] == ["baseline", "chosen"]
    assert lines[0].lowest is None


def test_the_verdict_names_what_cannot_be_reached_and_what_helps(
    dataset, risky, names
):
    """The plain plan costs 1,332,800 of 2,665,600; this one 0.9354 of it."""
    assert [
        line.replace(GAP, " ") for line in verdict(dataset, risky, names)
    ] == [
        (
            "2 of 3 TPS reach the target: a chance of at least 99.9 % to be "
            "on time. Lowest 99.38 %: Beach, TPS 1."
        ),
        (
            "1 TPS cannot reach it by any plan within the rules, 99.38 % at "
            "best: Beach. What most often stands in the way: beach "
            "Beach\N{EN DASH}Trailhead."
        ),
        "What would bring them there: start 2 days earlier (99.92 %).",
        (
            "The way out costs Rp2.5 million, 93.5 % of the usual way; the "
            "cheapest plan in fair weather costs Rp1.3 million, but its "
            "weakest TPS has a chance of 50.00 % only."
        ),
    ]


def test_a_plain_plan_points_to_the_robust_one(dataset, risky, names):
    risk = risky.risk.with_columns(reachable_prob=pl.lit(1.0))
    summary = {**risky.summary, "robust": False}
    plain = replace(risky, risk=risk, summary=summary)
    lines = verdict(dataset, plain, names)
    assert "--robust" in lines[1]
    assert lines[-1].startswith("The way out costs Rp2.5 million")


def test_a_verdict_without_trouble_is_short(dataset, risky, names):
    risk = risky.risk.with_columns(on_time_prob=pl.lit(1.0))
    first, second = verdict(dataset, replace(risky, risk=risk), names)
    assert first.startswith("All 3 TPS reach the target")
    assert second.startswith("The way out costs")


def test_precautions_alike_are_told_once(pesisir_barat):
    told = (
        "head_start_s=5400; slowness=1.3; 18.13.11.2006: days_earlier=1; "
        "18.13.11.2007: days_earlier=2 without=ox_cart avoid=T.WHN by_hub "
        "singly; 18.13.11.2012: days_earlier=1; X: news=3"
    )
    assert precaution_lines(told, names_of(pesisir_barat, "en")) == [
        (
            "All trips: set out 1 h 30 min before the latest moment that "
            "costs nothing"
        ),
        "All open roads: routes are made for 1.3 times the time of a dry day",
        "Bandar Dalam (Bangkunat), Way Tias: there a day earlier",
        (
            "Way Haru: there 2 days earlier; not by ox cart; no change of "
            "vehicle at Way Heni trailhead (Sumberejo); by way of the "
            "district hub; their vehicles make one trip a day"
        ),
        "X: news",
    ]
    assert precaution_lines("", names_of(pesisir_barat, "en")) == []
    assert precaution_lines("odd", names_of(pesisir_barat, "en")) == ["odd"]


RULES = {
    "earlier_1": "stages.csv: one day",
    "boat_1.5m": "sea.wave_below_m: a boat that bears waves of 1.5 m",
    "repair": "surfaces.csv: trunk, local made fast, so that heavy rain does "
    "not close them",
    "escort": "escort.police_on_the_road: 30 instead of 20",
    "vehicle_more": "vehicles.csv: one more of each type",
    "news": "nobody knows",
}


def test_every_cure_has_words_and_the_rule_that_it_bends(pesisir_barat):
    names = names_of(pesisir_barat, "en")
    told = {
        code: (
            cure_name(code, rule, names),
            rule_bent(pesisir_barat, code, rule, names),
        )
        for code, rule in RULES.items()
    }
    assert told == {
        "earlier_1": (
            "start a day earlier",
            (
                "Store to district: from H-6, not H-5; To the villages: from "
                "H-4, not H-3"
            ),
        ),
        "boat_1.5m": (
            "a boat that bears waves of 1.5 m",
            "the boats' limit of 1.25 m of waves",
        ),
        "repair": (
            (
                "make main road, local road fast, so that heavy rain does not "
                "close it"
            ),
            "the state of the ways (surfaces.csv)",
        ),
        "escort": (
            "more police to escort trips",
            "police on the road: 30, not 20",
        ),
        "vehicle_more": (
            "one more vehicle of each type",
            "the number of vehicles (vehicles.csv)",
        ),
        "news": ("nobody knows", "nobody knows"),
    }


def test_what_helps_most_stands_first(dataset, risky, names):
    found = cures(dataset, risky.cures, names)
    assert [cure.prob for cure in found] == [0.9992, 0.995]
    assert found[0].where == "Beach, TPS 1"


def test_changes_and_plans_have_names(names):
    assert change_name("as_it_is", None, names) == "as it is"
    assert change_name("vehicle_more", "pickup", names) == "one more: Pickup"
    assert change_name("hub_added", "HUB", names) == (
        "by way of the hub: Only district"
    )
    assert change_name("news", "X", names) == "news: X"
    assert plan_name("p0.999", names.words) == f"aim 99.9{GAP}%"
    assert plan_name("mended", names.words) == "aim, then mended"
    assert plan_name("plain", names.words) == "Cheapest in fair weather"
