"""`sampai serve` and `sampai enrol`: the site, and its first person."""

from pathlib import Path

from sampai.cli.datasets import open_dataset
from sampai.cli.screen import notice_console
from sampai.errors import SampaiError
from sampai.web.serving.enrolling import enrol
from sampai.web.serving.service import DemoData, Place, serve, serve_demo


def run(
    place: Place,
    demo: str | None,
    operation: Path | None,
    *,
    prepare_only: bool,
) -> None:
    """
    Serve the site.

    Parameters
    ----------
    place
        Where it answers.
    demo, operation
        Dataset of the demo and the folder of its plan; None: real use.
    prepare_only
        Whether to end before the first page.

    Raises
    ------
    SampaiError
        When only one of the two is given.
    """
    console = notice_console()

    def tell(step: str) -> None:
        console.print(step, highlight=False, soft_wrap=True)

    if demo is None and operation is None:
        serve(place, tell, prepare_only=prepare_only)
        return
    if demo is None or operation is None:
        message = "Give --demo and --operation together."
        raise SampaiError(message)
    data = DemoData(dataset=open_dataset(demo), operation=operation)
    serve_demo(place, data, tell, prepare_only=prepare_only)


def run_enrol(username: str, regency: str, name: str) -> None:
    """
    Make the first user of the KPU and print how to come in.

    Parameters
    ----------
    username
        Word to sign in with.
    regency, name
        Code and name of the regency.
    """
    made = enrol(username, regency, name)
    console = notice_console()
    for line in (
        f"{made.username} may sign in for the KPU of {made.regency}.",
        f"Password, shown only now: {made.password}",
        "Change it at /masuk/password/change/ and set up the second factor.",
    ):
        console.print(line, highlight=False, soft_wrap=True)
