"""What the parts of a result's screen share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from rich.table import Table

from sampai.cli.words import Words, spoken_moment
from sampai.tables import Dataset, Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """
    A plan and the words to tell it in.

    Parameters
    ----------
    dataset, operation
        The dataset and its plan.
    words
        Words of the language asked for.
    """

    dataset: Dataset
    operation: Operation
    words: Words

    def whole(self, key: str) -> int:
        """
        Look up a whole number of the summary.

        Parameters
        ----------
        key
            Key of summary.json.

        Returns
        -------
        int
            Its value.
        """
        return cast("int", self.operation.summary[key])

    def parts(self, key: str) -> Mapping[str, int]:
        """
        Look up the parts of a cost.

        Parameters
        ----------
        key
            Key of summary.json.

        Returns
        -------
        Mapping
            Rupiah by part. [IDR]
        """
        return cast("Mapping[str, int]", self.operation.summary[key])

    def moment(self, moment: datetime) -> str:
        """
        Write a moment in the time of the regency.

        Parameters
        ----------
        moment
            Aware, in any zone.

        Returns
        -------
        str
            Such as ``25/11 07.30 WIB``.
        """
        zone = ZoneInfo(self.dataset.settings.time_zone)
        return spoken_moment(moment.astimezone(zone))

    def table(self, title: str) -> Table:
        """
        Begin a table.

        Parameters
        ----------
        title
            Key of its title.

        Returns
        -------
        rich.table.Table
            Without columns yet.
        """
        return Table(
            title=self.words[title],
            title_justify="left",
            caption_justify="left",
            title_style="bold",
        )
