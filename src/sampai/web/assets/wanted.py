"""The list of the files that are wanted, and which folder each goes to."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENDOR = HERE.parent / "static" / "vendor"
WANTED = HERE / "wanted.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedFile:
    """
    One file of another project.

    Parameters
    ----------
    package
        Name of the npm package.
    path
        Where it lies inside the package.
    target
        Its name in the folder it is copied to.
    make
        ``coast`` where it is turned into something else on the way.
    audience
        ``product`` for what is served, ``tests`` for what only the browser
        tests load.
    """

    package: str
    path: str
    target: str
    make: str = "copy"
    audience: str = "product"

    def __post_init__(self) -> None:
        """
        Refuse what would be copied nowhere or out of its folder.

        Raises
        ------
        ValueError
            When a word is unknown or the target is more than a name.
        """
        if self.make not in {"copy", "coast"}:
            text = f"wanted.toml, {self.target}: unknown make {self.make!r}"
            raise ValueError(text)
        if self.audience not in {"product", "tests"}:
            text = f"wanted.toml, {self.target}: unknown {self.audience!r}"
            raise ValueError(text)
        if Path(self.target).name != self.target:
            text = f"wanted.toml: target {self.target!r} is not a bare name"
            raise ValueError(text)


def wanted_files(path: Path = WANTED) -> list[WantedFile]:
    """
    Read the list of the files that are wanted.

    Parameters
    ----------
    path
        The list, a TOML file.

    Returns
    -------
    list[WantedFile]
        The files, in the list's order.
    """
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return [WantedFile(**row) for row in table["file"]]
