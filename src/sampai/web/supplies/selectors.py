"""Read needs and stock of an edition, each as far as its reader may see."""

from functools import lru_cache

import polars as pl

from sampai.documents.names import Names, names_of
from sampai.election import Regulation, load_regulation
from sampai.election.counts import counts
from sampai.election.needs import needs
from sampai.election.stock import balance
from sampai.tables import Dataset
from sampai.web.datasets.convert import dataset_of_edition
from sampai.web.datasets.models import Edition
from sampai.web.pages.speech import language
from sampai.web.people.scopes import Scope

# Editions whose answers stay in memory: the one in force, that of the plan
# in force and some to compare with them.
KEPT = 4
BOX, BALLOT = "BOX", "BAL"


def _read(edition_id: int, sha256: str) -> Dataset:
    return dataset_of_edition(Edition(pk=edition_id, input_sha256=sha256))


def dataset_of(edition: Edition) -> Dataset:
    """
    Read the data of an edition.

    Parameters
    ----------
    edition
        The edition.

    Returns
    -------
    Dataset
        Kept in memory.
    """
    return _read(edition.pk, edition.input_sha256)


def regulation_of(edition: Edition) -> Regulation:
    """
    Read the rules that an edition names.

    Parameters
    ----------
    edition
        The edition.

    Returns
    -------
    Regulation
        Kept in memory.
    """
    return _regulation(dataset_of(edition).settings.regulation)


@lru_cache(maxsize=KEPT)
def _regulation(name: str) -> Regulation:
    return load_regulation(name)


def names_for(edition: Edition) -> Names:
    """
    Look up names in the language of the page.

    Parameters
    ----------
    edition
        The edition.

    Returns
    -------
    Names
        Kept in memory.
    """
    return _names(edition.pk, edition.input_sha256, language())


@lru_cache(maxsize=2 * KEPT)
def _names(edition_id: int, sha256: str, spoken: str) -> Names:
    return names_of(_read(edition_id, sha256), spoken)


def needs_in(edition: Edition) -> pl.DataFrame:
    """
    Give the needs of everyone, as `sampai.election` works them out.

    Parameters
    ----------
    edition
        The edition.

    Returns
    -------
    DataFrame
        Columns of needs.csv; kept in memory, since an edition never
        changes.

    Raises
    ------
    RegulationError
        When the data do not fit the regulation.
    """
    return _needs(edition.pk, edition.input_sha256)


@lru_cache(maxsize=KEPT)
def _needs(edition_id: int, sha256: str) -> pl.DataFrame:
    dataset = _read(edition_id, sha256)
    return needs(dataset, _regulation(dataset.settings.regulation))


def counts_in(edition: Edition, scope: str) -> pl.DataFrame:
    """
    Give the figures that needs are worked out from.

    Parameters
    ----------
    edition
        The edition.
    scope
        Scope of an item, such as ``tps_contest``.

    Returns
    -------
    DataFrame
        As `sampai.election.counts` gives it; kept in memory.
    """
    return _counts(edition.pk, edition.input_sha256, scope)


@lru_cache(maxsize=5 * KEPT)
def _counts(edition_id: int, sha256: str, scope: str) -> pl.DataFrame:
    return counts(_read(edition_id, sha256), scope)


def balance_in(edition: Edition) -> pl.DataFrame:
    """
    Set what is in stock against what is needed.

    Parameters
    ----------
    edition
        The edition.

    Returns
    -------
    DataFrame
        As `sampai.election.balance` gives it; kept in memory.

    Raises
    ------
    RegulationError
        When the data do not fit the regulation.
    """
    return _balance(edition.pk, edition.input_sha256)


@lru_cache(maxsize=KEPT)
def _balance(edition_id: int, sha256: str) -> pl.DataFrame:
    dataset = _read(edition_id, sha256)
    return balance(dataset, _regulation(dataset.settings.regulation))


def stations_in(edition: Edition) -> pl.DataFrame:
    """
    List the TPS with where they lie and what leads their list of needs.

    Parameters
    ----------
    edition
        The edition.

    Returns
    -------
    DataFrame
        Columns tps_id, number, village_id, village, hub_id, voters,
        confidence, ballots and boxes; district by district, village by
        village.
    """
    return _stations(edition.pk, edition.input_sha256)


