"""A wrong setting stops the start with one clear line each."""

import pytest

from sampai.web.config.environment import SettingsError, read_environment

SOUND = {
    "SAMPAI_SECRET_KEY": "k" * 50,
    "SAMPAI_PERSON_KEYS": "c2FtcGFpLXRlc3Qta2V5LW5vYm9keS1pcy1yZWFsLiE=",
    "SAMPAI_DATABASE": "sqlite:////srv/sampai/sampai.sqlite3",
    "SAMPAI_HOSTS": "kpu.example",
    "SAMPAI_ORIGINS": "https://kpu.example",
    "SAMPAI_FILES": "/srv/sampai/files",
}
WRONG = {
    "SAMPAI_SECRET_KEY": "short",
    "SAMPAI_PERSON_KEYS": "not a key",
    "SAMPAI_DATABASE": "oracle://host/name",
    "SAMPAI_HOSTS": "*",
    "SAMPAI_ORIGINS": "http://kpu.example",
    "SAMPAI_FILES": "files",
    "SAMPAI_BEHIND_PROXY": "maybe",
}


@pytest.fixture(autouse=True)
def _sound(monkeypatch):
    for name, value in SOUND.items():
        monkeypatch.setenv(name, value)


def test_sound_settings_are_read():
    found = read_environment()
    assert found.hosts == ("kpu.example",)
    assert not found.behind_proxy


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_setting_is_named_in_one_line(name, monkeypatch):
    monkeypatch.setenv(name, WRONG[name])
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
