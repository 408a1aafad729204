"""What chance does to the plan: beside its cost, by TPS, and what helps."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sampai.cli.view import View, plain_table
from sampai.documents.names import Names, names_of
from sampai.documents.risk.chances import Chances, chances_of
from sampai.documents.risk.outcome import (
    PlanLine,
    has_assumed_hazards,
    plan_lines,
    sources,
    verdict,
)
from sampai.documents.risk.precautions import precaution_lines
from sampai.documents.risk.remedies import cures, reached
from sampai.documents.risk.weakest import weakest

WEAKEST_SHOWN = 10
INDENT = (0, 0, 0, 2)


def risk(view: View) -> Iterator[RenderableType]:
    """
    Tell what chance does to the plan.

    Parameters
    ----------
    view
        The plan.

    Yields
    ------
    rich.console.RenderableType
        The upshot, the plans side by side, the weakest TPS, what would help
        them, what the plan does beyond the plain one, and the forecasts;
        nothing where no scenario was run.
    """
    if view.operation.risk.is_empty():
        return
    part = _Part(view)
    yield from part.upshot()
    yield part.plans()
    yield from part.weakest()
    yield from part.cures()
    yield from part.precautions()
    yield from part.forecasts()


class _Part:
    """Makes the parts of one screen; they share names and chances."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.words = view.words
        self.names: Names = names_of(view.dataset, view.words.language)
        self.chances: Chances = chances_of(view.operation, view.words)
        self.is_assumed = has_assumed_hazards(view.dataset)

    def _text(self, key: str) -> str:
        return self.words(f"risk.{key}")

    def _table(
        self, title: str, texts: tuple[str, ...], numbers: tuple[str, ...]
    ) -> Table:
        table = plain_table(self._text(title))
        for key in texts:
            table.add_column(self._text(key), overflow="fold")
        for key in numbers:
            table.add_column(self._text(key), justify="right")
        return table

    def upshot(self) -> Iterator[RenderableType]:
        yield Text(self._text("title"), style="bold")
        lines = verdict(self.view.dataset, self.view.operation, self.names)
        yield from map(Text, lines)
        based = self.words(
            "risk.verdict_based", scenarios=self.words.whole(self._scenarios)
        )
        assumed = self._text("verdict_assumed") if self.is_assumed else ""
        yield Text(f"{based} {assumed}".strip(), style="yellow")
        yield Text("")

    @property
    def _scenarios(self) -> int:
        return self.chances.scenarios

    def plans(self) -> RenderableType:
        table = self._table(
            "plans",
            ("plan",),
            (
                *("cost_out", "of_baseline", "lowest"),
                *("lowest_reachable", "mean", "below"),
            ),
        )
        for line in plan_lines(self.view.operation):
            table.add_row(*self._plan(line))
        key = "plans_note" if self.is_assumed else "plans_note_given"
        count = self.words.whole(self._scenarios)
        table.caption = self.words(f"risk.{key}", scenarios=count)
        return table

    def _plan(self, line: PlanLine) -> Iterator[str]:
        yield self._text(line.key)
        yield self.words.whole(line.cost_out_idr)
        yield self.words.percent(line.ratio)
        for prob in (line.lowest, line.lowest_reachable, line.mean):
            yield "-" if prob is None else self.chances.share(prob)
        yield "-" if line.below is None else self.words.whole(line.below)

    def weakest(self) -> Iterator[RenderableType]:
        rows = weakest(self.view.operation.risk, self.names, WEAKEST_SHOWN)
        yield Text("")
        if not rows:
            yield Text(self._text("never_late"), style="green")
            return
        table = self._table(
            "weakest", ("where_head", "blame"), ("chance", "at_best")
        )
        for row in rows:
            shown = self.chances.with_error(row.prob, row.error)
            style = "red" if row.prob < self.chances.target else ""
            table.add_row(
                escape(row.where),
                escape(row.leg),
                Text(shown, style=style),
                self.chances.bound(row.bound),
            )
        yield table

    def cures(self) -> Iterator[RenderableType]:
        rows = cures(self.view.dataset, self.view.operation.cures, self.names)
        if not rows:
            return
        table = self._table(
            "cures",
            ("cure", "bends", "where_head"),
            ("chance_then", "suffices", "cost_then"),
        )
        for row in rows:
            suffices = reached(row, self.chances.target)
            answer = self.words("general.yes" if suffices else "general.no")
            table.add_row(
                escape(row.name),
                escape(row.bends),
                escape(row.where),
                self.chances.share(row.prob),
                Text(answer, style="green" if suffices else "red"),
                self.words.whole(row.cost_out_idr),
            )
        table.caption = self._text("cures_note")
        yield Text("")
        yield table

    def precautions(self) -> Iterator[RenderableType]:
        told = str(self.view.operation.summary.get("precautions") or "")
        lines = precaution_lines(told, self.names)
        if not lines:
            return
        yield Text("")
        yield Text(self._text("precautions"), style="bold")
        for line in lines:
            yield Padding(Text(f"- {line}"), INDENT)

    def forecasts(self) -> Iterator[RenderableType]:
        summary = self.view.operation.summary
        for key, style in (("credit", ""), ("cautions", "yellow")):
            where = "credits" if key == "credit" else key
            held = sources(summary, where)
            if held:
                yield Text("")
            for one in held:
                yield Text(f"{self._text(key)}: {one}", style=style)
