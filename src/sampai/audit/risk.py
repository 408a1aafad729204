"""
What is said of chance: whole, in order, and nowhere contradicting itself.

Readings. The auditor draws no scenarios; what it can tell is whether the
figures can come from any. A probability of a file is rounded to four
decimals, so that two figures may differ by one in the last, and one that was
drawn may be over its bound by four standard errors. Lateness is counted from
the due time; a median over zero needs half of the scenarios late. A plan of
which nothing was reckoned has neither rows of risk nor their figures in its
summary.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping

from sampai.audit.case import Case
from sampai.audit.findings import Finding
from sampai.audit.records import Blame, Risk
from sampai.clock import seconds_of_day

ROUNDED = 0.5e-4
LAST_DIGIT = 1.01e-4
ERRORS = 4
NO_LEG = ("", "", "")
ON_LEGS = ("shut", "slow")
# Figures of the summary that chance adds.
FIGURES = ("lowest_on_time_prob", "mean_on_time_prob", "scenarios")


def check_risk(case: Case) -> Iterator[Finding]:
    """
    Judge what an operation says of chance.

    Parameters
    ----------
    case
        What is under audit.

    Yields
    ------
    Finding
        One a row, a TPS or a key.
    """
    records = case.records
    if records.risk or any(key in records.summary for key in FIGURES):
        yield from _check_rows(case)
        for row in records.risk:
            yield from _check_row(case, row)
        yield from _check_blame(case)
        yield from _check_summary(case)
    yield from _check_frontier(case)


def _check_rows(case: Case) -> Iterator[Finding]:
    rows = Counter(row.tps_id for row in case.records.risk)
    for tps_id in sorted(rows.keys() | case.facts.tps.keys()):
        wanted = int(tps_id in case.facts.tps)
        if rows[tps_id] != wanted:
            yield Finding(
                rule="risk_rows",
                subject=f"TPS {tps_id}",
                found=f"{rows[tps_id]} rows of risk",
                expected="one row" if wanted else "none: there is no such TPS",
            )


def _check_row(case: Case, row: Risk) -> Iterator[Finding]:
    yield from _check_due(case, row)
    yield from _check_order(case, row)
    yield from _check_error(case, row)
    yield from _check_lateness(row)


def _check_due(case: Case, row: Risk) -> Iterator[Finding]:
    stage = case.facts.stage_to("tps", out=True)
    if stage is not None and row.due_s != stage.due_s:
        yield Finding(
            rule="risk_due",
            subject=f"TPS {row.tps_id}",
            found=case.facts.told(row.due_s),
            expected=f"{case.facts.told(stage.due_s)}, when {stage.stage} is "
            "due",
        )


def _check_order(case: Case, row: Risk) -> Iterator[Finding]:
    """A chance is at most that of what must be true as well."""
    on_time = "on_time_prob", row.on_time_prob
    opened = "open_prob", row.open_prob
    if row.due_s <= seconds_of_day(case.facts.settings.polls_open):
        pairs = [(on_time, opened)]
    else:
        pairs = [(opened, on_time)]
    slack = ERRORS * row.on_time_se
    reached = f"reachable_prob and {ERRORS} errors", row.reachable_prob + slack
    for (name, prob), (other, most) in (*pairs, (on_time, reached)):
        if prob > most + LAST_DIGIT:
            yield Finding(
                rule="risk_order",
                subject=f"TPS {row.tps_id}",
                found=f"{name} {prob:.4f}",
                expected=f"at most {other}, {most:.4f}",
            )


def _check_error(case: Case, row: Risk) -> Iterator[Finding]:
    scenarios = _count(case.records.summary)
    if not scenarios:
        return
    errors = [
        _standard_error(min(1.0, max(0.0, prob)), scenarios)
        for prob in (
            row.on_time_prob - ROUNDED,
            row.on_time_prob,
            row.on_time_prob + ROUNDED,
        )
    ]
    if (
        not min(errors) - LAST_DIGIT
        <= row.on_time_se
        <= (max(errors) + LAST_DIGIT)
    ):
        yield Finding(
            rule="risk_error",
            subject=f"TPS {row.tps_id}",
            found=f"on_time_se {row.on_time_se:.4f}",
            expected=f"{errors[1]:.4f} of {scenarios} scenarios",
        )


def _standard_error(prob: float, scenarios: int) -> float:
    """Two hits and two misses are added, after Agresti and Coull."""
    share = (prob * scenarios + 2) / (scenarios + 4)
    return math.sqrt(share * (1 - share) / (scenarios + 4))


def _check_lateness(row: Risk) -> Iterator[Finding]:
    subject = f"TPS {row.tps_id}"
    if not row.late_p50_s <= row.late_p95_s <= row.late_cvar_s + 1:
        yield Finding(
            rule="risk_late",
            subject=subject,
            found=f"{row.late_p50_s}, {row.late_p95_s}, {row.late_cvar_s} s",
            expected="p50, p95 and CVaR to rise",
        )
    for name, share, late_s in (
        ("late_p50_s", 0.5, row.late_p50_s),
        ("late_p95_s", 0.95, row.late_p95_s),
    ):
        # One scenario more or less decides between a quantile and the next.
        if late_s > 0 and row.on_time_prob > share + 4 * row.on_time_se:
            yield Finding(
                rule="risk_late",
                subject=subject,
                found=f"{name} {late_s} s",
                expected=f"0 s where {row.on_time_prob:.4f} are on time",
            )


def _check_blame(case: Case) -> Iterator[Finding]:
    by_tps: dict[str, list[Blame]] = {}
    for row in case.records.blame:
        by_tps.setdefault(row.tps_id, []).append(row)
    for tps_id, rows in by_tps.items():
        yield from _check_shares(case, tps_id, rows)
    for one in case.records.risk:
        yield from _check_named(one, by_tps.get(one.tps_id, []))


def _check_shares(
    case: Case, tps_id: str, rows: list[Blame]
) -> Iterator[Finding]:
    whole = sum(row.share for row in rows)
    if tps_id not in case.facts.tps:
        yield _blame(tps_id, "blame for it", "a TPS of the dataset")
    if abs(whole - 1) > LAST_DIGIT * len(rows):
        yield _blame(tps_id, f"shares of {whole:.4f}", "1 in all")
    for row in rows:
        is_leg = row.leg in case.facts.legs
        if is_leg != (row.cause in ON_LEGS) or not (
            is_leg or row.leg == NO_LEG
        ):
            yield _blame(
                tps_id,
                f"{row.cause} on {_told(row.leg)}",
                "a leg of the dataset for what is shut or slow, none else",
            )


def _check_named(row: Risk, blame: list[Blame]) -> Iterator[Finding]:
    """The leg that risk.csv names is the one that is charged most."""
    charged: dict[tuple[str, str, str], float] = {}
    for one in blame:
        if one.leg != NO_LEG:
            charged[one.leg] = charged.get(one.leg, 0.0) + one.share
    most = max(charged.values(), default=0.0)
    own = charged.get(row.leg, 0.0)
    if (row.leg == NO_LEG) != (not charged) or own < most - 2 * LAST_DIGIT:
        leg = max(charged, key=lambda one: charged[one], default=NO_LEG)
        yield _blame(row.tps_id, f"{_told(row.leg)} to blame", f"{_told(leg)}")


def _blame(tps_id: str, found: str, expected: str) -> Finding:
    return Finding(
        rule="blame", subject=f"TPS {tps_id}", found=found, expected=expected
    )


def _told(leg: tuple[str, str, str]) -> str:
    return "no leg" if leg == NO_LEG else f"{leg[0]} to {leg[1]} by {leg[2]}"


def _count(summary: Mapping[str, object]) -> int:
    """Give the number of scenarios; 0 where it is none."""
    found = summary.get("scenarios")
    if isinstance(found, bool) or not isinstance(found, int):
        return 0
    return max(0, found)


def _check_summary(case: Case) -> Iterator[Finding]:
    summary = case.records.summary
    if not _count(summary):
        yield _figure("scenarios", summary.get("scenarios"), "a number over 0")
    target = case.facts.settings.on_time_probability
    prob = [row.on_time_prob for row in case.records.risk]
    wanted = {"on_time_target": target}
    if prob:
        wanted["lowest_on_time_prob"] = min(prob)
        wanted["mean_on_time_prob"] = math.fsum(prob) / len(prob)
    for key, figure in wanted.items():
        if not _is_near(summary.get(key), figure, LAST_DIGIT):
            yield _figure(key, summary.get(key), f"{figure:.4f}")
    yield from _check_counts(case, target)


def _check_counts(case: Case, target: float) -> Iterator[Finding]:
    summary = case.records.summary
    bounds = [row.reachable_prob for row in case.records.risk]
    # A bound that was rounded up to the target may lie below it.
    least = sum(bound < target - ROUNDED for bound in bounds)
    most = sum(bound < target + ROUNDED for bound in bounds)
    middle = (least + most) / 2
    if not _is_near(
        summary.get("unreachable"), middle, (most - least) / 2 + 1e-9
    ):
        yield _figure("unreachable", summary.get("unreachable"), f"{least}")
    hours = summary.get("last_arrival_h")
    counts = hours.values() if isinstance(hours, Mapping) else ()
    whole = sum(count for count in counts if isinstance(count, int))
    if whole != _count(summary):
        yield _figure(
            "last_arrival_h",
            f"{whole} scenarios",
            f"{_count(summary)}, all of them",
        )


def _is_near(found: object, wanted: float, slack: float) -> bool:
    if isinstance(found, bool) or not isinstance(found, int | float):
        return False
    return abs(found - wanted) <= slack


def _figure(key: str, found: object, expected: str) -> Finding:
    return Finding(
        rule="risk_summary",
        subject=f"summary.json, {key}",
        found=str(found),
        expected=expected,
    )


def _check_frontier(case: Case) -> Iterator[Finding]:
    rows = case.records.frontier
    chosen = [row for row in rows if row.chosen]
    if rows and len(chosen) != 1:
        yield Finding(
            rule="frontier",
            subject="frontier.csv",
            found=f"{len(chosen)} plans chosen",
            expected="one",
        )
    does = str(case.records.summary.get("precautions") or "")
    for row in chosen:
        if row.precautions != does:
            yield Finding(
                rule="frontier",
                subject=f"frontier.csv, plan {row.plan}",
                found=row.precautions or "no precautions",
                expected=f"{does or 'none'}, as in summary.json",
            )
