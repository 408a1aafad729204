"""The part of the report on chance: pictures, tables, and none without it."""

import itertools
import re
from dataclasses import replace

import pytest

from sampai.documents.names import names_of
from sampai.documents.report import write_report
from sampai.documents.report.risk.arrivals import (
    HEIGHT,
    LEFT,
    TOP,
    draw_arrivals,
)
from sampai.documents.report.risk.dots import draw_dots
from sampai.documents.report.risk.frontier import draw_frontier
from sampai.documents.report.risk.section import Section, risk_figures
from sampai.documents.risk.chances import chances_of

GAP = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def names(dataset):
    return names_of(dataset, "en")


@pytest.fixture(scope="module")
def chances(risky, names):
    return chances_of(risky, names.words)


@pytest.fixture(scope="module")
def content(dataset, risky, names):
    return Section(dataset, risky, names).content()


@pytest.fixture(scope="module", params=["id", "en"])
def page(request, dataset, risky, tmp_path_factory):
    path = tmp_path_factory.mktemp("risk") / "report.html"
    write_report(dataset, risky, path, request.param)
    return path.read_text(encoding="utf-8")


def test_every_link_leads_somewhere_and_no_id_stands_twice(page):
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links <= set(ids)


def test_nothing_is_fetched_from_anywhere(page):
    assert not re.findall(r"\bsrc=|url\(|https?://", page)
    assert not re.findall(r"href=\"(?!#)", page)


def test_the_page_has_every_part(page):
    for part in (
        *("risk", "weakest", "cures", "chances", "arrivals"),
        *("frontier", "prices", "method"),
    ):
        assert f'id="{part}"' in page


def test_the_forecasts_are_credited_at_the_head(page):
    head = page.partition("<nav")[0]
    assert "BMKG, issued 2024-11-23 19.00 WIB" in head
    assert "The forecast ends on H-1." in head


def test_a_plan_without_scenarios_tells_nothing_of_chance(
    dataset, operation, tmp_path
):
    write_report(dataset, operation, tmp_path / "report.html", "en")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert 'id="risk"' not in page
    assert "Chance of being on time" not in page
    assert "rain, waves and breakdowns are not in it" in page


def test_the_same_plan_gives_the_same_page(dataset, risky, tmp_path):
    for name in ("one", "two"):
        write_report(dataset, risky, tmp_path / name, "id")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_dot_a_tps_with_the_weakest_on_top(dataset, risky, names, chances):
    dots = draw_dots(dataset, risky, names, chances)["dots"]
    assert [dot["id"] for dot in dots] == ["N.001", "F.001", "B.001"]
    assert [dot["below"] for dot in dots] == [False, False, True]
    assert [dot["level"] for dot in dots] == [3, 3, 2]
    assert dots[-1]["title"] == (
        f"TPS 1 Beach: 99.38 ± 0.08{GAP}%; at best 99.38{GAP}%"
    )


def test_a_corner_comes_as_near_as_its_weak_tps(
    dataset, risky, names, chances
):
    (corner,) = draw_dots(dataset, risky, names, chances)["corners"]
    assert [dot["id"] for dot in corner["dots"]] == ["B.001"]
    assert (corner["dots"][0]["x"], corner["dots"][0]["y"]) == (210.0, 210.0)


def test_the_bars_part_at_the_due_time(risky, chances):
    """Hours -14 to 9 are 24 bars of an hour; never stands two apart."""
    drawn = draw_arrivals(risky.summary, chances)
    assert [bar["late"] for bar in drawn["bars"]] == [
        *(False, False),
        *(True, True),
    ]
    assert drawn["bars"][1]["title"] == "-1 to 0 h: 30 scenarios"
    wide = 860 / 26
    assert drawn["due_x"] == round(LEFT + 15 * wide, 1)
    assert drawn["never"]["x"] == round(LEFT + 25 * wide + 0.5, 1)
    assert drawn["told"] == [
        f"Every TPS on time in 9,930 of 10,000 scenarios (99.30{GAP}%)",
        "some TPS late: 68",
        "some TPS never served: 2",
    ]


def test_the_tallest_bar_fills_the_picture_and_one_scenario_shows(
    risky, chances
):
    drawn = draw_arrivals(risky.summary, chances)
    assert drawn["bars"][0]["height"] == HEIGHT
    assert drawn["bars"][0]["y"] == TOP
    one = draw_arrivals({"last_arrival_h": {"0": 9999, "5": 1}}, chances)
    assert one["bars"][1]["height"] > 0
    assert one["never"] == {}


