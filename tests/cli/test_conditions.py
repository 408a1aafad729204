"""`sampai conditions`: what is known and what is assumed."""

import shutil

import pytest

from tests.conditions.outlook.sources import ALERT, FOLDER
from tests.tables.overlays import SOUND

PACKAGED = "pesisir-barat-2024"
FORECAST, WATERS = str(FOLDER / "forecast.json"), str(FOLDER / "waters.json")
ALERTED = str(FOLDER / "alert.xml")
EVERY = ("--forecast", FORECAST, "--maritime", WATERS, "--alert", ALERTED)


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """Keep copies where no other test looks."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "copies"))


def lines(text: str, *words: str) -> list[str]:
    """Find the lines that hold every word."""
    return [
        " ".join(line.split())
        for line in text.splitlines()
        if all(word in line for word in words)
    ]


def test_without_forecasts_the_climate_is_told(sampai):
    run = sampai("conditions", PACKAGED, "--language", "en")
    assert run.code == 0
    assert lines(run.out, "Mon 25/11") == [
        "H-2 Mon 25/11 05.39\N{EN DASH}18.02 05.37\N{EN DASH}11.20"
    ]
    assert lines(run.out, "the other 8 districts", "climate") == [
        "the other 8 districts 60 12 climate (assumed)"
    ]
    assert lines(run.out, "sea", "15") == [
        "H-5 \N{EN DASH} H+7 sea 15 climate (assumed)"
    ]
    assert "breaks down once in 25,000 km" in run.out
    assert "No forecast or alert is used" in run.out


def test_what_is_forecast_is_told_with_its_issue(sampai):
    run = sampai("conditions", PACKAGED, *EVERY, "--language", "en")
    assert run.code == 0
    assert "Data: BMKG, issued 23 Nov 19.00 WIB" in run.out
    assert "Data: made.up@sampai.example, issued 24 Nov 12.50 WIB" in run.out
    assert lines(run.out, "H-3", "alert of") == [
        (
            "H-3 Pesisir Tengah 99 55 alert of made.up@sampai.example: Hujan"
            " Lebat dan Petir, issued 24 Nov 12.50 WIB"
        ),
        (
            "H-3 beach 14 alert of made.up@sampai.example: Hujan Lebat dan"
            " Petir, issued 24 Nov 12.50 WIB"
        ),
    ]
    assert lines(run.out, "BMKG: 0.4 mm")
    assert lines(run.out, "Alerts in force")
    # The sources are of 2024.
    assert len(lines(run.out, "there should be a newer one")) == 3


def test_every_option_takes_every_kind_of_source(sampai):
    run = sampai("conditions", PACKAGED, "--forecast", ALERTED)
    assert run.code == 0
    assert "Peringatan yang berlaku" in run.out


def test_a_rehearsal_is_taken_only_when_asked_for(sampai, tmp_path):
    rehearsal = tmp_path / "rehearsal.xml"
    rehearsal.write_text(
        ALERT.replace("<status>Actual<", "<status>Exercise<"),
        encoding="utf-8",
    )
    words = ("conditions", PACKAGED, "--alert", str(rehearsal))
    run = sampai(*words, "--language", "en")
    assert "it is a rehearsal and not used" in run.out
    assert "Alerts in force" not in run.out
    run = sampai(*words, "--language", "en", "--exercise")
    assert lines(run.out, "EXERCISE: Hujan Lebat")


def test_the_picture_is_the_same_twice_and_leaves_the_plan_alone(
    sampai, tmp_path
):
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "report.html").write_text("a plan", encoding="utf-8")
    pages = []
    for _ in range(2):
        run = sampai("conditions", PACKAGED, *EVERY, "--out", str(folder))
        assert run.code == 0
        pages.append((folder / "conditions.html").read_bytes())
    assert f"Gambar: {folder / 'conditions.html'}" in run.out
    assert pages[0] == pages[1]
    assert sorted(entry.name for entry in folder.iterdir()) == [
        "conditions.html",
        "report.html",
    ]


def test_a_host_that_is_not_allowed_is_refused(sampai):
    run = sampai(
        "conditions", PACKAGED, "--forecast", "https://weather.example/x"
    )
    assert run.code == 1
    assert "weather.example" in run.err
    assert "sources.hosts" in run.err


def test_a_file_that_is_no_forecast_is_refused(sampai, tmp_path):
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    run = sampai("conditions", PACKAGED, "--forecast", "x.json")
    assert run.code == 1
    assert "Refused: 1 fault" in run.err


def test_a_row_that_a_forecast_needs_is_asked_for(sampai, tmp_path):
    """The small regency has no numbers for forecasts."""
    shutil.copytree(SOUND, tmp_path / "data")
    run = sampai(
        "conditions", "data", "--maritime", WATERS, "--language", "en"
    )
    assert run.code == 0
    assert lines(run.out, "no row forecast_skill,wave; forecasts of waves")
    assert "Without a row, so it never happens: " in run.out


def test_a_folder_that_is_a_file_is_refused(sampai, tmp_path):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    run = sampai("conditions", PACKAGED, "--out", "taken")
    assert run.code == 1
    assert "Cannot use taken" in run.err
