"""The screen of a plan, on a plan made up for it."""

from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from sampai.cli.language import Language
from sampai.cli.result import show_result
from sampai.tables import OPERATION_TABLES, Operation

FAR = "18.13.11.2007.001"
NAMES = (
    *("needs", "trips", "stops", "passages"),
    *("loads", "last_mile", "unserved", "exceptions"),
)
SUMMARY = {
    "tps": 293,
    "served": 292,
    "unserved": 1,
    "exceptions": 1,
    "trips": 3,
    "vehicle_days": 2,
    "cost_idr": 5_000_000,
    "cost_out_idr": 2_610_000,
    "cost_parts": {
        "fixed_idr": 3_000_000,
        "km_idr": 1_500_000,
        "hour_idr": 500_000,
    },
    "baseline_cost_idr": 4_640_000,
    "baseline_parts": {
        "fixed_idr": 2_000_000,
        "km_idr": 1_600_000,
        "hour_idr": 1_040_000,
    },
    "tidal_crossings": [
        {
            "vehicle_type": "ox_cart",
            "from_id": "T.WHN",
            "to_id": "18.13.11.2007",
            "distance_m": 23_300,
            "calm_s": 7 * 3600,
            "wet_s": 10 * 3600,
            "longest_open_s": 6 * 3600,
        }
    ],
}


def moment(day, hour):
    """Give a moment of November 2024, in the time of Krui."""
    return datetime(2024, 11, day, hour - 7, tzinfo=UTC)


def made_up(**rows):
    """Make an operation of a few rows."""
    frames = {
        name: OPERATION_TABLES[name].frame(rows.get(name, []))
        for name in NAMES
    }
    return Operation(**frames, summary=SUMMARY)


def trip(trip_id, kind, vehicle, day):
    return {
        "trip_id": trip_id,
        "vehicle_type": kind,
        "vehicle": vehicle,
        "day": day,
        "stage": "hub_to_village",
    }


@pytest.fixture
def operation():
    """Give a plan with one of everything."""
    return made_up(
        needs=[
            {"tps_id": FAR, "item": "BOX", "quantity": 586},
            {"place_id": "18.13.11", "item": "BPK", "quantity": 22},
            {"tps_id": FAR, "item": "BAL", "quantity": 124_444},
        ],
        trips=[
            trip("A", "truck", "truck-1", -3),
            trip("B", "truck", "truck-1", -3),
            trip("C", "truck", "truck-2", 1),
        ],
        unserved=[
            {
                "tps_id": FAR,
                "stage": "hub_to_village",
                "reason": "no_way",
                "remedy": "lend_a_vehicle_that_can_go_there",
            }
        ],
        exceptions=[
            {
                "subject_id": FAR,
                "rule": "same_day_return",
                "allowed_until": moment(27, 23),
                "planned_at": moment(28, 20),
                "why": "beach_closed",
            }
        ],
    )


def screen(dataset, operation, language, folder=Path("out/plan")):
    """Print a result and give its lines, with single blanks."""
    out = StringIO()
    console = Console(file=out, width=240)
    show_result(console, dataset, operation, folder, language)
    return [" ".join(line.split()) for line in out.getvalue().splitlines()]


@pytest.fixture
def english(pesisir_barat, operation):
    """Give the lines of the English screen."""
    return screen(pesisir_barat, operation, Language.ENGLISH)


def test_boxes_are_those_of_tps_and_districts(english):
    # 586 and 22; the ballots travel inside them.
    assert "Boxes going out 608" in english


def test_served_of_all(english):
    assert "TPS served 292 of 293" in english


def test_a_vehicle_with_two_trips_on_a_day_counts_once(english):
    # There are 6 lorries: one sets out on H-3, another on H+1; 3 trips.
    assert "Type There are H-3 H+1 Trips" in english
    assert "Truck 6 1 1 3" in english


def test_a_vehicle_type_without_a_trip_is_named_too(english):
    assert "Ox cart 15 0" in english


def test_only_the_way_out_is_compared_with_the_baseline(english):
    # 2,610,000 of 4,640,000 is 0.5625.
    assert "Plan, all stages 3,000,000 1,500,000 500,000 5,000,000" in english
    assert (
        "Baseline, way out only 2,000,000 1,600,000 1,040,000 4,640,000"
        in english
    )
    assert any("costs 0.562 of the baseline" in line for line in english)


def test_the_ox_cart_does_not_fit_one_tide(english):
    assert (
        "Ox cart Way Haru 23.3 km 7 h 00 min 10 h 00 min 6 h 00 min no"
        in english
    )


def test_what_is_not_served_has_its_reason_and_remedy(english):
    assert (
        "To the villages there is no way that any vehicle can go ask for the "
        "loan of a vehicle that can go there Way Haru 1" in english
    )


def test_a_bent_rule_is_told_with_its_reason(english):
    assert (
        "boxes return to the PPK on voting day the beach opens again only on "
        "the next day H+1 Thu 28/11 20.00 Way Haru 1" in english
    )


