"""The fingerprint is of text that any program can make again."""

import hashlib
from dataclasses import replace
from datetime import time

import polars as pl

from sampai.tables.fingerprint import input_sha256


def test_the_fingerprint_is_of_json_lines(sound):
    """The settings first, then name and columns, then the rows."""
    frame = pl.DataFrame(
        {
            "id": ["é", "b"],
            "n": [1, None],
            "x": [0.1, 1e-7],
            "t": [time(7, 30), None],
            "f": [True, False],
        }
    )
    digits = input_sha256(sound.settings, {"some": frame})
    empty = input_sha256(sound.settings, {})
    lines = (
        '["some","id","n","x","t","f"]\n'
        '["é",1,0.1,"07:30:00",true]\n'
        '["b",null,1e-07,null,false]\n'
    )
    assert digits != empty
    first = _settings_line(sound.settings)
    assert empty == hashlib.sha256(first).hexdigest()
    assert digits == hashlib.sha256(first + lines.encode()).hexdigest()


def _settings_line(settings) -> bytes:
    line = (
        '{"contests":["gubernur","bupati"],"count_base_s":7200,'
        '"count_per_voter_s":12,"crossing_s":900,'
        '"decree":{"tps":6,"voters":2100,"voters_female":1000,'
        '"voters_male":1100},"detour":1.3,"id":"teluk-kecil",'
        '"name":"Pilkada, Kabupaten Teluk Kecil",'
        '"on_time_probability":0.999,'
        '"pairs":{"bupati":3,"gubernur":2},"per_box_s":60,"per_stop_s":900,'
        '"phases":{"campaign":[-63,-4],"counting":[0,1],'
        '"distribution":[-5,-1],"quiet":[-3,-1],"recapitulation":[1,19],'
        '"return":[0,7],"voting":[0,0]},"police_on_the_road":60,'
        '"polls_close":"13:00:00","polls_open":"07:00:00",'
        '"region":"99.01","regulation":"pilkada-2024",'
        '"revote_reserve_holder":{"bupati":"regency",'
        '"gubernur":"province"},"shelter":0.5,"tide":{"constituents":'
        '[{"amplitude_m":0.1318,"name":"K1","phase_deg":156.1},'
        '{"amplitude_m":0.3273,"name":"M2","phase_deg":351.88}],'
        '"phase_reference":"Greenwich","source":"made up",'
        '"station":"Teluk Kecil, made up"},"tide_below_m":0.0,'
        '"tide_margin_m":0.05,"time_zone":"Asia/Jakarta",'
        '"voting_day":"2024-11-27","walking_speed_kmh":4.0,'
        '"wave_below_m":1.25}\n'
    )
    assert settings.id == "teluk-kecil"
    return line.encode()


def test_the_fingerprint_follows_the_hosts_and_only_where_there_are_any(sound):
    """A dataset that is older than the key keeps the fingerprint it had."""
    settings = replace(sound.settings, hosts=("www.bmkg.go.id",))
    assert b"hosts" not in _settings_line(sound.settings)
    assert input_sha256(settings, {}) != input_sha256(sound.settings, {})


def test_the_fingerprint_of_the_shipped_dataset_stands(pesisir_barat):
    """A change of these digits breaks every plan published with them."""
    assert pesisir_barat.input_sha256() == (
        "be99bc7557139c860c9ad1b0ad637986bde6d752d30e0f935567517050ff6b92"
    )
