"""A regulation: what each tps, district and regency must get, and by when."""

from dataclasses import dataclass
from fractions import Fraction

# Where a quantity is counted and rounded, and what can be counted there. A
# tps of two contests is one `tps` and two `tps_contest`; which of the two is
# meant must be said, so a count that would say it twice is left out.
COUNTED = {
    "tps": ("tps", "tps_contest", "voter", "pair"),
    "tps_contest": ("tps_contest", "voter", "pair"),
    "district": ("district", "tps", "tps_contest", "voter", "pair"),
    "regency": (
        *("regency", "regency_contest", "district"),
        *("tps", "tps_contest", "voter", "pair"),
    ),
    "regency_contest": ("regency_contest", "tps_contest", "voter", "pair"),
}
PER = (
    *("tps", "tps_contest", "voter", "district"),
    *("regency", "regency_contest", "pair"),
)
ROUND = ("ceil", "floor_plus_one", "nearest")
PACKED = ("in_box", "on_box", "outside", "outer", "store", "local")
STATUS = ("verified", "derived", "unverified")
BOUND = ("latest", "earliest")
VOTERS_PER_TPS = "voters_per_tps"
# What vehicles are loaded with, and the scope each is counted at: a box with
# all that is in it, a booth, the bag of what is outside; a district's box.
BOX, BOOTH, BAG, DISTRICT_BOX = "BOX", "BTH", "OUT", "BPK"
TRAVELS = {BOX: "tps", BOOTH: "tps", BAG: "tps", DISTRICT_BOX: "district"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """
    A line of the regulation: one kind of goods.

    Parameters
    ----------
    code
        Id such as ``BAL``.
    group
        Official group: 1 for voting, 2 for support, 3 for other goods.
    name_id, name_en
        Names in Indonesian and English.
    unit
        What is counted, such as ``sheet``.
    per, factor
        How many go to each of what: 2 per ``tps``, 41/40 per ``voter``.
    round
        How a part of a piece is rounded, at each scope on its own.
    scope
        Where the quantity is counted, rounded and listed.
    packed
        Where it is packed.
    accountable
        Whether every piece must be accounted for.
    due_stage
        Id of the deadline by which it is there.
    held_by_regency_only
        Whether it is asked for only where the regency keeps the reserve
        for a second vote of the contest.
    volume_l, mass_kg
        Of one piece; ``None`` where it is never carried. [l, kg]
    source, status
        Where the line comes from, and how sure it is.
    note
        What else to know, or blank.
    """

    code: str
    group: int
    name_id: str
    name_en: str
    unit: str
    per: str
    factor: Fraction
    round: str = "ceil"
    scope: str
    packed: str
    accountable: bool
    due_stage: str
    held_by_regency_only: bool = False
    volume_l: float | None = None
    mass_kg: float | None = None
    source: str
    status: str
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a count that has no meaning at the scope."""
        if self.per not in COUNTED[self.scope]:
            msg = f"{self.code}: no {self.per} is counted at a {self.scope}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """
    A moment of the regulation; exactly one of the two numbers is given.

    Parameters
    ----------
    id
        Id such as ``deliver``.
    name_id, name_en
        Names in Indonesian and English.
    bound
        Whether it is the latest or the earliest moment.
    day
        It is the end of this local day. [days from voting day]
    hours_from_open
        It is so long after the polls open; before, where negative. [h]
    source, status
        Where the line comes from, and how sure it is.
    note
        What else to know, or blank.
    """

    id: str
    name_id: str
    name_en: str
    bound: str
    day: int | None = None
    hours_from_open: int | None = None
    source: str
    status: str
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a deadline with no moment, or with two."""
        if (self.day is None) == (self.hours_from_open is None):
            msg = f"{self.id}: give either day or hours_from_open"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """
    A number of the regulation that is no quantity of goods.

    Parameters
    ----------
    id
        Id such as ``voters_per_tps``.
    name_id, name_en
        Names in Indonesian and English.
    unit
        What is counted.
    value
        The number. [unit]
    source, status
        Where the line comes from, and how sure it is.
    note
        What else to know, or blank.
    """

    id: str
    name_id: str
    name_en: str
    unit: str
    value: int
    source: str
    status: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulation:
    """
    All that is in force on a voting day.

    Parameters
    ----------
    id
        Name of its file without the ending.
    name_id, name_en
        Names in Indonesian and English.
    contests_least, contests_most
        Contests that may be held at one tps.
    source, status
        Where the regulation comes from, and how sure it is.
    note
        What else to know, or blank.
    items
        In the order of the file.
    deadlines
        In the order of the file.
    limits
        In the order of the file; ``voters_per_tps`` is always one of them.
    """

    id: str
    name_id: str
    name_en: str
    contests_least: int
    contests_most: int
    source: str
    status: str
    note: str = ""
    items: tuple[Item, ...]
    deadlines: tuple[Deadline, ...]
    limits: tuple[Limit, ...]

    @property
    def voters_per_tps(self) -> int:
        """Most voters that one tps may have. [people]"""
        return next(
            limit.value for limit in self.limits if limit.id == VOTERS_PER_TPS
        )

    def item(self, code: str) -> Item:
        """
        Find an item.

        Parameters
        ----------
        code
            Code of an item of the regulation.

        Returns
        -------
        Item
            The item.
        """
        return next(item for item in self.items if item.code == code)
