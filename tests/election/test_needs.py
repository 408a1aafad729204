"""Needs: by hand, for regions whose totals were published, and always."""

from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.election import Item, Regulation, load_regulation, needs
from sampai.election.needs import quantity
from tests.election.regencies import regency, spread, total

RULES_2024 = load_regulation("pilkada-2024")
RULES_2020 = load_regulation("pilkada-2020")
BALLOT = RULES_2024.item("BAL")
# The villages behind the beach: Way Haru, Bandar Dalam, Way Tias, Siring
# Gading.
WAY_HARU = (2006, 2007, 2011, 2012)


def with_item(item: Item) -> Regulation:
    """Change one item of the rules of 2024."""
    return replace(
        RULES_2024,
        items=tuple(
            item if one.code == item.code else one for one in RULES_2024.items
        ),
    )


# --- by hand ----------------------------------------------------------------


def test_a_tps_of_401_voters_gets_412_ballots_of_each_contest():
    """2.5 % of 401 is 10.025, so eleven spare papers."""
    table = needs(regency([[401]]), RULES_2024)
    assert total(table, "BAL", "gubernur") == 401 + 11
    assert total(table, "BAL", "bupati") == 401 + 11


def test_the_reserve_is_rounded_up_at_each_tps():
    """Ten voters have a quarter of a spare paper, and get a whole one."""
    table = needs(regency([[10, 10], [10, 10]]), RULES_2024)
    assert total(table, "BAL", "bupati") == 4 * 11


def test_a_reserve_that_comes_out_even_is_not_rounded():
    assert total(needs(regency([[400]]), RULES_2024), "BAL") == 2 * 410


@pytest.mark.parametrize(
    ("rounding", "voters", "ballots"),
    [
        ("ceil", 250, 257),  # 6.25 spare papers
        ("floor_plus_one", 250, 257),
        ("nearest", 250, 256),
        ("ceil", 400, 410),  # exactly 10
        ("floor_plus_one", 400, 411),
        ("nearest", 400, 410),
        ("ceil", 20, 21),  # exactly a half
        ("floor_plus_one", 20, 21),
        ("nearest", 20, 21),
    ],
)
def test_the_rounding_is_a_matter_of_the_regulation(rounding, voters, ballots):
    rules = with_item(replace(BALLOT, round=rounding))
    table = needs(regency([[voters]]), rules)
    assert total(table, "BAL", "bupati") == ballots


def test_250_voters_and_2_percent_gave_six_spare_papers_in_one_district():
    """A district's crew reported five rounded to six: floor and one more."""
    rules = with_item(
        replace(BALLOT, factor=Fraction("1.02"), round="floor_plus_one")
    )
    assert total(needs(regency([[250]]), rules), "BAL", "bupati") == 256


def test_a_district_names_its_hub_and_the_regency_its_depot():
    table = needs(regency([[100], [100]]), RULES_2024)
    district = table.filter(item="BPK")
    assert district.rows() == [
        (None, "H1", "BPK", None, 2, "outer"),
        (None, "H2", "BPK", None, 2, "outer"),
    ]
    assert table.filter(item="RSV").rows() == [
        (None, "DEPOT", "RSV", "bupati", 2000, "store"),
        (None, "DEPOT", "RSV", "gubernur", 2000, "store"),
    ]


def test_the_reserve_for_a_second_vote_is_left_to_the_province():
    holders = {"gubernur": "province", "bupati": "regency"}
    table = needs(regency([[100]], holders=holders), RULES_2024)
    assert table.filter(item="RSV")["contest"].to_list() == ["bupati"]


def test_each_pair_of_candidates_has_a_witness():
    """Two pairs for governor and three for regent."""
    assert total(needs(regency([[100]]), RULES_2024), "IDS") == 5


def test_what_comes_to_nothing_has_no_row():
    table = needs(regency([[0]]), RULES_2024)
    assert table.filter(pl.col("item").is_in(["BAL", "BPR"])).is_empty()


def test_a_district_without_tps_gets_nothing():
    table = needs(regency([[100], []]), RULES_2024)
    assert total(table, "BPK") == 2


@pytest.mark.parametrize(
    ("per", "scope", "pieces"),
    [
        # Two districts: 10 and 20 voters at two tps, 40 voters at one.
        ("tps", "tps", 3),
        ("tps_contest", "tps", 6),
        ("voter", "tps", 70),
        ("pair", "tps", 15),
        ("tps_contest", "tps_contest", 6),
        ("voter", "tps_contest", 140),
        ("pair", "tps_contest", 15),
        ("district", "district", 2),
        ("tps", "district", 3),
        ("tps_contest", "district", 6),
        ("voter", "district", 70),
        ("pair", "district", 10),
        ("regency", "regency", 1),
        ("regency_contest", "regency", 2),
        ("district", "regency", 2),
        ("tps", "regency", 3),
        ("tps_contest", "regency", 6),
        ("voter", "regency", 70),
        ("pair", "regency", 5),
        ("regency_contest", "regency_contest", 2),
        ("tps_contest", "regency_contest", 6),
        ("voter", "regency_contest", 140),
        ("pair", "regency_contest", 5),
    ],
)
def test_every_count_at_every_scope(per, scope, pieces):
    glue = RULES_2024.item("GLU")
    rules = with_item(replace(glue, per=per, scope=scope))
    table = needs(regency([[10, 20], [40]]), rules)
    assert total(table, "GLU") == pieces


