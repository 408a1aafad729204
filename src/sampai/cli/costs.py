"""What the plan costs, beside the baseline."""

from rich.table import Table

from sampai.cli.view import View

PARTS = ("fixed_idr", "km_idr", "hour_idr")


def costs(view: View) -> Table:
    """
    Set the cost of the plan beside the baseline.

    Only the way out is compared: the baseline is arithmetic for the out
    stages alone.

    Parameters
    ----------
    view
        The plan.

    Returns
    -------
    rich.table.Table
        A row for all stages, one for the out stages, one for the baseline.
    """
    words = view.words
    table = view.table(
        "cost", [""], [view.text(key) for key in (*PARTS, "total")]
    )
    table.columns[-1].style = "bold"
    out, baseline = view.whole("cost_out_idr"), view.whole("baseline_cost_idr")
    for key, parts, total in (
        ("plan_all", "cost_parts", view.whole("cost_idr")),
        ("plan_out", None, out),
        ("baseline_out", "baseline_parts", baseline),
    ):
        table.add_row(view.text(key), *_cells(view, parts), words.whole(total))
    if baseline:
        ratio = words.decimal(out / baseline, 3)
        table.caption = words("terminal.ratio", ratio=ratio)
    return table


def _cells(view: View, key: str | None) -> list[str]:
    if key is None:
        return [""] * len(PARTS)
    parts = view.parts(key)
    return [view.words.whole(parts[part]) for part in PARTS]
