"""What must hold between the lines; most of it stands in faults.toml."""

from dataclasses import replace

import pytest

from sampai.election import load_regulation
from tests.election.test_reading import SOUND, edited, refused_text


@pytest.mark.parametrize("packed", ["local", "store"])
def test_what_vehicles_do_not_carry_may_have_a_size(tmp_path, packed):
    path = tmp_path / "rules.toml"
    path.write_text(
        edited('packed = "in_box"', f'packed = "{packed}"\nmass_kg = 3'),
        encoding="utf-8",
    )
    assert load_regulation(path).item("BAL").mass_kg == 3


def test_a_wrong_value_is_not_told_twice(tmp_path):
    faults = refused_text(tmp_path, edited("day = -1", 'day = "H-1"'))
    assert len(faults) == 1
    faults = refused_text(tmp_path, edited("mass_kg = 12", 'mass_kg = "12"'))
    assert len(faults) == 1


def test_two_items_without_a_sound_code_are_not_called_the_same(tmp_path):
    text = edited('code = "BAL"', "code = 1").replace('code = "RSV"\n', "")
    assert not any("once more" in one for one in refused_text(tmp_path, text))


def test_a_deadline_in_code_has_one_moment():
    deadline = load_regulation(SOUND).deadlines[0]
    with pytest.raises(ValueError, match="give either day or hours_from_open"):
        replace(deadline, hours_from_open=-24)


def test_contests_may_be_left_out_without_a_second_fault(tmp_path):
    text = edited("contests_least = 1\n", "")
    assert len(refused_text(tmp_path, text)) == 1
