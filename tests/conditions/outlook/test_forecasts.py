"""BMKG's forecast of a village becomes rain by district and day."""

import json
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sampai.conditions.outlook import Outlook, RainForecast, read_forecast
from tests.conditions.outlook.sources import changed, refused, wib

DISTRICTS = ", ".join(f"18.13.{number:02}" for number in range(1, 11))
NAME = "forecast.json"


@pytest.fixture
def read(dataset):
    """Read the made-up forecast, changed."""

    def reading(change: Callable[[Any], object] = len) -> Outlook:
        return read_forecast(NAME, changed(NAME, change), dataset)

    return reading


def slot(tree: Any, day: int, at: int) -> Any:
    return tree["data"][0]["cuaca"][day][at]


def put(day: int, at: int, **values: Any) -> Callable[[Any], object]:
    return lambda tree: slot(tree, day, at).update(values)


def drop(day: int, *slots: int) -> Callable[[Any], object]:
    def change(tree: Any) -> None:
        days = tree["data"][0]["cuaca"]
        days[day] = [
            one for at, one in enumerate(days[day]) if at not in slots
        ]

    return change


def move(**step: int) -> Callable[[Any], object]:
    """Move every slot in time; its other clocks are dropped."""

    def change(tree: Any) -> None:
        for day in tree["data"][0]["cuaca"]:
            for one in day:
                moment = wib(1, 0).fromisoformat(one["utc_datetime"])
                one["utc_datetime"] = str(moment + timedelta(**step))
                del one["datetime"], one["local_datetime"]

    return change


def told(outlook: Outlook) -> list[str]:
    return [str(caution) for caution in outlook.cautions]


def test_rain_is_summed_over_the_slots_of_the_local_day(read):
    """On 24 November 1 + 2.5 + 16.8 + 6 = 26.3 mm."""
    outlook = read()
    assert outlook.cautions == ()
    assert outlook.rains == (
        RainForecast(
            district_id="18.13.01",
            day=-3,
            rain_mm=26.3,
            hours=24,
            heaviest_mm_3h=16.8,
            issued_at=wib(23, 19),
            source=NAME,
        ),
        RainForecast(
            district_id="18.13.01",
            day=-2,
            rain_mm=0.4,
            hours=24,
            heaviest_mm_3h=0.4,
            issued_at=wib(23, 19),
            source=NAME,
        ),
    )


def test_the_older_shape_has_no_type_an_offset_and_no_amounts(read):
    """Of 24 November: twice light, once heavy, once moderate rain."""

    def older(tree: Any) -> None:
        del tree["lokasi"]
        entry = tree["data"][0]
        entry["lokasi"] = {"adm4": "18.13.01.1005", "timezone": "+0700"}
        for day in entry["cuaca"]:
            for one in day:
                del one["tp"], one["datetime"], one["analysis_date"]

    outlook = read(older)
    first = outlook.rains[0]
    assert (first.rain_mm, first.heaviest_mm_3h) == (2 + 2 + 20 + 8, 20)
    assert first.issued_at is None
    assert told(outlook) == [
        (
            "forecast.json: village 18.13.01.1005 has no amount of rain (tp)"
            " in 16 of 16 slots; the weather code stands in: in 3 h 2 mm for"
            " light, 8 for moderate and 20 for heavy rain or thunder"
            " (assumed)."
        )
    ]


def test_hours_that_are_missing_are_told_and_the_day_is_used(read):
    outlook = read(drop(0, 0, 3, 4))
    assert [(one.day, one.hours) for one in outlook.rains] == [
        (-3, 15),
        (-2, 24),
    ]
    assert outlook.rains[0].rain_mm == 7
    assert told(outlook) == [
        (
            "forecast.json: village 18.13.01.1005 has no forecast for"
            " 2024-11-24 00.00-03.00 and 09.00-15.00 (15 of 24 hours are"
            " there); the day is used with the hours that are there."
        )
    ]


def test_a_day_covered_by_less_than_half_is_left_out(read):
    outlook = read(drop(0, 0, 1, 2, 3, 4))
    assert [one.day for one in outlook.rains] == [-2]
    assert told(outlook) == [
        (
            "forecast.json: village 18.13.01.1005 has no forecast for"
            " 2024-11-24 00.00-15.00 (9 of 24 hours are there); less than half"
            " a day says too little, so it is left out."
        )
    ]


def test_half_a_day_is_enough(read):
    outlook = read(drop(0, 0, 1, 2, 3))
    assert (outlook.rains[0].day, outlook.rains[0].hours) == (-3, 12)


def test_hours_count_for_the_day_they_lie_in_rain_for_that_of_its_slot(read):
    """Moved by two hours, the slot at 23 h covers an hour of its own day."""
    outlook = read(move(hours=2))
    assert [(one.day, one.hours, one.rain_mm) for one in outlook.rains] == [
        (-3, 22, 26.3),
        (-2, 24, 0.4),
    ]


