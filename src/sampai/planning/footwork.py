"""The last mile in time: from the village to the tps, and back at night."""

from datetime import UTC

import polars as pl

from sampai.clock import seconds_of_day
from sampai.planning.context import (
    Context,
)
from sampai.planning.goods import Lot
from sampai.planning.last_mile import carriers, sealed_s, walks
from sampai.planning.schedule import Schedule
from sampai.planning.stages import (
    TPS_TO_VILLAGE,
    VILLAGE_TO_TPS,
)
from sampai.tables import OPERATION_TABLES
from sampai.units import SECONDS_PER_DAY


def walks_from_s(context: Context, village_id: str) -> int:
    """
    Say from when on goods are carried from a village to its tps.

    Not earlier than 24 hours before the polls open, nor before the village
    is open.

    Parameters
    ----------
    context
        The regency.
    village_id
        The village.

    Returns
    -------
    int
        The moment. [s]
    """
    day = context.stages[VILLAGE_TO_TPS].first_day
    opens = context.horizon.day_start_s(day) + context.hours(village_id)[0]
    return max(opens, polls_open_s(context) - SECONDS_PER_DAY)


def polls_open_s(context: Context) -> int:
    """
    Say when the polls open.

    Parameters
    ----------
    context
        The regency.

    Returns
    -------
    int
        The moment. [s]
    """
    return context.horizon.day_start_s(0) + seconds_of_day(
        context.dataset.settings.polls_open
    )


class Footwork:
    """
    When goods are carried to a tps and its boxes back to the village.

    Parameters
    ----------
    context
        The regency.
    schedule
        Knows when goods came to the village; the way out is planned.
    """

    def __init__(self, context: Context, schedule: Schedule) -> None:
        self.context = context
        self.walks = {
            row["tps_id"]: row
            for row in walks(context.dataset).iter_rows(named=True)
        }
        # Taken now: on the way back the same goods are ready at the same
        # place a second time.
        self.arrived = {
            tps_id: schedule.ready_s(tps_id, row["village_id"])
            for tps_id, row in self.walks.items()
            if schedule.has_come(tps_id, row["village_id"])
        }

    def out_s(self, tps_id: str) -> int:
        """
        When the goods of a tps leave their village.

        Not earlier than 24 hours before the polls open, nor before the
        goods are there and the village is open.

        Parameters
        ----------
        tps_id
            The tps.

        Returns
        -------
        int
            The moment. [s]
        """
        village_id = self.walks[tps_id]["village_id"]
        earliest_s = walks_from_s(self.context, village_id)
        return max(earliest_s, self.arrived[tps_id])

    def sealed_s(self, tps_id: str) -> int:
        """
        When the boxes of a tps are sealed after the count.

        Parameters
        ----------
        tps_id
            The tps.

        Returns
        -------
        int
            The moment. [s]
        """
        settings = self.context.dataset.settings
        closes = self.context.horizon.day_start_s(0) + seconds_of_day(
            settings.polls_close
        )
        return sealed_s(
            self.context.dataset, self.walks[tps_id]["voters"], closes
        )

    def back_in_village_s(self) -> dict[str, int]:
        """
        When the boxes of every tps are in their village after the count.

        Returns
        -------
        dict
            The moment by tps. [s]
        """
        return {
            tps_id: self.sealed_s(tps_id) + row["walk_s"]
            for tps_id, row in self.walks.items()
        }

    def table(self, lots: list[tuple[Lot, str]]) -> pl.DataFrame:
        """
        Write last_mile.csv for the tps whose goods have come.

        Parameters
        ----------
        lots
            All goods with their goals.

        Returns
        -------
        DataFrame
            As in DESIGN's contract of an operation.
        """
        rows = []
        for lot, _ in lots:
            tps_id = lot.tps_id
            if tps_id is None or tps_id not in self.arrived:
                continue
            home_kg = lot.boxes_only(self.context.sizes).mass_kg
            rows += [
                self._row(
                    tps_id, VILLAGE_TO_TPS, self.out_s(tps_id), lot.mass_kg
                ),
                self._row(
                    tps_id, TPS_TO_VILLAGE, self.sealed_s(tps_id), home_kg
                ),
            ]
        return OPERATION_TABLES["last_mile"].frame(rows)

    def _row(
        self, tps_id: str, stage: str, depart_s: int, mass_kg: float
    ) -> dict[str, object]:
        moment, walk = self.context.horizon.moment, self.walks[tps_id]
        return {
            "tps_id": tps_id,
            "stage": stage,
            "depart_at": moment(depart_s).astimezone(UTC),
            "arrive_at": moment(depart_s + walk["walk_s"]).astimezone(UTC),
            "distance_m": walk["distance_m"],
            "carriers": carriers(mass_kg),
        }
