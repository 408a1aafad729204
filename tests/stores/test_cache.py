"""Copies are fresh for an hour, and stand in where there is no network."""

from datetime import UTC, datetime, timedelta

import pytest

from sampai.stores.cache import Cache, Copy, spoken_age
from tests.stores.network import ADDRESS, fetcher, silent, streamed

NOW = datetime(2024, 11, 24, 12, tzinfo=UTC)
OFF = fetcher(silent)


def ago(**span: int) -> datetime:
    return NOW - timedelta(**span)


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "copies")


def test_a_copy_comes_back_with_its_moment(cache):
    cache.keep(ADDRESS, b"a\nb", NOW)
    assert cache.read(ADDRESS) == Copy(data=b"a\nb", fetched_at=NOW)
    assert cache.read(f"{ADDRESS}?other") is None


def test_the_file_is_named_by_the_digest_and_no_other_is_left(cache):
    cache.keep(ADDRESS, b"a", ago(hours=1))
    cache.keep(ADDRESS, b"b", NOW)
    path = cache.path(ADDRESS)
    assert len(path.name) == 64
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: kept[:-1],
        lambda _: b"",
        lambda _: b"{}\n",
        lambda _: b"[" * 100_000,
        lambda kept: kept.replace(b"+00:00", b""),
        lambda kept: kept.replace(b"a.json", b"b.json"),
        lambda kept: b"\xff" + kept,
    ],
)
def test_a_damaged_copy_is_none(cache, damage):
    cache.keep(ADDRESS, b"hello", NOW)
    path = cache.path(ADDRESS)
    path.write_bytes(damage(path.read_bytes()))
    assert cache.read(ADDRESS) is None


def test_a_folder_that_cannot_be_written_to_is_no_fault(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    cache = Cache(tmp_path / "file")
    cache.keep(ADDRESS, b"a", NOW)
    assert cache.read(ADDRESS) is None


def test_nothing_half_written_is_left(cache):
    """The place of the copy is taken by a folder."""
    cache.path(ADDRESS).mkdir(parents=True)
    cache.keep(ADDRESS, b"a", NOW)
    assert [one.name[:4] for one in cache.path(ADDRESS).parent.iterdir()] == [
        cache.path(ADDRESS).name[:4]
    ]


def test_a_copy_younger_than_an_hour_is_used_without_asking(cache):
    cache.keep(ADDRESS, b"kept", ago(minutes=59))
    latest = cache.latest(ADDRESS, OFF, NOW)
    assert (latest.data, latest.caution) == (b"kept", None)


@pytest.mark.parametrize("moment", [ago(hours=1), ago(hours=-1)])
def test_an_older_copy_and_one_of_the_future_are_fetched_anew(cache, moment):
    cache.keep(ADDRESS, b"kept", moment)
    latest = cache.latest(ADDRESS, fetcher(lambda _: streamed(b"new")), NOW)
    assert (latest.data, latest.is_new) == (b"new", True)


def test_without_a_network_the_last_copy_is_used_and_its_age_told(cache):
    cache.keep(ADDRESS, b"kept", ago(hours=5, minutes=40))
    latest = cache.latest(ADDRESS, fetcher(silent), NOW)
    assert (latest.data, latest.is_new) == (b"kept", False)
    assert str(latest.caution) == (
        "https://www.bmkg.go.id/a.json: fetched 5 h ago, no network now; the"
        " last copy is used."
    )


def test_without_network_and_copy_the_climate_speaks_alone(cache):
    latest = cache.latest(ADDRESS, fetcher(silent), NOW)
    assert latest.data is None
    assert str(latest.caution) == (
        "https://www.bmkg.go.id/a.json: could not be fetched (no network"
        " now); planned by climate alone."
    )


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(hours=-3), "0 h"),
        (timedelta(minutes=59), "0 h"),
        (timedelta(hours=30, minutes=59), "30 h"),
        (timedelta(hours=48), "2 days"),
    ],
)
def test_an_age_is_told_in_hours_then_in_days(age, words):
    assert spoken_age(age) == words
