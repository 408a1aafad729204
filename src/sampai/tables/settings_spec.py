"""The keys of dataset.toml: kind, bounds, unit and meaning of each."""

from dataclasses import dataclass, field

from sampai.clock import ZONE_NAMES
from sampai.tables.columns import CODE_PATTERN
from sampai.tables.wording import listed

PHASES = (
    *("campaign", "quiet", "distribution", "voting"),
    *("counting", "return", "recapitulation"),
)
HOLDERS = ("province", "regency")
# The constituents that both the planner and the audit can compute.
CONSTITUENTS = (
    *("M2", "S2", "N2", "K2", "2N2", "MU2", "NU2", "T2"),
    *("K1", "O1", "P1", "Q1", "J1", "M4", "MS4", "MN4"),
)
# The one list of tables in the file; all other keys are single values.
CONSTITUENT_PATH = "tide.constituent"
# Labels of letters, digits and inner hyphens, the last of letters alone, so
# that neither an address in digits nor ``localhost`` is one.
HOST_PATTERN = (
    r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"
)
# Names that say nothing without the table they stand in.
RENAMED = {
    "last_mile.speed_kmh": "walking_speed_kmh",
    "count.base_s": "count_base_s",
    "count.per_voter_s": "count_per_voter_s",
}
SPAN = (-365.0, 365.0)
SECONDS = (0.0, 86_400.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """
    One key of dataset.toml.

    Parameters
    ----------
    path
        Its tables and name with points between, such as ``beach.shelter``.
    kind
        ``text``, ``code``, ``whole``, ``number``, ``time``, ``date``,
        ``codes`` (a list), ``hosts`` (a list that may be empty), ``days``
        (first and last), ``by_contest_code`` or ``by_contest_whole``.
    doc
        Meaning in one line.
    unit
        Unit of a number.
    bounds
        Least and greatest.
    choices
        Words allowed.
    pattern
        Pattern of a code.
    optional
        Whether the key may be left out, which says the same as an empty
        list.
    """

    path: str
    kind: str
    doc: str
    unit: str = "-"
    bounds: tuple[float, float] = (0.0, 0.0)
    choices: tuple[str, ...] = ()
    pattern: str = field(default=CODE_PATTERN)
    optional: bool = False

    @property
    def attribute(self) -> str:
        """Name of the value in the dataclass that holds it."""
        return RENAMED.get(self.path, self.path.rsplit(".", 1)[-1])


def _text(path: str, doc: str) -> Key:
    return Key(path=path, kind="text", doc=doc)


def _whole(path: str, unit: str, bounds: tuple[float, float], doc: str) -> Key:
    return Key(path=path, kind="whole", doc=doc, unit=unit, bounds=bounds)


def _number(
    path: str, unit: str, bounds: tuple[float, float], doc: str
) -> Key:
    return Key(path=path, kind="number", doc=doc, unit=unit, bounds=bounds)


def _phase(name: str) -> Key:
    return Key(
        path=f"phases.{name}",
        kind="days",
        doc=f"First and last day of the phase {name}.",
        unit="days from voting day",
        bounds=SPAN,
    )


SETTINGS = (
    Key(path="dataset.id", kind="code", doc="Id of the dataset."),
    _text("dataset.name", "Name of the election and the region."),
    Key(path="dataset.region", kind="code", doc="Code of the region."),
    Key(
        path="dataset.time_zone",
        kind="code",
        doc="Time zone of the region.",
        choices=tuple(ZONE_NAMES),
        pattern="^[A-Za-z]+/[A-Za-z_]+$",
    ),
    Key(path="dataset.voting_day", kind="date", doc="Day of the vote."),
    Key(path="dataset.polls_open", kind="time", doc="Polls open."),
    Key(path="dataset.polls_close", kind="time", doc="Polls close."),
    Key(path="dataset.regulation", kind="code", doc="Regulation in force."),
    Key(path="dataset.contests", kind="codes", doc="Contests on the day."),
    Key(
        path="dataset.revote_reserve_holder",
        kind="by_contest_code",
        doc="Who keeps the ballots for a second vote.",
        choices=HOLDERS,
    ),
    Key(
        path="dataset.pairs",
        kind="by_contest_whole",
        doc="Pairs of candidates.",
        unit="pairs",
        bounds=(1, 99),
    ),
    _whole("dataset.decree.voters", "people", (0, 1e8), "Voters decreed."),
    _whole("dataset.decree.voters_male", "people", (0, 1e8), "Men decreed."),
    _whole(
        "dataset.decree.voters_female", "people", (0, 1e8), "Women decreed."
    ),
    _whole("dataset.decree.tps", "TPS", (1, 1e6), "TPS decreed."),
    *(_phase(name) for name in PHASES),
    _number(
        "targets.on_time_probability",
        "probability",
        (0, 1),
        "Chance of being on time asked for at every TPS.",
    ),
    _whole(
        "handover.per_stop_s", "s", SECONDS, "Time at a stop, and to load."
    ),
    _whole("handover.per_box_s", "s", SECONDS, "Time per box on top."),
    _number(
        "last_mile.detour", "ratio", (1, 10), "Way over the great circle."
    ),
    _number("last_mile.speed_kmh", "km/h", (0.1, 50), "Speed on foot."),
    _whole("count.base_s", "s", SECONDS, "Time of the count, at the least."),
    _whole(
        "count.per_voter_s", "s", SECONDS, "Time per voter and contest on top."
    ),
    _whole("river.crossing_s", "s", SECONDS, "Time of a river crossing."),
    _number(
        "beach.tide_below_m", "m", (-20, 20), "Tide under which it is open."
    ),
    _number("beach.tide_margin_m", "m", (0, 20), "Margin under that tide."),
    _number("sea.wave_below_m", "m", (0.01, 20), "Waves that close it."),
    _number(
        "sea.shelter", "share", (0, 1), "Waves in the strait over open water."
    ),
    _whole(
        "escort.police_on_the_road",
        "people",
        (0, 1e5),
        "Police on trips at any one time.",
    ),
    _text("tide.station", "Where the constituents hold."),
    Key(
        path="tide.phase_reference",
        kind="code",
        doc="What the phases are counted from.",
        choices=("Greenwich",),
    ),
    _text("tide.source", "Credit for the constituents."),
    Key(
        path="sources.hosts",
        kind="hosts",
        doc="Hosts that forecasts and alerts may be fetched from.",
        pattern=HOST_PATTERN,
        optional=True,
    ),
)

CONSTITUENT = (
    Key(
        path="name",
        kind="code",
        doc="Constituent.",
        choices=CONSTITUENTS,
    ),
    _number("amplitude_m", "m", (0, 20), "Amplitude."),
    _number("phase_deg", "degrees", (0, 360), "Phase lag at Greenwich."),
)


def expected_of_key(key: Key) -> str:
    """
    What a key may hold, in words.

    Parameters
    ----------
    key
        Key of the settings.

    Returns
    -------
    str
        Such as ``a whole number from 0 to 86400``.
    """
    low, high = (f"{bound:.15g}" for bound in key.bounds)
    if len(key.choices) == 1:
        return key.choices[0]
    if key.choices and key.kind == "code":
        return f"one of {listed(key.choices)}"
    return {
        "text": "one line of text",
        "code": "a code of letters, digits, '.', '_' and '-'",
        "codes": "a list of different codes",
        "hosts": "a list of different hosts such as www.bmkg.go.id, or none",
        "whole": f"a whole number from {low} to {high}",
        "number": f"a number from {low} to {high}",
        "time": "a time of day such as 07:30",
        "date": "a date such as 2024-11-27",
        "days": f"first and last day in order, from {low} to {high}",
        "by_contest_code": f"for each contest one of {listed(key.choices)}"
        if key.choices
        else "",
        "by_contest_whole": f"for each contest {low} to {high}",
    }[key.kind]
