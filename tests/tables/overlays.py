"""The datasets of tests/data, put together from their parts."""

import shutil
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
SOUND = DATA / "sound"
BROKEN = DATA / "broken"


def overlay(folder: Path, target: Path) -> str:
    """
    Lay the files of a broken dataset over the sound one.

    Parameters
    ----------
    folder
        Folder of the broken dataset.
    target
        Where the whole dataset goes.

    Returns
    -------
    str
        What the reader must say of it.
    """
    shutil.copytree(SOUND, target)
    left_out = folder / "left_out.txt"
    if left_out.exists():
        (target / left_out.read_text(encoding="utf-8").strip()).unlink()
    for file in folder.iterdir():
        if file.name not in {"left_out.txt", "message.txt"}:
            shutil.copy(file, target)
    message = (folder / "message.txt").read_text(encoding="utf-8")
    return message.removesuffix("\n")


def copy_of_sound(tmp_path: Path, **changes: tuple[str, str]) -> Path:
    """
    Copy the sound dataset and change its tables.

    Parameters
    ----------
    tmp_path
        Where the copy goes.
    **changes
        Text and what replaces it, by table; ``dataset`` for the settings.

    Returns
    -------
    Path
        The folder.
    """
    folder = tmp_path / "dataset"
    shutil.copytree(SOUND, folder)
    for name, (old, new) in changes.items():
        ending = "toml" if name == "dataset" else "csv"
        file = folder / f"{name}.{ending}"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder
