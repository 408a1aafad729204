"""What the terminal shows, and how it tells a refusal."""

from typing import Self

from rich.console import Console
from rich.markup import escape

from sampai.errors import DatasetError, Fault, SampaiError

# As many faults as a person reads in one sitting; the rest is counted.
FAULTS_SHOWN = 200


def result_console() -> Console:
    """
    Make the console that results go to.

    Returns
    -------
    Console
        Standard output; numbers are coloured by us, not by guessing.
    """
    return Console(highlight=False)


def notice_console() -> Console:
    """
    Make the console that progress and refusals go to.

    Returns
    -------
    Console
        Standard error, so that a result can be piped on its own.
    """
    return Console(stderr=True, highlight=False)


class Steps:
    """
    Tell which step runs, and which are done.

    Parameters
    ----------
    console
        Where to tell.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._status = console.status("")
        self._running = ""

    def __enter__(self) -> Self:
        """Begin without a step."""
        self._status.start()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Tell that the last step is done, unless it failed."""
        self._status.stop()
        if kind is None:
            self._tell_done()

    def begin(self, name: str) -> None:
        """
        End the step before and begin another.

        Parameters
        ----------
        name
            What is being done.
        """
        self._tell_done()
        self._running = name
        self._status.update(escape(name))

    def _tell_done(self) -> None:
        if self._running:
            self._console.print(f"[green]ok[/] {escape(self._running)}")


def tell_refusal(refusal: SampaiError) -> None:
    """
    Print a refusal as a list of faults.

    Parameters
    ----------
    refusal
        What sampai refuses.
    """
    console = notice_console()
    if not isinstance(refusal, DatasetError):
        console.print(f"[bold red]Refused:[/] {escape(str(refusal))}")
        return
    count = len(refusal.faults)
    noun = "fault" if count == 1 else "faults"
    console.print(f"[bold red]Refused: {count} {noun}[/]")
    for fault in refusal.faults[:FAULTS_SHOWN]:
        console.print(_line(fault), soft_wrap=True)
    if count > FAULTS_SHOWN:
        console.print(f"... and {count - FAULTS_SHOWN} more")


def _line(fault: Fault) -> str:
    text = escape(str(fault))
    remedy = escape(fault.remedy)
    return f"- {text.removesuffix(remedy)}[bold]{remedy}[/]"
