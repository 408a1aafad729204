"""The TPS that are most likely to be late; those alike stand together."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from sampai.documents.names import VILLAGE, Names
from sampai.documents.risk.causes import LEG, leg_name

# So many villages are named one by one.
NAMED = 3
ALIKE = ("on_time_prob", "reachable_prob", *(f"blame_{key}" for key in LEG))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weak:
    """
    TPS of one district with the same chances and the same leg to blame.

    Parameters
    ----------
    tps_ids
        The TPS.
    where
        Their villages and numbers, in words.
    prob, error, bound
        Chance, its standard error, and what no plan exceeds.
    leg
        The leg to blame, in words; blank for none.
    late_s
        Mean lateness in the worst twentieth of the scenarios. [s]
    """

    tps_ids: tuple[str, ...]
    where: str
    prob: float
    error: float
    bound: float
    leg: str
    late_s: int


def weakest(risk: pl.DataFrame, names: Names, most: int) -> list[Weak]:
    """
    List the TPS that are most likely to be late.

    Parameters
    ----------
    risk
        As in risk.csv.
    names
        Names in the language asked for.
    most
        Rows at most.

    Returns
    -------
    list of Weak
        The weakest first; none that came on time in every scenario.
    """
    hubs = pl.Series(
        "hub_id",
        [names.hub_of(names.tps[key]["village_id"]) for key in risk["tps_id"]],
        dtype=pl.String,
    )
    groups = (
        risk.with_columns(hubs)
        .filter(pl.col("on_time_prob") < 1)
        .sort("tps_id")
        .group_by(["hub_id", *ALIKE], maintain_order=True)
        .agg(
            pl.col("tps_id"),
            pl.col("on_time_se").max(),
            pl.col("late_cvar_s").max(),
        )
        .sort("on_time_prob", pl.col("tps_id").list.first())
        .head(most)
    )
    return [
        Weak(
            tps_ids=tuple(row["tps_id"]),
            where=where_of(names, row["tps_id"]),
            prob=row["on_time_prob"],
            error=row["on_time_se"],
            bound=row["reachable_prob"],
            leg=leg_name(names, row, "blame_"),
            late_s=row["late_cvar_s"],
        )
        for row in groups.iter_rows(named=True)
    ]


def where_of(names: Names, tps_ids: Sequence[str]) -> str:
    """
    Tell where some TPS are.

    Parameters
    ----------
    names
        Names in the language asked for.
    tps_ids
        The TPS.

    Returns
    -------
    str
        Such as ``Way Haru, TPS 1, 2, 3``; with many villages
        ``Pulau Pisang (6 desa), 6 TPS``.
    """
    numbers: dict[str, list[int]] = {}
    for tps_id in sorted(tps_ids):
        row = names.tps[tps_id]
        numbers.setdefault(row["village_id"], []).append(row["number"])
    if len(numbers) == 1:
        ((village, own),) = numbers.items()
        listed = ", ".join(str(number) for number in sorted(own))
        return f"{_village(names, village)}, TPS {listed}"
    places = villages_named(names, list(numbers))
    return names.words("risk.where", places=places, tps=len(tps_ids))


def villages_named(names: Names, villages: Sequence[str]) -> str:
    """
    Name villages; many of them by their districts.

    Parameters
    ----------
    names
        Names in the language asked for.
    villages
        Their ids.

    Returns
    -------
    str
        Such as ``Way Haru, Siring Gading``; with many villages
        ``Pulau Pisang (6 desa)``.
    """
    if len(villages) <= NAMED:
        return ", ".join(_village(names, one) for one in sorted(villages))
    counts: dict[str, int] = {}
    for village in villages:
        hub = names.hub_of(village) or village
        counts[hub] = counts.get(hub, 0) + 1
    return "; ".join(
        names.words("risk.villages", district=names.place(hub), count=count)
        for hub, count in sorted(counts.items())
    )


def _village(names: Names, village: str) -> str:
    """Name a village, with its district where another is called the same."""
    name = names.place(village)
    same = [one for one in names.of_kind(VILLAGE) if names.place(one) == name]
    hub = names.hub_of(village)
    if len(same) > 1 and hub is not None:
        return f"{name} ({names.place(hub)})"
    return name
