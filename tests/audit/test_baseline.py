"""The baseline by hand, and of the first dataset."""

import pytest

from sampai.audit.baseline import Baseline, baselines_of
from sampai.audit.beach import watch_beach
from sampai.audit.case import Case
from sampai.audit.costs import Cost
from sampai.audit.facts import Facts
from sampai.audit.gathering import gather_facts
from sampai.audit.paths import Atlas
from sampai.audit.records import Need, Records
from sampai.tables import packaged_dataset, read_dataset
from tests.audit.conftest import TINY

PER_TPS = (("BOX", 2), ("BTH", 4), ("OUT", 1))


def _needs(facts: Facts) -> tuple[Need, ...]:
    hubs = sorted({tps.hub_id for tps in facts.tps.values()})
    return (
        *(
            Need(
                tps_id=tps_id,
                place_id="",
                item=item,
                contest="",
                quantity=quantity,
            )
            for tps_id in facts.tps
            for item, quantity in PER_TPS
        ),
        *(
            Need(
                tps_id="",
                place_id=hub_id,
                item="BPK",
                contest="",
                quantity=2,
            )
            for hub_id in hubs
        ),
    )


def _baseline(path) -> Baseline:
    facts = gather_facts(read_dataset(path))
    return next(
        baselines_of(
            Case(
                facts=facts,
                records=Records(
                    needs=_needs(facts),
                    trips=(),
                    stops=(),
                    passages=(),
                    loads=(),
                    walks=(),
                    unserved=(),
                    exemptions=(),
                    summary={},
                ),
                runs=(),
                beach=watch_beach(facts, -5, 7),
                atlas=Atlas(facts),
            )
        )
    )


def test_the_tiny_baseline_is_the_one_made_by_hand():
    """
    Six round trips of four vehicles.

    Depot to hub: 8 boxes, 2 x 1,080 s on the way and 2 x 1,380 s of loading
    and handing over, 4,920 s. From the hub one pickup makes 3,120 s (near),
    3,660 s (far) and 3,480 s (trailhead), and 2 x 1,080 s empty. From the
    trailhead two motorcycles go with a box each, 2 x 4,500 + 2 x 960 =
    10,920 s; both trips of one would not fit the tide of 5 h 46 min.
    Seconds: 4,920 + 10,260 + 2,160 = 17,340 at 10 rupiah, 21,840 at 5.
    Kilometres: 24 + 46 + 24 = 94 at 3,500, and 36 at 1,500.
    """
    baseline = _baseline(TINY / "dataset")
    assert baseline == Baseline(
        cost=Cost(
            fixed_idr=2 * 700_000 + 2 * 300_000,
            km_idr=94 * 3500 + 36 * 1500,
            hour_idr=pytest.approx(17_340 * 10 + 21_840 * 5),
            vehicle_days=4,
        ),
        trips=6,
    )


def test_the_regency_costs_about_46_4_million():
    baseline = _baseline(packaged_dataset("pesisir-barat-2024"))
    assert round(baseline.cost.total_idr) == 46_440_752
    assert baseline.cost.fixed_idr == 20_650_000
    assert baseline.cost.km_idr == 15_499_130
    assert round(baseline.cost.hour_idr) == 10_291_622
    assert (baseline.trips, baseline.cost.vehicle_days) == (158, 36)
