"""Each broken dataset is refused with exactly its message."""

import pytest

from sampai.errors import DatasetError
from sampai.tables import read_dataset
from tests.tables.overlays import BROKEN, overlay

FAULTS = sorted(folder.name for folder in BROKEN.iterdir())


def test_forty_faults_are_there_and_more():
    assert len(FAULTS) >= 40


@pytest.mark.parametrize("name", FAULTS)
def test_the_message_is_whole_and_exact(name, tmp_path):
    message = overlay(BROKEN / name, tmp_path / name)
    with pytest.raises(DatasetError) as refused:
        read_dataset(tmp_path / name)
    assert str(refused.value) == message


@pytest.mark.parametrize("name", FAULTS)
def test_each_message_says_where_what_and_how_to_mend_it(name):
    message = (BROKEN / name / "message.txt").read_text(encoding="utf-8")
    for line in message.splitlines():
        where, rest = line.split(": found ", 1)
        assert where.split(",")[0].endswith((".csv", ".toml"))
        found, rest = rest.split(", expected ", 1)
        assert found
        assert rest.endswith((".", "?"))
