"""What a plan does beyond the cheapest in fair weather."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Precaution:
    """
    What is done for the goods of some villages.

    Parameters
    ----------
    days_earlier
        Days before the last allowed one by which they are there.
    days_ahead
        Days, beyond what the plan needs, that they wait at each place where
        they change vehicles.
    barred
        Vehicle types that do not carry them.
    avoided
        Places at which they do not change vehicles, such as a landing.
    by_hub
        Whether they change vehicles at their hub, although they need not.
    singly
        Whether no vehicle that carries them makes a second trip on a day,
        where all goods load at one place: more vehicles set out, and none
        waits for the trip before.

    Raises
    ------
    ValueError
        When days are negative.
    """

    days_earlier: int = 0
    days_ahead: int = 0
    barred: frozenset[str] = frozenset()
    avoided: frozenset[str] = frozenset()
    by_hub: bool = False
    singly: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """All that is done, as one value that can be compared."""
        return (
            self.days_earlier,
            self.days_ahead,
            tuple(sorted(self.barred)),
            tuple(sorted(self.avoided)),
            self.by_hub,
            self.singly,
        )

    def __post_init__(self) -> None:
        """Refuse days that would make a plan later than the rules allow."""
        if self.days_earlier < 0 or self.days_ahead < 0:
            msg = "days of a precaution are counted from 0 up"
            raise ValueError(msg)


NO_PRECAUTION = Precaution()


@dataclass(frozen=True, slots=True, kw_only=True)
class Precautions:
    """
    Precautions of a whole plan.

    Parameters
    ----------
    by_goal
        By village or hub to which goods go.
    head_start_s
        Time by which a trip sets out before the latest moment that costs
        nothing, where the day allows it. [s]
    slowness
        Time on open roads that routes out are made for, as a share of that
        on a dry day: a quantile of what may happen. The timetable keeps the
        dry day's time, and so do ways over legs that the tide closes.
    """

    by_goal: Mapping[str, Precaution] = field(default_factory=dict)
    head_start_s: int = 0
    slowness: float = 1.0

    @property
    def key(self) -> tuple[object, ...]:
        """All that they are, as one value that can be compared and sorted."""
        return (
            tuple(
                (goal, one.key)
                for goal, one in sorted(self.by_goal.items())
                if one != NO_PRECAUTION
            ),
            self.head_start_s,
            self.slowness,
        )

    def of(self, goal_id: str) -> Precaution:
        """
        Give what is done for a goal.

        Parameters
        ----------
        goal_id
            A village, or a hub for its own goods.

        Returns
        -------
        Precaution
            Nothing special where none is named.
        """
        return self.by_goal.get(goal_id, NO_PRECAUTION)


NO_PRECAUTIONS = Precautions()
