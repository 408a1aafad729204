"""Faults in what is said of chance."""

from collections.abc import Mapping

from tests.audit.edits import Files
from tests.audit.faults.making import Mutation, dropped, later, put, told

BEACH = {"tps_id": "B.001"}
NEAR = {"tps_id": "N.001"}


def _twice(files: Files) -> None:
    files.add("risk", files.row("risk", **NEAR) | {"tps_id": "M.001"})


def _all_rows_gone(files: Files) -> None:
    for tps_id in ("B.001", "F.001", "N.001"):
        files.drop("risk", tps_id=tps_id)


def _all_unreachable(files: Files) -> None:
    """The weakest is over the bound by more than four errors."""
    files.row("risk", **BEACH)["reachable_prob"] = "0.9400"


def _blame_by_nobody(files: Files) -> None:
    for row in files.rows("blame"):
        row["tps_id"] = "M.001"


CHANCE: Mapping[str, Mutation] = {
    "risk_of_a_tps_left_out": ("risk_rows", dropped("risk", **NEAR)),
    "risk_of_an_unknown_tps": ("risk_rows", _twice),
    "risk_told_without_rows": ("risk_rows", _all_rows_gone),
    "judged_by_a_later_hour": (
        "risk_due",
        later("risk", "due_at", 3600, **NEAR),
    ),
    "served_more_often_than_when_the_polls_open": (
        "risk_order",
        put("risk", "open_prob", "0.9600", **BEACH),
    ),
    "served_more_often_than_any_plan_can": ("risk_order", _all_unreachable),
    "an_error_of_more_scenarios": (
        "risk_error",
        put("risk", "on_time_se", "0.0017", **BEACH),
    ),
    "no_error_at_all": (
        "risk_error",
        put("risk", "on_time_se", "0.0000", **NEAR),
    ),
    "a_quantile_over_the_mean_of_the_worst": (
        "risk_late",
        put("risk", "late_p95_s", "7300", **BEACH),
    ),
    "late_in_a_twentieth_but_always_on_time": (
        "risk_late",
        put("risk", "late_p95_s", "60", **NEAR),
    ),
    "shares_that_make_no_whole": (
        "blame",
        put("blame", "share", "0.9000", cause="loading"),
    ),
    "blame_on_a_leg_there_is_not": (
        "blame",
        put("blame", "from_id", "DEPOT", cause="slow"),
    ),
    "blame_on_no_leg_for_one_that_is_shut": (
        "blame",
        put("blame", "cause", "hours", cause="slow"),
    ),
    "blame_for_an_unknown_tps": ("blame", _blame_by_nobody),
    "another_leg_is_charged_most": (
        "blame",
        lambda f: f.row("risk", **BEACH).update(
            blame_from_id="HUB", blame_to_id="TRAIL", blame_surface="trunk"
        ),
    ),
    "a_leg_to_blame_that_nothing_charges": (
        "blame",
        lambda f: f.row("risk", **NEAR).update(
            blame_from_id="HUB", blame_to_id="TRAIL", blame_surface="trunk"
        ),
    ),
    "the_weakest_made_stronger": (
        "risk_summary",
        told(lowest_on_time_prob=0.9702),
    ),
    "the_mean_made_better": ("risk_summary", told(mean_on_time_prob=0.9902)),
    "another_target": ("risk_summary", told(on_time_target=0.99)),
    "scenarios_of_no_number": ("risk_summary", told(scenarios="many")),
    "none_unreachable": ("risk_summary", told(unreachable=0)),
    "arrivals_of_fewer_scenarios": (
        "risk_summary",
        told(last_arrival_h={"-14": 970, "11": 20}),
    ),
    "no_chances_in_the_summary": (
        "risk_summary",
        told(lowest_on_time_prob="", mean_on_time_prob="", scenarios=""),
    ),
    "two_plans_chosen": (
        "frontier",
        put("frontier", "chosen", "yes", plan="plain"),
    ),
    "no_plan_chosen": (
        "frontier",
        put("frontier", "chosen", "no", plan="p0.999"),
    ),
    "another_plan_chosen": ("frontier", told(precautions="")),
}
