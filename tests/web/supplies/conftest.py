"""Needs and stock, and who looks at them."""

from collections.abc import Callable
from dataclasses import replace

import polars as pl
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from sampai.tables import Dataset
from sampai.web.datasets.models import Edition, Regency
from sampai.web.datasets.services import add_edition
from sampai.web.people.models import User
from sampai.web.people.roles import Role

Get = Callable[..., HttpResponse]


@pytest.fixture
def village_id(dataset: Dataset, tps_id: str) -> str:
    """Village of Dewi's TPS."""
    return str(dataset.tps.filter(tps_id=tps_id)["village_id"][0])


@pytest.fixture
def putri(seat: Callable[..., User], village_id: str) -> User:
    """PPS of that village."""
    return seat("putri", Role.PPS, village_id)


@pytest.fixture
def far_tps(dataset: Dataset, hub_id: str) -> str:
    """TPS of another district than Budi's."""
    villages = dataset.places.filter(
        pl.col("kind") == "village", pl.col("parent_id") != hub_id
    )
    home = villages["place_id"][0]
    return str(dataset.tps.filter(village_id=home)["tps_id"][0])


@pytest.fixture
def page(regency: Regency, client_of: Callable[[User], Client]) -> Get:
    """Open a page of this room as someone."""

    def get(
        user: User,
        name: str,
        asked: dict[str, str] | None = None,
        *parts: str,
        language: str = "en",
    ) -> HttpResponse:
        client = client_of(user)
        client.cookies["django_language"] = language
        url = reverse(f"supplies:{name}", args=[regency.code, *parts])
        return client.get(url, asked or {})

    return get


@pytest.fixture
def scarce(regency: Regency, dataset: Dataset) -> Edition:
    """Edition in which 580 of 586 bottles of ink are there."""
    changed = dataset.stock.with_columns(
        received=pl.when(pl.col("item") == "INK")
        .then(580)
        .otherwise("received")
    )
    return add_edition(
        regency, replace(dataset, stock=changed), by=None, reason="counted"
    )
