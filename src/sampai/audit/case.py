"""What every rule looks at."""

from dataclasses import dataclass

from sampai.audit.beach import Beach
from sampai.audit.facts import Facts
from sampai.audit.paths import Atlas
from sampai.audit.records import Records
from sampai.audit.runs import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """
    A dataset and an operation under audit.

    Parameters
    ----------
    facts
        The dataset.
    records
        Rows of the operation whose ids are known.
    runs
        Its trips, put together.
    beach
        Tide and daylight over its days.
    atlas
        Fastest ways.
    """

    facts: Facts
    records: Records
    runs: tuple[Run, ...]
    beach: Beach
    atlas: Atlas
