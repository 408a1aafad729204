"""What holds for every command."""

import subprocess
import sys

import pytest

from sampai import __version__

COMMANDS = ("plan", "needs", "check-data", "template", "verify-plan")


def test_version_is_printed(sampai):
    run = sampai("--version")
    assert (run.code, run.out) == (0, f"sampai {__version__}\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_without_its_words_is_not_understood(sampai, command):
    run = sampai(command)
    assert run.code == 2
    assert "Missing argument" in run.err or "Missing option" in run.err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(sampai, command):
    run = sampai(command, "--help")
    assert run.code == 0
    assert "Usage: " in run.out


def test_no_words_print_the_commands(sampai):
    run = sampai()
    assert run.code == 2
    assert all(command in run.out + run.err for command in COMMANDS)


def test_an_unknown_dataset_is_told_with_those_there_are(sampai):
    run = sampai("check-data", "pesisir-timur-2024")
    assert run.code == 1
    assert run.err == (
        "Refused: 1 fault\n"
        "- pesisir-timur-2024: found no dataset of this name, expected one "
        "of pesisir-barat-2024. Choose one of them, or give the path of a "
        "folder.\n"
    )


def test_a_path_that_is_not_there_is_told_with_where_it_was_sought(
    sampai, tmp_path
):
    run = sampai("needs", "./nowhere")
    assert run.code == 1
    assert run.err == (
        "Refused: 1 fault\n"
        "- ./nowhere: found nothing there, expected a folder or a workbook. "
        f"Check the path; it is looked up from {tmp_path}.\n"
    )


def test_markup_in_a_path_is_printed_as_it_is(sampai):
    run = sampai("needs", "./[red]x[/red]")
    assert "./[red]x[/red]: found nothing there" in run.err


def test_help_imports_no_heavy_room():
    # A mistyped option is told at once; polars and the solver take a second.
    code = (
        "import sys\n"
        "from sampai.cli.app import main\n"
        "try:\n"
        "    main(['--help'])\n"
        "except SystemExit:\n"
        "    pass\n"
        "heavy = {'polars', 'scipy', 'pyvrp', 'typst'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run(  # noqa: S603 (our own words)
        [sys.executable, "-c", code], check=True, capture_output=True
    )
