"""
The summary and the baseline: every key there, every figure true.

Readings. ``trips`` counts all rows of trips.csv, empty runs too, and
``vehicle_days`` those of all stages; ``unserved`` counts TPS, not rows, and
``served`` the others. A sum of money may be a rupiah a trip off for
rounding, and in the baseline one a vehicle-day more for its empty runs.
"""

from collections.abc import Iterator, Mapping

from sampai.audit.baseline import Baseline, baselines_of
from sampai.audit.case import Case
from sampai.audit.costs import Cost, cost_of
from sampai.audit.findings import Finding

TEXTS = ("input_sha256", "version")
MONEY = ("fixed_idr", "km_idr", "hour_idr")


def check_summary(case: Case, input_sha256: str) -> Iterator[Finding]:
    """
    Judge the figures of the plan in summary.json.

    Parameters
    ----------
    case
        What is under audit.
    input_sha256
        Fingerprint of the dataset, as ``tables`` computes it.

    Yields
    ------
    Finding
        One a key.
    """
    summary, records = case.records.summary, case.records
    for key in TEXTS:
        if not isinstance(summary.get(key), str):
            yield _finding("summary", key, summary.get(key), "a text")
    if summary.get("input_sha256") != input_sha256:
        yield _finding(
            "summary",
            "input_sha256",
            summary.get("input_sha256"),
            f"{input_sha256}, the fingerprint of the dataset",
        )
    whole, out = cost_of(case, only_out=False), cost_of(case, only_out=True)
    unserved = len({row.tps_id for row in records.unserved})
    counts = {
        "tps": len(case.facts.tps),
        "served": len(case.facts.tps) - unserved,
        "unserved": unserved,
        "exceptions": len(records.exemptions),
        "trips": len(records.trips),
        "vehicle_days": whole.vehicle_days,
    }
    for key, wanted in counts.items():
        yield from _compare("summary", summary, key, (wanted, 0))
    yield from _compare("summary", summary, "seed", None)
    slack = float(1 + len(records.trips))
    yield from _compare(
        "summary", summary, "cost_idr", (whole.total_idr, slack)
    )
    yield from _compare(
        "summary", summary, "cost_out_idr", (out.total_idr, slack)
    )
    yield from _compare_parts("summary", summary, "cost_parts", whole, slack)


def check_baseline(case: Case) -> Iterator[Finding]:
    """
    Judge the figures of the baseline in summary.json.

    Parameters
    ----------
    case
        What is under audit.

    Yields
    ------
    Finding
        One a key.
    """
    first: tuple[Finding, ...] = ()
    for baseline in baselines_of(case):
        found = tuple(_compare_baseline(case.records.summary, baseline))
        if not found:
            return
        first = first or found
    yield from first


def _compare_baseline(
    summary: Mapping[str, object], baseline: Baseline
) -> Iterator[Finding]:
    cost = baseline.cost
    slack = float(1 + baseline.trips + cost.vehicle_days)
    wanted = {
        "baseline_cost_idr": (cost.total_idr, slack),
        "baseline_trips": (baseline.trips, 0.0),
        "baseline_vehicle_days": (cost.vehicle_days, 0.0),
    }
    for key, figure in wanted.items():
        yield from _compare("baseline", summary, key, figure)
    yield from _compare_parts(
        "baseline", summary, "baseline_parts", cost, slack
    )


def _finding(rule: str, key: str, found: object, expected: str) -> Finding:
    return Finding(
        rule=rule,
        subject=f"summary.json, {key}",
        found=repr(found),
        expected=expected,
    )


def _compare(
    rule: str,
    summary: Mapping[str, object],
    key: str,
    wanted: tuple[float, float] | None,
) -> Iterator[Finding]:
    """Find fault with a figure that is missing or off by over a slack."""
    found = summary.get(key)
    if isinstance(found, bool) or not isinstance(found, int | float):
        yield _finding(rule, key, found, "a number")
    elif wanted is not None and not abs(found - wanted[0]) <= wanted[1]:
        yield _finding(rule, key, found, f"{wanted[0]:.0f}")


def _compare_parts(
    rule: str,
    summary: Mapping[str, object],
    key: str,
    cost: Cost,
    slack: float,
) -> Iterator[Finding]:
    parts = summary.get(key)
    if not isinstance(parts, Mapping):
        yield _finding(rule, key, parts, f"the parts {', '.join(MONEY)}")
        return
    named = {f"{key}.{part}": parts.get(part) for part in MONEY}
    for part in MONEY:
        yield from _compare(
            rule, named, f"{key}.{part}", (getattr(cost, part), slack)
        )
