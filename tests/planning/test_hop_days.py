"""Goods wait a night where they leave the depot's vehicles or ride on."""

import pytest

from sampai.planning.chains import Hop
from sampai.planning.hop_days import hop_days
from tests.planning.coast import coast

CONTEXT = coast()


def hops(*ends):
    return tuple(
        Hop(
            from_id=a,
            to_id=b,
            vehicle_types=("cart",) if {a, b} == {"G", "F"} else ("lorry",),
        )
        for a, b in ends
    )


def spans(stage, *ends, context=CONTEXT):
    return hop_days(context, context.stages[stage], hops(*ends))


def test_one_hop_has_the_days_of_its_stage():
    assert spans("hub_to_village", "DV") == ((-3, -2),)
    assert spans("depot_to_hub", "DH") == ((-5, -2),)


def test_goods_are_at_a_transfer_the_day_before():
    assert spans("hub_to_village", "DG", "GF") == ((-5, -3), (-3, -2))


def test_a_second_transfer_takes_no_second_night():
    assert spans("hub_to_village", "DH", "HV", "VW") == (
        *((-5, -3), (-5, -2)),
        (-3, -2),
    )


def test_a_beach_takes_a_night_before_it():
    assert spans("hub_to_village", "DH", "HG", "GF") == (
        *((-5, -4), (-5, -3)),
        (-3, -2),
    )


def test_a_district_s_goods_keep_the_days_of_the_stage_to_hubs():
    early = coast(depot_to_hub={"last_day": -4})
    assert spans("depot_to_hub", "DG", "GF", context=early) == (
        *((-5, -5),),
        (-5, -4),
    )


def test_a_transfer_is_never_after_the_stage_to_hubs():
    early = coast(depot_to_hub={"last_day": -4})
    assert spans("hub_to_village", "DH", "HV", "VW", context=early) == (
        *((-5, -5), (-5, -4)),
        (-3, -2),
    )


@pytest.mark.parametrize("last_day", [-2, -3])
def test_with_too_few_days_the_hops_share_one(last_day):
    one = coast(
        depot_to_hub={"first_day": last_day, "last_day": last_day},
        hub_to_village={"first_day": last_day, "last_day": last_day},
    )
    assert (
        spans("hub_to_village", "DG", "GF", context=one)
        == ((last_day, last_day),) * 2
    )
