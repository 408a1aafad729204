"""What there is one of in a dataset: the contents of dataset.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True, kw_only=True)
class Decree:
    """
    Totals of the decree on the final voter list.

    Parameters
    ----------
    voters, voters_male, voters_female
        Voters on the list. [people]
    tps
        Polling stations.
    """

    voters: int
    voters_male: int
    voters_female: int
    tps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Constituent:
    """
    One constituent of the tide.

    Parameters
    ----------
    name
        Name such as ``M2``.
    amplitude_m
        Amplitude. [m]
    phase_deg
        Phase lag at Greenwich. [degrees]
    """

    name: str
    amplitude_m: float
    phase_deg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tide:
    """
    The tide at the coast of the regency.

    Parameters
    ----------
    station
        Where the constituents hold.
    phase_reference
        What the phases are counted from; always ``Greenwich``.
    source
        Credit for the constituents.
    constituents
        Sorted by name.
    """

    station: str
    phase_reference: str
    source: str
    constituents: tuple[Constituent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """
    Settings of a dataset.

    Parameters
    ----------
    id, name, region
        Id and name of the dataset, code of the region.
    time_zone
        IANA name, such as ``Asia/Jakarta``.
    voting_day
        Local date of the vote.
    polls_open, polls_close
        Local times.
    regulation
        Name of the regulation file.
    contests
        Contests, in the order of the file.
    revote_reserve_holder
        Who keeps the reserve for a second vote, by contest.
    pairs
        Pairs of candidates by contest.
    decree
        Totals to be met.
    phases
        First and last day of each phase. [days from voting day]
    on_time_probability
        Target for every TPS.
    per_stop_s, per_box_s
        Time of a hand-over, and of loading. [s]
    detour
        Last mile over the great circle.
    walking_speed_kmh
        Speed on the last mile. [km/h]
    count_base_s, count_per_voter_s
        Time of the count, per voter and contest. [s]
    crossing_s
        Time of a river crossing. [s]
    tide_below_m, tide_margin_m
        A beach is open under their difference. [m]
    wave_below_m
        Waves that close the sea. [m]
    shelter
        Waves in the strait as a share of those in open water.
    police_on_the_road
        Police on trips at any one time. [people]
    tide
        Constituents of the tide.
    hosts
        Hosts that forecasts and alerts may be fetched from.
    """

    id: str
    name: str
    region: str
    time_zone: str
    voting_day: date
    polls_open: time
    polls_close: time
    regulation: str
    contests: tuple[str, ...]
    revote_reserve_holder: Mapping[str, str]
    pairs: Mapping[str, int]
    decree: Decree
    phases: Mapping[str, tuple[int, int]]
    on_time_probability: float
    per_stop_s: int
    per_box_s: int
    detour: float
    walking_speed_kmh: float
    count_base_s: int
    count_per_voter_s: int
    crossing_s: int
    tide_below_m: float
    tide_margin_m: float
    wave_below_m: float
    shelter: float
    police_on_the_road: int
    tide: Tide
    hosts: tuple[str, ...] = ()
