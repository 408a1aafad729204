"""How a chance is written: never better than it was found to be."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import log10
from typing import Any, cast

import numpy as np

from sampai.documents.words import Words
from sampai.simulation.risk import standard_error
from sampai.tables import Operation

PLACES = 2
# What a share of one is told with: two standard errors hold 95 % of what it
# may be on more scenarios.
ERRORS = 2
# Where the classes of a picture begin.
BREAKS = (0.9, 0.99, 0.999)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """
    Write the chances of one plan.

    Parameters
    ----------
    words
        Words of the language asked for.
    scenarios
        Of how many they are shares.
    target
        Chance asked for.
    """

    words: Words
    scenarios: int
    target: float

    def share(self, prob: float) -> str:
        """
        Write a chance.

        Parameters
        ----------
        prob
            Share of the scenarios.

        Returns
        -------
        str
            Such as ``99,94 %``; ``> 99,97 %`` where all scenarios went well,
            because others may not.
        """
        if prob < 1:
            return self._percent(self.rounded(prob), ROUND_FLOOR)
        return f">\N{NO-BREAK SPACE}{self._percent(self.sure, ROUND_FLOOR)}"

    def rounded(self, prob: float) -> float:
        """
        Round a chance, but never up to the target or to one.

        Parameters
        ----------
        prob
            Share of the scenarios.

        Returns
        -------
        float
            With as many decimals as a percentage shows.
        """
        near = round(prob, PLACES + 2)
        if prob < near and (prob < self.target <= near or near >= 1):
            near -= 10.0 ** -(PLACES + 2)
        return round(near, PLACES + 2)

    @property
    def sure(self) -> float:
        """What a share of one stands for, two standard errors off."""
        error = standard_error(np.ones(1), self.scenarios)[0]
        return float(1 - ERRORS * error)

    def with_error(self, prob: float, error: float) -> str:
        """
        Write a chance with its standard error.

        Parameters
        ----------
        prob
            Share of the scenarios.
        error
            Its standard error.

        Returns
        -------
        str
            Such as ``99,38 ± 0,08 %``; without an error for a share of one,
            which tells it already.
        """
        if prob >= 1:
            return self.share(prob)
        shown = self.share(prob).split("\N{NO-BREAK SPACE}")[0]
        off = self._percent(error, ROUND_CEILING)
        return f"{shown} \N{PLUS-MINUS SIGN} {off}"

    def bound(self, prob: float) -> str:
        """
        Write a bound that no plan exceeds.

        Parameters
        ----------
        prob
            The bound.

        Returns
        -------
        str
            Rounded up; ``100 %`` where nothing stands in the way.
        """
        if prob >= 1:
            return "100\N{NO-BREAK SPACE}%"
        return self._percent(prob, ROUND_CEILING)

    def goal(self) -> str:
        """
        Write the target.

        Returns
        -------
        str
            Such as ``99,9 %``, with as many decimals as it has.
        """
        percent = Decimal(str(self.target)) * 100
        places = max(0, -int(percent.normalize().as_tuple().exponent))
        shown = self.words.decimal(float(percent), places)
        return f"{shown}\N{NO-BREAK SPACE}%"

    def nines(self, prob: float) -> float:
        """
        Place a chance so that 0.9, 0.99 and 0.999 are equally far apart.

        Parameters
        ----------
        prob
            Share of the scenarios.

        Returns
        -------
        float
            Tens of safety: 0 for never, 3 for 0.999; at most what so many
            scenarios can tell apart.
        """
        return -log10(max(1 - prob, 0.5 / self.scenarios))

    def level(self, prob: float) -> int:
        """
        Find the class of a chance.

        Parameters
        ----------
        prob
            Share of the scenarios.

        Returns
        -------
        int
            0 below 0.9, up to 3 from 0.999 on.
        """
        return sum(prob >= edge for edge in BREAKS)

    def _percent(self, share: float, rounding: str) -> str:
        step = Decimal(1).scaleb(-PLACES)
        # A float is a hair off the number it stands for; a billionth is less
        # than any number of scenarios tells apart.
        held = Decimal(f"{share * 100:.9f}").quantize(step, rounding)
        shown = self.words.decimal(float(held), PLACES)
        return f"{shown}\N{NO-BREAK SPACE}%"


def chances_of(operation: Operation, words: Words) -> Chances:
    """
    Take what is needed to write chances from a plan.

    Parameters
    ----------
    operation
        A plan of which the risk is known.
    words
        Words of the language asked for.

    Returns
    -------
    Chances
        They know the scenarios and the target.
    """
    summary = cast("dict[str, Any]", operation.summary)
    # One scenario stands for none: a plan may have prices without a risk.
    return Chances(
        words=words,
        scenarios=int(summary.get("scenarios", 1)),
        target=float(summary.get("on_time_target", 1.0)),
    )