def test_the_heaviest_three_hours_are_found_among_hourly_slots(read):
    """3 + 2 + 4 mm fall from 15 to 18 h, 2 + 4 + 1 an hour later."""

    def hourly(tree: Any) -> None:
        first = slot(tree, 0, 5)
        first["tp"] = 3
        day = tree["data"][0]["cuaca"][0]
        slot(tree, 0, 4)["tp"] = 0
        slot(tree, 0, 6)["tp"] = 1
        for hour, tp in ((9, 2), (10, 4)):
            day.append({"utc_datetime": f"2024-11-24 {hour:02}:00:00"})
            day[-1]["tp"] = tp

    assert read(hourly).rains[0].heaviest_mm_3h == 9


def test_slots_without_amount_and_known_code_count_as_missing(read):
    def blank(tree: Any) -> None:
        slot(tree, 0, 0).update(tp=None, weather=77)
        slot(tree, 0, 1).update(tp=None, weather=None)

    outlook = read(blank)
    assert outlook.rains[0].hours == 18
    assert told(outlook) == [
        (
            "forecast.json: village 18.13.01.1005 has neither an amount of"
            " rain (tp) nor a known weather code in 2 of 16 slots; their hours"
            " count as missing."
        ),
        (
            "forecast.json: village 18.13.01.1005 has no forecast for"
            " 2024-11-24 00.00-06.00 (18 of 24 hours are there); the day is"
            " used with the hours that are there."
        ),
    ]


def test_a_forecast_of_other_days_is_told_and_not_used(read):
    outlook = read(move(days=-100))
    assert outlook.rains == ()
    assert told(outlook) == [
        (
            "forecast.json: village 18.13.01.1005 is forecast for 2024-08-16"
            " to 2024-08-17, the operation runs from 2024-11-22 to 2024-12-04;"
            " it is not used."
        )
    ]


def test_a_note_is_the_credit_of_a_forecast_that_bears_one(read):
    outlook = read(lambda tree: tree.update(_note="SYNTHETIC, not BMKG"))
    assert {one.issuer for one in outlook.rains} == {"SYNTHETIC, not BMKG"}
    assert told(outlook) == [
        (
            "forecast.json: it carries the note 'SYNTHETIC, not BMKG'; it is"
            " read as any other and credited with that note."
        )
    ]


