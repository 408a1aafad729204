"""Whatever comes in: a sound dataset or named faults, nothing else."""

import io
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sampai.tables import DATASET_TABLES
from tests.tables.books import zipped
from tests.tables.ground import outcome, with_file
from tests.tables.overlays import SOUND

FILES = sorted(file.name for file in SOUND.iterdir())
SAME_AS_ASCII = ("utf-8-sig", "cp1252", "shift_jis")
CODECS = (*SAME_AS_ASCII, "utf-16", "utf-32", "cp037")
# Reading a dataset takes its time; a third of the usual cases will do.
FEW = settings(max_examples=settings().max_examples // 3)


@pytest.fixture(
    scope="session",
    params=["quick", pytest.param("long", marks=pytest.mark.slow)],
)
def depth(request) -> str:
    """Run each test again in the long run, which draws more cases."""
    return request.param


pytestmark = pytest.mark.usefixtures("depth")


@st.composite
def bent(draw, data: bytes) -> bytes:
    """Cut, double, drop or change some bytes."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        to = min(len(data), at + draw(st.integers(0, 40)))
        match draw(st.sampled_from(["cut", "drop", "double", "change"])):
            case "cut":
                data = data[:at]
            case "drop":
                data = data[:at] + data[to:]
            case "double":
                data = data[:to] + data[at:]
            case "change":
                data = data[:at] + draw(st.binary(max_size=8)) + data[to:]
    return data


@FEW
@given(st.sampled_from(FILES), st.binary(max_size=300))
def test_random_bytes_in_any_file(ground, name, data):
    outcome(with_file(ground.folder, name, data))


@FEW
@given(st.sampled_from(FILES), st.data())
def test_any_file_bent(ground, name, data):
    whole = (SOUND / name).read_bytes()
    outcome(with_file(ground.folder, name, data.draw(bent(whole))))


@FEW
@given(st.sampled_from(FILES), st.sampled_from(CODECS))
def test_any_file_in_another_encoding(ground, name, codec):
    text = (SOUND / name).read_text(encoding="utf-8")
    path = with_file(ground.folder, name, text.encode(codec))
    assert (outcome(path) is not None) == (codec in SAME_AS_ASCII)


@FEW
@given(st.sampled_from(list(DATASET_TABLES)), st.data())
def test_any_text_in_any_cell(ground, name, data):
    lines = (SOUND / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    rows = [line.split(",") for line in lines[:3]]
    row = data.draw(st.integers(1, len(rows) - 1))
    column = data.draw(st.integers(0, len(rows[row]) - 1))
    cell = data.draw(st.text(max_size=30)).replace('"', '""')
    rows[row][column] = f'"{cell}"'
    text = "\n".join(",".join(cells) for cells in rows) + "\n"
    outcome(
        with_file(ground.folder, f"{name}.csv", text.encode(errors="replace"))
    )


@given(st.binary(max_size=300))
def test_random_bytes_as_a_workbook(ground, data):
    path = ground.folder / "random.xlsx"
    path.write_bytes(data)
    assert outcome(path) is None


@given(st.data())
def test_a_workbook_cut_short(ground, data):
    folder, whole = ground.folder, ground.book
    path = folder / "short.xlsx"
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    assert outcome(path) is None


@given(st.data())
def test_a_workbook_bent_from_outside(ground, data):
    folder, whole = ground.folder, ground.book
    path = folder / "bent.xlsx"
    path.write_bytes(data.draw(bent(whole)))
    outcome(path)


@FEW
@given(st.data())
def test_a_workbook_bent_from_inside(ground, data):
    """The parts are XML that the parser must survive."""
    folder, parts = ground.folder, ground.parts
    name = data.draw(st.sampled_from(sorted(parts)))
    path = folder / "inside.xlsx"
    path.write_bytes(zipped(parts | {name: data.draw(bent(parts[name]))}))
    outcome(path)


@FEW
@given(st.data())
def test_parquet_bent(ground, sound, data):
    folder = ground.folder / "parquet"
    folder.mkdir(exist_ok=True)
    for file in SOUND.iterdir():
        if file.name != "speeds.csv":
            shutil.copy(file, folder)
    stream = io.BytesIO()
    sound.speeds.write_parquet(stream)
    (folder / "speeds.parquet").write_bytes(data.draw(bent(stream.getvalue())))
    outcome(folder)
