"""`sampai needs`."""

import re

PACKAGED = "pesisir-barat-2024"


def cells(text: str, code: str, contest: str = "") -> list[str]:
    """Find the numbers of an item's line."""
    for line in text.splitlines():
        if line.strip().startswith(f"{code} ") and contest in line:
            return re.split(r"  +", line.strip())[2 + bool(contest) :]
    return []


def test_the_governors_ballots_are_714_short(sampai):
    # 126,444 ordered, 2,710 of them did not come, 4 were damaged; 2,000 of
    # the order were for a second vote, which the province keeps.
    run = sampai("needs", PACKAGED, "--language", "en")
    assert run.code == 0
    assert cells(run.out, "BAL", "Governor") == ["124,444", "123,730", "714"]
    assert cells(run.out, "BAL", "Regent") == ["124,444", "124,444", "0"]


def test_an_item_without_stock_is_blank_not_zero(sampai):
    run = sampai("needs", PACKAGED, "--language", "en")
    assert cells(run.out, "PEN") == ["2,930"]


def test_indonesian_is_the_first_language(sampai):
    run = sampai("needs", PACKAGED)
    assert "Bilik pemungutan suara" in run.out
    assert cells(run.out, "BTH")[0] == "1.172"