def test_the_same_slot_twice_counts_once(read):
    again = read(lambda tree: tree["data"].append(tree["data"][0]))
    assert again == read()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda tree: tree["data"][0]["lokasi"].update(
                adm3="33.26.16", adm4="33.26.16.1001", kecamatan="Wiradesa"
            ),
            (
                "forecast.json, column 'data[0].lokasi.adm4': found"
                " '33.26.16.1001', a village of 33.26.16 Wiradesa, expected a"
                f" village of the dataset's districts {DISTRICTS} or 18.13.11."
                " Fetch the forecast of one of their villages."
            ),
        ),
        (
            lambda tree: tree["data"][0]["lokasi"].update(adm4="1813011005"),
            (
                "forecast.json, column 'data[0].lokasi.adm4': found the text"
                " '1813011005', expected the code of a village such as"
                " 18.13.01.1005. Correct the value, or fetch the file anew."
            ),
        ),
        (
            lambda tree: tree["data"][0]["lokasi"].update(adm3="18.13.02"),
            (
                "forecast.json, column 'data[0].lokasi.adm3': found the text"
                " '18.13.02', expected 18.13.01, the district of the village"
                " 18.13.01.1005. Correct the value, or fetch the file anew."
            ),
        ),
        (
            lambda tree: tree["data"][0]["lokasi"].update(adm4=18),
            (
                "forecast.json, column 'data[0].lokasi.adm4': found '18',"
                " expected a text. Correct the value, or fetch the file anew."
            ),
        ),
        (
            put(1, 3, tp=-0.1),
            (
                "forecast.json, column 'data[0].cuaca[1][3].tp': found '-0.1',"
                " expected a number from 0 to 500 mm. Correct the value, or"
                " fetch the file anew."
            ),
        ),
        (
            put(1, 3, tp=501),
            (
                "forecast.json, column 'data[0].cuaca[1][3].tp': found '501',"
                " expected a number from 0 to 500 mm. Correct the value, or"
                " fetch the file anew."
            ),
        ),
        (
            put(0, 0, tp="3.6"),
            (
                "forecast.json, column 'data[0].cuaca[0][0].tp': found the"
                " text '3.6', expected a number from 0 to 500 mm. Correct the"
                " value, or fetch the file anew."
            ),
        ),
        (
            put(0, 0, tp=float("nan")),
            (
                "forecast.json, column 'data[0].cuaca[0][0].tp': found 'nan',"
                " which is no number, expected a number from 0 to 500 mm."
                " Correct the value, or fetch the file anew."
            ),
        ),
        (
            put(0, 0, tp=True),
            (
                "forecast.json, column 'data[0].cuaca[0][0].tp': found true,"
                " expected a number from 0 to 500 mm. Correct the value, or"
                " fetch the file anew."
            ),
        ),
        (
            put(0, 0, weather=[61]),
            (
                "forecast.json, column 'data[0].cuaca[0][0].weather': found a"
                " list, expected a number from 0 to 999 (a weather code)."
                " Correct the value, or fetch the file anew."
            ),
        ),
        (
            put(0, 2, utc_datetime="2024-11-31 00:00:00"),
            (
                "forecast.json, column 'data[0].cuaca[0][2].utc_datetime':"
                " found the text '2024-11-31 00:00:00', expected a moment such"
                " as 2024-11-24 07:00:00. Correct the value, or fetch the file"
                " anew."
            ),
        ),
        (
            put(0, 2, local_datetime="2024-11-24 07:00:00"),
            (
                "forecast.json, column 'data[0].cuaca[0][2].local_datetime':"
                " found the text '2024-11-24 07:00:00', expected the moment of"
                " utc_datetime in the place's zone. Correct the value, or"
                " fetch the file anew."
            ),
        ),
        (
            lambda tree: slot(tree, 0, 2).clear(),
            (
                "forecast.json, column 'data[0].cuaca[0][2]': found a table,"
                " expected utc_datetime, or local_datetime and a timezone."
                " Correct the value, or fetch the file anew."
            ),
        ),
        (
            lambda tree: tree["data"][0]["cuaca"][0].append(
                slot(tree, 0, 1) | {"tp": 9}
            ),
            (
                "forecast.json, column 'data[0].cuaca[0][8]': found a second"
                " forecast for 2024-11-23 20:00 UTC, expected one forecast for"
                " each moment. Delete the one that is too many."
            ),
        ),
        (
            lambda tree: tree["data"][0]["lokasi"].update(timezone="WIB"),
            (
                "forecast.json, column 'data[0].lokasi.timezone': found the"
                " text 'WIB', expected a zone such as Asia/Jakarta or +0700."
                " Correct the value, or fetch the file anew."
            ),
        ),
        (
            lambda tree: tree["data"][0].update(cuaca={"a": 1}),
            (
                "forecast.json, column 'data[0].cuaca': found a table,"
                " expected a list. Correct the value, or fetch the file anew."
            ),
        ),
        (
            lambda tree: tree["data"][0]["cuaca"][1].append(5),
            (
                "forecast.json, column 'data[0].cuaca[1][8]': found '5',"
                " expected a table of keys and values. Correct the value, or"
                " fetch the file anew."
            ),
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_path(read, change, message):
    assert refused(lambda: read(change)) == message


def test_the_zone_of_another_region_is_refused(read):
    def eastern(tree: Any) -> None:
        tree["data"][0]["lokasi"]["timezone"] = "+0800"
        for day in tree["data"][0]["cuaca"]:
            for one in day:
                del one["local_datetime"]

    assert refused(lambda: read(eastern)) == (
        "forecast.json, column 'data[0].lokasi.timezone': found the text"
        " '+0800', expected the zone of the dataset, Asia/Jakarta. Correct"
        " the value, or fetch the file anew."
    )


def test_every_fault_is_told_at_once(read):
    def worse(tree: Any) -> None:
        slot(tree, 0, 0)["tp"] = -1
        slot(tree, 1, 7)["tp"] = "x"

    assert refused(lambda: read(worse)).count("\n") == 1


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"{}", "another schema, with keys none"),
        (b'{"data": [], "a": 1}', "another schema, with keys 'a' and 'data'"),
        (b"[1, 2]", "another schema, with keys none"),
        (
            b'{"message": "not found", "statusCode": 404}',
            "another schema, with keys 'message' and 'statusCode'",
        ),
    ],
)
def test_another_schema_is_refused_with_its_keys(dataset, data, found):
    message = refused(lambda: read_forecast("a.json", data, dataset))
    assert message == (
        f"a.json: found {found}, expected BMKG's forecast of a village:"
        " data[] with lokasi and cuaca. Fetch"
        " https://api.bmkg.go.id/publik/prakiraan-cuaca?adm4=CODE with the"
        " code of a village."
    )


@pytest.mark.parametrize("code", ["1005", "2001", "2007"])
def test_samples_of_the_shape_of_bmkg_are_read(dataset, code):
    folder = os.environ.get("SAMPAI_SAMPLES")
    if folder is None:
        pytest.skip("SAMPAI_SAMPLES is not set: no folder of samples to read")
    (path,) = Path(folder).glob(f"synthetic_forecast_*.{code}.json")
    outlook = read_forecast(path.name, path.read_bytes(), dataset)
    assert [one.day for one in outlook.rains] == [-3, -2, -1]
    own = [
        one
        for day in json.loads(path.read_bytes())["data"][0]["cuaca"]
        for one in day
        if "2024-11-25" in one["local_datetime"]
    ]
    expected = sum(one["tp"] for one in own)
    assert outlook.rains[1].rain_mm == pytest.approx(expected)


@pytest.mark.parametrize("name", ["real_slots", "response"])
def test_samples_of_other_regions_are_refused(dataset, name):
    folder = os.environ.get("SAMPAI_SAMPLES")
    if folder is None:
        pytest.skip("SAMPAI_SAMPLES is not set: no folder of samples to read")
    data = (Path(folder) / f"bmkg_forecast_{name}.json").read_bytes()
    message = refused(lambda: read_forecast(name, data, dataset))
    assert "expected a village of the dataset's districts" in message
    assert "\n" not in message
