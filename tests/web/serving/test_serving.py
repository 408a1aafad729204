"""Starting the site: each thing in the way is told in one clear line."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from sampai.cli.app import main
from sampai.tables import Dataset
from sampai.web.datasets.models import Regency
from sampai.web.people.models import Act, Seat, User
from sampai.web.people.roles import Role
from sampai.web.serving import preparing, running
from sampai.web.serving.enrolling import EnrolError, _enrol
from sampai.web.serving.preparing import (
    ServingError,
    check_port,
    check_vendor,
)
from sampai.web.serving.service import DemoData, Place, serve_demo


def test_a_port_that_is_taken_is_told():
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(ServingError) as told:
            check_port("127.0.0.1", port)
    assert str(told.value) == (
        f"Cannot listen on 127.0.0.1:{port}: Address already in use. "
        f"Choose another with --port, such as --port {port + 1}."
    )


def test_a_free_port_is_fine():
    check_port("127.0.0.1", 0)


def test_missing_files_of_the_browser_are_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(preparing, "VENDOR", tmp_path)
    with pytest.raises(ServingError, match="Run `make setup` once"):
        check_vendor()


def test_the_demo_answers_on_this_machine_only(
    dataset: Dataset, tmp_path: Path
):
    place = Place(address="0.0.0.0", port=8000, workers=1)  # noqa: S104 (refused)
    data = DemoData(dataset=dataset, operation=tmp_path)
    with pytest.raises(ServingError, match=r"127\.0\.0\.1 only"):
        serve_demo(place, data, print)


def test_demo_and_operation_belong_together(
    capsys: pytest.CaptureFixture[str],
):
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--demo", "pesisir-barat-2024"])
    assert ended.value.code == 1
    assert "together" in capsys.readouterr().err


PREPARE = "from sampai.cli.app import main; main(['serve', '--prepare-only'])"


def test_wrong_settings_stop_the_start_with_a_line_each():
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("SAMPAI_") and name != "DJANGO_SETTINGS_MODULE"
    }
    told = subprocess.run(  # noqa: S603 (the command is ours)
        [sys.executable, "-c", PREPARE],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert told.returncode == 1
    assert "SAMPAI_SECRET_KEY: expected at least 50" in told.stderr
    assert "SAMPAI_DATABASE: expected" in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.django_db
def test_the_first_person_of_the_kpu_is_enrolled():
    made = _enrol("wati", "pesisir-barat", "Pesisir Barat")
    user = User.objects.get(username="wati")
    assert user.check_password(made.password)
    assert Seat.objects.get(user=user).role == Role.KPU
    assert Regency.objects.get().name == "Pesisir Barat"
    assert Act.objects.filter(verb="user.enrolled", subject="wati").exists()


@pytest.mark.django_db
def test_a_name_that_is_taken_is_refused():
    _enrol("wati", "pesisir-barat", "Pesisir Barat")
    with pytest.raises(EnrolError, match="already"):
        _enrol("wati", "pesisir-barat", "Pesisir Barat")


@pytest.mark.django_db
def test_a_code_that_is_no_code_is_refused():
    with pytest.raises(EnrolError, match="Regency"):
        _enrol("wati", "Pesisir Barat!", "Pesisir Barat")
    assert not User.objects.exists()


SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def test_both_children_end_with_us(monkeypatch: pytest.MonkeyPatch):
    started = []
    start = running._start  # noqa: SLF001 (the test looks at the children)

    def remember(
        command: list[str], **settings: str
    ) -> subprocess.Popen[bytes]:
        started.append(start(command, **settings))
        return started[-1]

    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(running, "_start", remember)
    monkeypatch.setattr(running, "_server", lambda *_where: SLEEP)
    monkeypatch.setattr(running, "_worker", lambda: SLEEP)
    monkeypatch.setattr(running, "_answers", lambda *_where: True)
    try:
        running.run(
            "127.0.0.1", 8000, 1, lambda: os.kill(os.getpid(), signal.SIGTERM)
        )
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])
    assert [child.poll() for child in started] == [-signal.SIGTERM] * 2


def test_a_server_that_ends_by_itself_is_told(
    monkeypatch: pytest.MonkeyPatch,
):
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    broken = [sys.executable, "-c", "raise SystemExit(3)"]
    monkeypatch.setattr(running, "_server", lambda *_where: broken)
    monkeypatch.setattr(running, "_worker", lambda: SLEEP)
    try:
        with pytest.raises(ServingError, match="with code 3"):
            running.run("127.0.0.1", 1, 1, print)
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])