def test_many_hours_share_bars(chances):
    """From -14 to 208 h are 222 hours: bars of six hours."""
    held = {"-14": 1, "0": 2, "1": 3, "208": 4}
    drawn = draw_arrivals({"last_arrival_h": held}, chances)
    assert [bar["title"] for bar in drawn["bars"]][1:3] == [
        "-6 to 0 h: 2 scenarios",
        "0 to 6 h: 3 scenarios",
    ]


def test_nothing_is_drawn_where_nothing_is_told(chances, operation, names):
    assert draw_arrivals({}, chances) == {}
    assert draw_frontier(operation, names, chances) == {}


def test_arrivals_that_never_come_are_told_alone(chances):
    drawn = draw_arrivals({"last_arrival_h": {"never": 5}}, chances)
    assert drawn["bars"] == []
    assert drawn["never"]["count"] == 5


def test_costs_grow_to_the_right_and_safety_upward(risky, names, chances):
    drawn = draw_frontier(risky, names, chances)
    plain, chosen = drawn["points"]
    assert plain["x"] < chosen["x"] < drawn["usual_x"]
    assert chosen["y"] < drawn["target_y"] < chosen["low_y"]
    assert (plain["label"], chosen["label"]) == (
        "Cheapest in fair weather",
        "This plan",
    )
    assert drawn["rows"][1]["does"] == [
        (
            "Beach: goods wait 3 days where they change vehicles, to go on "
            "the first good day"
        )
    ]


def test_the_levels_of_the_frontier_are_equally_far_apart(
    risky, names, chances
):
    ys = [tick["y"] for tick in draw_frontier(risky, names, chances)["levels"]]
    gaps = [one - other for one, other in itertools.pairwise(ys)]
    assert gaps == pytest.approx([gaps[0]] * 3, abs=0.2)


def test_a_cure_that_does_not_suffice_is_told_apart(content):
    assert [row["suffices"] for row in content["cures"]] == [True, False]


def test_a_price_names_its_vehicle(content):
    (row,) = content["prices"]
    assert row["change"] == "one more: Pickup"
    assert row["saves"] == "Rp93,400"


def test_it_tells_how_to_compute_the_figures_again(content, dataset):
    assert content["command"] == (
        f"sampai plan {dataset.settings.id} --out PLAN --scenarios 10000 "
        "--seed 1 --robust"
    )
    assert any("waves" in line for line in content["method"])
    assert content["assumed"]


def test_the_head_shows_the_weakest_and_how_many_are_below(risky, names):
    lowest, below = risk_figures(risky, names)
    assert lowest.value == f"99.38{GAP}%"
    assert lowest.note == f"Beach, TPS 1; at best 99.38{GAP}%"
    assert (below.value, below.state) == ("1 / 3", "warn")


def test_where_every_scenario_went_well_no_row_is_weak(dataset, risky, names):
    risk = risky.risk.with_columns(
        on_time_prob=1.0 + 0 * risky.risk["on_time_prob"]
    )
    calm = replace(risky, risk=risk, blame=risky.blame.clear())
    assert Section(dataset, calm, names).content()["weakest"] == []
    lowest, below = risk_figures(calm, names)
    assert lowest.value == f">{GAP}99.97{GAP}%"
    assert below.state == "good"


def test_a_plan_run_again_later_has_no_plain_one_beside_it(
    dataset, risky, names, tmp_path
):
    """`sampai simulate` leaves out what was weighed on other scenarios."""
    gone = {"plans", "trials"}
    summary = {k: v for k, v in risky.summary.items() if k not in gone}
    again = replace(
        risky,
        summary=summary,
        frontier=risky.frontier.clear(),
        cures=risky.cures.clear(),
    )
    content = Section(dataset, again, names).content()
    assert [plan["name"] for plan in content["plans"]] == [
        "The usual way",
        "This plan",
    ]
    # 2,493,400 of 2,665,600; the mean of 0.9938, 0.9995 and 1 is 0.99777.
    assert content["plans"][1]["cells"] == [
        "Rp2,493,400",
        f"93.5{GAP}%",
        f"99.38{GAP}%",
        f"99.95{GAP}%",
        f"99.78{GAP}%",
        "1",
    ]
    assert content["command"] == (
        f"sampai simulate {dataset.settings.id} PLAN --scenarios 10000 "
        "--seed 2"
    )
    write_report(dataset, again, tmp_path / "report.html", "id")
    assert 'id="frontier"' not in (tmp_path / "report.html").read_text()