@lru_cache(maxsize=KEPT)
def _stations(edition_id: int, sha256: str) -> pl.DataFrame:
    dataset = _read(edition_id, sha256)
    homes = dataset.places.select(
        village_id="place_id", village="name", hub_id="parent_id"
    )
    led = (
        _needs(edition_id, sha256)
        .group_by("tps_id")
        .agg(
            ballots=pl.col("quantity").filter(pl.col("item") == BALLOT).sum(),
            boxes=pl.col("quantity").filter(pl.col("item") == BOX).sum(),
        )
    )
    return (
        dataset.tps.with_columns(
            voters=pl.col("voters_male") + pl.col("voters_female")
        )
        .join(homes, on="village_id", how="left")
        .join(led, on="tps_id", how="left")
        .select(
            *("tps_id", "number", "village_id", "village", "hub_id"),
            *("voters", "confidence", "ballots", "boxes"),
        )
        .sort("hub_id", "village_id", "number", "tps_id")
    )


def within(frame: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    """
    Keep the needs that lie in a territory.

    Parameters
    ----------
    frame
        With tps_id and place_id, of which one is filled.
    scope
        The territory.

    Returns
    -------
    DataFrame
        Those of its TPS, its hubs and its villages.
    """
    if scope.whole:
        return frame
    at_tps = pl.col("tps_id").is_in(list(scope.tps))
    here = pl.col("place_id").is_in(list(scope.places))
    return frame.filter(
        at_tps.fill_null(value=False) | here.fill_null(value=False)
    )


def narrowed(edition: Edition, scope: Scope, place_id: str) -> Scope:
    """
    Narrow a territory to a district or a village.

    Parameters
    ----------
    edition
        Tells what lies where.
    scope
        What someone may see.
    place_id
        A hub or a village; blank: nothing is narrowed.

    Returns
    -------
    Scope
        What lies in both.
    """
    if not place_id:
        return scope
    inside = stations_in(edition).filter(
        (pl.col("hub_id") == place_id) | (pl.col("village_id") == place_id)
    )
    places = {place_id, *inside["village_id"]}
    return Scope(
        places=frozenset(p for p in places if scope.has_place(p)),
        tps=frozenset(t for t in inside["tps_id"] if scope.has_tps(t)),
    )


def stations_for(
    edition: Edition, scope: Scope, text: str = ""
) -> pl.DataFrame:
    """
    List the TPS of a territory.

    Parameters
    ----------
    edition
        The edition.
    scope
        The territory.
    text
        Part of the id, of the name of the village or of ``TPS 3``; blank:
        all.

    Returns
    -------
    DataFrame
        Rows of `stations_in`.
    """
    found = stations_in(edition)
    if not scope.whole:
        found = found.filter(pl.col("tps_id").is_in(list(scope.tps)))
    if not text:
        return found
    told = pl.concat_str(
        pl.lit("TPS "),
        pl.col("number").cast(pl.String),
        pl.lit(" "),
        pl.col("village").fill_null(""),
        pl.lit(" "),
        "tps_id",
    )
    return found.filter(
        told.str.to_lowercase().str.contains(text.lower(), literal=True)
    )


def districts_for(edition: Edition, scope: Scope) -> list[tuple[str, str]]:
    """
    List the districts in which someone has a TPS.

    Parameters
    ----------
    edition
        The edition.
    scope
        What they may see.

    Returns
    -------
    list of tuple
        Id of the hub, and its name.
    """
    places = names_for(edition).places
    hubs = stations_for(edition, scope)["hub_id"].drop_nulls().unique()
    found = [(hub, str(places[hub]["name"] or hub)) for hub in hubs]
    return sorted(found, key=lambda one: one[1])


def villages_for(edition: Edition, scope: Scope) -> list[tuple[str, str]]:
    """
    List the villages in which someone has a TPS.

    Parameters
    ----------
    edition
        The edition.
    scope
        What they may see.

    Returns
    -------
    list of tuple
        Id of the village, and its name.
    """
    found = stations_for(edition, scope).select("village_id", "village")
    named = {home: name or home for home, name in found.iter_rows()}
    return sorted(named.items(), key=lambda one: one[1])