def test_it_says_where_the_files_lie(pesisir_barat, operation, tmp_path):
    (tmp_path / "report.html").touch()
    lines = screen(pesisir_barat, operation, Language.ENGLISH, tmp_path)
    assert f"Report {tmp_path / 'report.html'}" in lines
    assert any(line.startswith("Restricted") for line in lines)


def test_indonesian_has_its_own_words_and_marks(pesisir_barat, operation):
    lines = screen(pesisir_barat, operation, Language.INDONESIAN)
    assert "TPS terlayani 292 dari 293" in lines
    assert any("0,562" in line for line in lines)
    assert any("Gerobak sapi" in line for line in lines)


def test_when_all_is_well_nothing_is_listed(pesisir_barat):
    lines = screen(pesisir_barat, made_up(), Language.ENGLISH)
    assert not any(line.startswith("Reason") for line in lines)
    assert "Exceptions to a rule" not in lines


def chancy(operation):
    """Add what chance does: one TPS cannot reach the target."""
    odds = {
        "due_at": moment(26, 22),
        "open_prob": 0.99,
        "late_p50_s": 0,
        "late_p95_s": 0,
        "late_cvar_s": 0,
        "back_prob": 0.5,
    }
    island = {
        **odds,
        "tps_id": "18.13.06.2001.001",
        "on_time_prob": 0.9938,
        "on_time_se": 0.0008,
        "reachable_prob": 0.9938,
        "blame_from_id": "H.TBK",
        "blame_to_id": "H.PSG",
        "blame_surface": "sea",
    }
    far = {
        **odds,
        "tps_id": FAR,
        "on_time_prob": 1.0,
        "on_time_se": 0.0002,
        "reachable_prob": 1.0,
    }
    cure = {
        "tps_id": "18.13.06.2001.001",
        "cure": "boat_1.5m",
        "rule": "sea.wave_below_m: a boat that bears waves of 1.5 m",
        "on_time_prob": 0.9995,
        "reachable_prob": 0.9995,
        "cost_out_idr": 2_610_000,
    }
    summary = {
        **operation.summary,
        "scenarios": 10_000,
        "on_time_target": 0.999,
        "robust": True,
        "precautions": "18.13.11.2007: days_earlier=1 without=ox_cart",
        "credits": ["x.json: BMKG, issued 2024-11-23 19.00 WIB"],
        "cautions": ["It ends on H-1."],
        "plans": {
            "baseline": {"cost_out_idr": 4_640_000},
            "plain": {
                "cost_out_idr": 2_320_000,
                "lowest_on_time_prob": 0.5893,
                "lowest_reachable_prob": 0.5893,
                "mean_on_time_prob": 0.9942,
                "below_target": 17,
            },
            "chosen": {
                "cost_out_idr": 2_610_000,
                "lowest_on_time_prob": 0.9938,
                "lowest_reachable_prob": 1.0,
                "mean_on_time_prob": 0.9969,
                "below_target": 1,
            },
        },
    }
    return replace(
        operation,
        risk=OPERATION_TABLES["risk"].frame([island, far]),
        cures=OPERATION_TABLES["cures"].frame([cure]),
        summary=summary,
    )


@pytest.fixture
def chances(pesisir_barat, operation):
    """Give the lines of the English screen of a plan with chances."""
    lines = screen(pesisir_barat, chancy(operation), Language.ENGLISH)
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]


def test_plans_stand_side_by_side(chances):
    # 2,320,000 and 2,610,000 of 4,640,000 are 50.0 and 56.25 percent.
    assert "The usual way 4,640,000 100.0 % - - - -" in chances
    assert (
        "Cheapest in fair weather 2,320,000 50.0 % 58.93 % 58.93 % 99.42 % 17"
        in chances
    )
    assert "This plan 2,610,000 56.2 % 99.38 % > 99.97 % 99.69 % 1" in chances


def test_the_weakest_tps_has_its_error_bound_and_leg(chances):
    assert (
        "Pasar Pulau Pisang, TPS 1 sea Pulau Pisang landing\N{EN DASH}"
        "Tembakak beach landing 99.38 ± 0.08 % 99.38 %" in chances
    )
    # On time in every scenario: it is not among the weakest.
    assert not any(line.startswith("Way Haru, TPS 1") for line in chances)


def test_what_would_help_is_in_words(chances):
    assert (
        "a boat that bears waves of 1.5 m the boats' limit of 1.25 m of waves "
        "Pasar Pulau Pisang, TPS 1 99.95 % yes 2,610,000" in chances
    )


def test_what_the_plan_does_is_in_words(chances):
    assert "- Way Haru: there a day earlier; not by ox cart" in chances


def test_assumed_hazards_and_forecasts_are_named(chances):
    text = " ".join(chances)
    assert "The hazard figures behind them are assumed" in text
    assert "Forecast: x.json: BMKG, issued 2024-11-23 19.00 WIB" in chances
    assert "Mind: It ends on H-1." in chances


def test_a_plan_without_scenarios_tells_nothing_of_chance(english):
    assert "Plans side by side" not in english
    assert not any("scenarios" in line for line in english)