def test_a_count_without_meaning_at_its_scope_is_refused():
    with pytest.raises(ValueError, match="no district is counted at a tps"):
        replace(RULES_2024.item("GLU"), per="district")


# --- totals that were published ---------------------------------------------


def test_pesisir_barat_gets_what_was_published(pesisir_barat):
    """DPT 121,267 at 293 tps; 126,444 ballots with 2,000 for a second vote."""
    table = needs(pesisir_barat, RULES_2024)
    assert total(table, "BAL", "bupati") == 124_444
    assert total(table, "BAL", "gubernur") == 124_444
    assert total(table, "RSV") == 2_000
    assert total(table, "BOX") == 586
    assert total(table, "BPK") == 22
    assert total(table, "BTH") == 1_172
    assert total(table, "INK") == 586
    assert total(table, "IDK") == 2_051
    assert total(table, "IDL") == 586


def test_pesisir_barat_is_golden(pesisir_barat, golden):
    totals = (
        needs(pesisir_barat, RULES_2024)
        .group_by("item", "contest", "packed")
        .agg(pl.col("quantity").sum())
        .sort("item", "contest")
    )
    golden("election-pesisir-barat-2024.csv", totals.write_csv())


def test_makassar_gets_what_was_published():
    """The 3,785 boxes published hold one for the city, which no rule asks."""
    districts = [[400] * n for n in spread(1_877, 15)]
    table = needs(regency(districts), RULES_2024)
    assert total(table, "INK") == 3_754
    assert total(table, "BTH") == 7_508
    assert total(table, "BOX") + total(table, "BPK") == 3_784


def test_pasaman_barat_gets_the_boxes_that_were_published():
    districts = [[348] * n for n in spread(893, 11)]
    table = needs(regency(districts), RULES_2024)
    assert total(table, "BOX") + total(table, "BPK") == 1_808


def test_enggano_gets_the_boxes_and_booths_that_were_published():
    table = needs(regency([spread(3_050, 9)]), RULES_2024)
    assert total(table, "BOX") == 18
    assert total(table, "BTH") == 36


def test_the_four_villages_of_way_haru_get_22_boxes_and_44_booths(
    pesisir_barat,
):
    villages = [f"18.13.11.{number}" for number in WAY_HARU]
    tps = pesisir_barat.tps.filter(pl.col("village_id").is_in(villages))
    assert tps.height == 11
    table = needs(pesisir_barat, RULES_2024).filter(
        pl.col("tps_id").is_in(tps["tps_id"].to_list())
    )
    assert total(table, "BOX") == 22
    assert total(table, "BTH") == 44


def test_way_haru_got_12_boxes_and_48_booths_in_2020():
    table = needs(regency([[300] * 12], contests=["bupati"]), RULES_2020)
    assert total(table, "BOX") == 12
    assert total(table, "BTH") == 48


@pytest.mark.parametrize(
    ("voters", "tps", "published"),
    [
        (121_267, 293, 124_444),  # Pesisir Barat
        (311_171, 893, 319_394),  # Pasaman Barat
        (3_050, 9, 3_130),  # Enggano
    ],
)
def test_published_ballots_lie_where_rounding_up_can_bring_them(
    voters, tps, published
):
    """The voters of each tps are not known, so only bounds can be held."""
    least = voters + ceil(Fraction(25, 1000) * voters)
    most = voters + floor(Fraction(25, 1000) * voters + tps)
    ours = total(
        needs(regency([spread(voters, tps)]), RULES_2024), "BAL", "bupati"
    )
    assert least <= published <= most
    assert least <= ours <= most


# --- what must always hold --------------------------------------------------

VOTERS = st.lists(
    st.lists(st.integers(0, 600), min_size=1, max_size=4),
    min_size=1,
    max_size=4,
)


@given(VOTERS)
def test_every_voter_has_a_paper_and_no_tps_more_than_one_to_spare(districts):
    table = needs(regency(districts), RULES_2024)
    voters = sum(map(sum, districts))
    tps = sum(map(len, districts))
    ballots = total(table, "BAL", "bupati")
    assert ballots >= voters * Fraction(41, 40)
    assert ballots < voters * Fraction(41, 40) + tps


@given(VOTERS)
def test_exactly_one_of_tps_and_place_is_named(districts):
    table = needs(regency(districts), RULES_2024)
    named = table.select(
        pl.col("tps_id").is_null() != pl.col("place_id").is_null()
    )
    assert named.to_series().all()
    assert (
        not table.select("tps_id", "place_id", "item", "contest")
        .is_duplicated()
        .any()
    )


@given(
    st.integers(0, 10**9),
    st.fractions(0, 1000, max_denominator=10**6),
    st.sampled_from(["ceil", "floor_plus_one", "nearest"]),
)
def test_whole_number_arithmetic_is_that_of_fractions(count, factor, rounding):
    item = replace(BALLOT, factor=factor, round=rounding)
    frame = pl.DataFrame({"count": [count]}, schema={"count": pl.Int64})
    found = frame.select(quantity(pl.col("count"), item)).item()
    exact = count * factor
    assert (
        found
        == {
            "ceil": ceil(exact),
            "floor_plus_one": floor(exact) + 1,
            "nearest": floor(exact + Fraction(1, 2)),
        }[rounding]
    )


@given(VOTERS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(districts, random):
    dataset = regency(districts)
    rows = list(range(dataset.tps.height))
    random.shuffle(rows)
    shuffled = replace(dataset, tps=dataset.tps[rows])
    assert needs(dataset, RULES_2024).equals(needs(shuffled, RULES_2024))
