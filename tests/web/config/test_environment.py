"""A wrong setting stops the start with one clear line each."""

import pytest

from sampai.web.config import demo, testing
from sampai.web.config.environment import SettingsError, read_environment
from tests.web.config.sound import SOUND

WRONG = [
    ("SAMPAI_SECRET_KEY", "short"),
    ("SAMPAI_SECRET_KEY", "k" * 80),
    ("SAMPAI_PERSON_KEYS", "not a key"),
    # Those of the demo and of the tests: everyone may read them.
    ("SAMPAI_PERSON_KEYS", demo.PERSON_KEYS[0]),
    ("SAMPAI_PERSON_KEYS", testing.PERSON_KEYS[0]),
    ("SAMPAI_DATABASE", "oracle://host/name"),
    ("SAMPAI_DATABASE", "sqlite://:memory:"),
    ("SAMPAI_DATABASE", "sqlite:///sampai.sqlite3"),
    ("SAMPAI_DATABASE", "postgres://host"),
    ("SAMPAI_DATABASE", "postgres://[host/name"),
    ("SAMPAI_HOSTS", "*"),
    ("SAMPAI_HOSTS", "kpu.example,*.example"),
    ("SAMPAI_HOSTS", "https://kpu.example"),
    ("SAMPAI_ORIGINS", "http://kpu.example"),
    ("SAMPAI_ORIGINS", "https://"),
    ("SAMPAI_FILES", "files"),
    ("SAMPAI_BEHIND_PROXY", "maybe"),
    ("SAMPAI_EMAIL_URL", "carrier-pigeon://loft"),
]


@pytest.fixture(autouse=True)
def _sound(monkeypatch):
    for name, value in SOUND.items():
        monkeypatch.setenv(name, value)


def test_sound_settings_are_read():
    found = read_environment()
    assert found.hosts == ("kpu.example",)
    assert not found.behind_proxy


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_setting_is_named_in_one_line(name, value, monkeypatch):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refusal:
        read_environment()
    (line,) = str(refusal.value).splitlines()
    assert line.startswith(f"{name}: ")
    assert "expected" in line


def test_all_missing_settings_are_named_at_once(monkeypatch):
    for name in SOUND:
        monkeypatch.delenv(name)
    with pytest.raises(SettingsError) as refusal:
        read_environment()
    assert len(str(refusal.value).splitlines()) == len(SOUND)


def test_no_fault_repeats_a_secret(monkeypatch):
    held = {
        "SAMPAI_SECRET_KEY": "hush",
        "SAMPAI_PERSON_KEYS": "hush",
        "SAMPAI_DATABASE": "oracle://user:hush@host/name",
        "SAMPAI_EMAIL_URL": "pigeon://user:hush@host",
    }
    for name, value in held.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refusal:
        read_environment()
    assert "hush" not in str(refusal.value)
    assert len(str(refusal.value).splitlines()) == len(held)
