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
    table = view.table("cost")
    table.add_column("")
    for part in PARTS:
        table.add_column(words[part], justify="right")
    table.add_column(words["total"], justify="right", style="bold")
    out, baseline = view.whole("cost_out_idr"), view.whole("baseline_cost_idr")
    for name, stages, parts, total in (
        ("plan", "all_stages", "cost_parts", view.whole("cost_idr")),
        ("plan", "out_stages", None, out),
        ("baseline", "out_stages", "baseline_parts", baseline),
    ):
        table.add_row(
            f"{words[name]}, {words[stages]}",
            *_cells(view, parts),
            words.number(total),
        )
    if baseline:
        table.caption = f"{words['ratio']}: {words.ratio(out / baseline)}"
    return table


def _cells(view: View, key: str | None) -> list[str]:
    if key is None:
        return [""] * len(PARTS)
    parts = view.parts(key)
    return [view.words.number(parts[part]) for part in PARTS]
