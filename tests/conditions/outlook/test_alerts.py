"""Alerts in CAP 1.2 touch districts for a span of time, or are left out."""

import os
from pathlib import Path

import pytest

from sampai.conditions.outlook import Alert, AlertMessage, read_alert
from tests.conditions.outlook.sources import ALERT, refused, wib

NAME = "alert.xml"
POLYGON = "-5.18,103.93 -5.18,103.94 -5.19,103.94 -5.19,103.93 -5.18,103.93"
AREA = (
    "pairs of latitude and longitude in degrees, at least four and the last"
    " the same as the first"
)
MOMENT = "a moment such as 2024-11-24T12:50:00+07:00"


@pytest.fixture
def read(dataset):
    """Read the made-up alert with some of its text replaced."""

    def reading(
        *pairs: tuple[str, str], exercise: bool = False
    ) -> AlertMessage:
        text = ALERT
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        return read_alert(NAME, text.encode(), dataset, exercise=exercise)

    return reading


def told(message: AlertMessage) -> list[str]:
    return [str(caution) for caution in message.cautions]


def test_an_alert_touches_the_districts_with_a_place_inside(read):
    """The hub 18.13.01 lies at -5.186, 103.940, within the square."""
    message = read()
    assert message.cautions == ()
    assert message.alerts == (
        Alert(
            identifier="made.up.1",
            district_ids=("18.13.01",),
            begins_at=wib(24, 13),
            ends_at=wib(24, 17),
            event="Hujan Lebat dan Petir",
            severity="Moderate",
            certainty="Likely",
            headline="Hujan Lebat di Lampung",
            sender="made.up@sampai.example",
            sent_at=wib(24, 12, 50),
            exercise=False,
            source=NAME,
        ),
    )


def test_a_circle_touches_what_lies_within_its_radius(read):
    polygon = f"<polygon>{POLYGON}</polygon>"
    circle = "<circle>-5.186196,103.939574 {}</circle>"
    (alert,) = read((polygon, circle.format("0.01"))).alerts
    assert alert.district_ids == ("18.13.01",)
    (alert,) = read((polygon, circle.format("500"))).alerts
    assert len(alert.district_ids) == 11


@pytest.mark.parametrize(
    ("code", "count"),
    [("18.13.04", 1), ("18.13", 11), ("18", 11), ("18.1", 0)],
)
def test_a_code_names_a_district_or_what_it_lies_in(read, code, count):
    geocode = (
        f"<geocode><valueName>BPS</valueName><value>{code}</value></geocode>"
    )
    message = read((f"<polygon>{POLYGON}</polygon>", geocode))
    touched = [len(alert.district_ids) for alert in message.alerts]
    assert touched == ([count] if count else [])


def test_an_alert_elsewhere_is_told_and_not_used(read):
    message = read(("-5.", "-7."))
    assert message.alerts == ()
    assert told(message) == [
        (
            "alert.xml: the alert made.up.1 touches no place of the dataset;"
            " it is not used."
        )
    ]


@pytest.mark.parametrize(
    ("year", "why"),
    [
        (
            "2023",
            (
                "holds from 2023-11-24 13.00 to 2023-11-24 17.00 and has"
                " expired before the operation, 2024-11-22 to 2024-12-04"
            ),
        ),
        (
            "2026",
            (
                "holds from 2026-11-24 13.00 to 2026-11-24 17.00, after the"
                " operation, 2024-11-22 to 2024-12-04"
            ),
        ),
    ],
)
def test_an_alert_of_other_days_is_told_and_not_used(read, year, why):
    message = read(("2024-", f"{year}-"))
    assert message.alerts == ()
    assert told(message) == [
        f"alert.xml: the alert made.up.1 {why}; it is not used."
    ]


@pytest.mark.parametrize("status", ["Exercise", "Test"])
def test_a_rehearsal_is_used_only_where_it_is_asked_for(read, status):
    change = (">Actual<", f">{status}<")
    message = read(change)
    assert message.alerts == ()
    assert told(message) == [
        (
            f"alert.xml: the alert made.up.1 has the status {status}; it is a"
            " rehearsal and not used."
        )
    ]
    message = read(change, exercise=True)
    assert [alert.exercise for alert in message.alerts] == [True]
    assert told(message) == [
        (
            f"alert.xml: the alert made.up.1 has the status {status}; it is"
            " used as if it were real."
        )
    ]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ((">Actual<", ">System<"), "has the status System"),
        ((">Actual<", ">Draft<"), "has the status Draft"),
        ((">Alert<", ">Ack<"), "is a message of type Ack"),
        ((">Alert<", ">Error<"), "is a message of type Error"),
    ],
)
def test_what_is_no_warning_is_told_and_not_used(read, change, found):
    message = read(change, exercise=True)
    assert message.alerts == ()
    assert told(message) == [
        (
            f"alert.xml: the alert made.up.1 {found}; it is no warning and not"
            " used."
        )
    ]


def test_a_cancel_ends_what_it_references(read):
    message = read(
        (">Alert<", ">Cancel<"),
        (
            "<info>",
            (
                "<references>a@b,old.1,2024-11-24T10:00:00+07:00"
                " a@b,old.2,2024-11-24T10:00:00+07:00</references><info>"
            ),
        ),
    )
    assert message.alerts == ()
    assert message.ends == (("a@b", "old.1"), ("a@b", "old.2"))
    assert message.word == "cancelled"
    assert message.cautions == ()


def test_an_update_without_references_ends_none(read):
    message = read((">Alert<", ">Update<"))
    assert len(message.alerts) == 1
    assert told(message) == [
        (
            "alert.xml: the alert made.up.1 is of type Update and references"
            " no other alert; it ends none."
        )
    ]


def test_one_language_is_taken_and_all_its_blocks(read):
    """One in English, two in Indonesian for two spans of time."""
    block = ALERT[ALERT.index("<info>") : ALERT.index("</alert>")]
    english = block.replace(">id<", ">en<").replace("Hujan", "Rain")
    later = block.replace("T17:00", "T19:00")
    message = read(("<info>", english + block + later + "<info>"))
    assert [alert.ends_at.hour for alert in message.alerts] == [17, 19, 17]
    assert {alert.event for alert in message.alerts} == {
        "Hujan Lebat dan Petir"
    }


def test_an_alert_that_does_not_tell_its_end_holds_for_a_day(read):
    message = read(("<expires>2024-11-24T17:00:00+07:00</expires>", ""))
    assert message.alerts[0].ends_at == wib(25, 13)
    assert told(message) == [
        (
            "alert.xml: the alert made.up.1 does not tell when it expires; it"
            " is taken to hold for 24 hours."
        )
    ]


@pytest.mark.parametrize(
    ("change", "path", "found", "expected"),
    [
        (
            (">Actual<", ">Real<"),
            "alert.status",
            "'Real'",
            "one of Actual, Exercise, System, Test or Draft",
        ),
        (
            (">Alert<", ">Warn<"),
            "alert.msgType",
            "'Warn'",
            "one of Alert, Update, Cancel, Ack or Error",
        ),
        (
            (">Moderate<", ">Big<"),
            "alert.info[0].severity",
            "'Big'",
            "one of Extreme, Severe, Moderate, Minor or Unknown",
        ),
        (
            (">made.up.1<", "><"),
            "alert.identifier",
            "nothing",
            "one line of text",
        ),
        (
            ("2024-11-24T12:50:00+07:00", "2024-11-24T12:50:00"),
            "alert.sent",
            "'2024-11-24T12:50:00'",
            MOMENT,
        ),
        (
            ("T17:00:00", "T25:00:00"),
            "alert.info[0].expires",
            "'2024-11-24T25:00:00+07:00'",
            MOMENT,
        ),
        (
            ("T17:00:00", "T13:00:00"),
            "alert.info[0].expires",
            "'2024-11-24T13:00:00+07:00'",
            "a moment after the alert begins",
        ),
        (
            (POLYGON, "-5,103 -6,103 -5,103"),
            "alert.info[0].area[0].polygon[0]",
            "'-5,103 -6,103 -5,103'",
            AREA,
        ),
        (
            (POLYGON, "-5,103 -6,103 -6,104 -5,104"),
            "alert.info[0].area[0].polygon[0]",
            "'-5,103 -6,103 -6,104 -5,104'",
            AREA,
        ),
        (
            (POLYGON, "-5,nan -6,103 -6,104 -5,nan"),
            "alert.info[0].area[0].polygon[0]",
            "'-5,nan -6,103 -6,104 -5,nan'",
            AREA,
        ),
        (
            (f"<polygon>{POLYGON}</polygon>", "<circle>-5,103</circle>"),
            "alert.info[0].area[0].circle[0]",
            "'-5,103'",
            "latitude,longitude in degrees and a radius in km",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_path(
    read, change, path, found, expected
):
    assert refused(lambda: read(change)) == (
        f"alert.xml, column '{path}': found {found}, expected {expected}."
        " Correct the value, or fetch the file anew."
    )


def test_a_reference_must_be_a_triple(read):
    change = (">Alert<", ">Cancel<")
    references = ("<info>", "<references>old.1</references><info>")
    assert refused(lambda: read(change, references)) == (
        "alert.xml, column 'alert.references[0]': found 'old.1', expected"
        " sender,identifier,sent for each alert. Correct the value, or fetch"
        " the file anew."
    )


def test_an_alert_without_a_block_is_refused(read):
    changes = ("<info>", "<text>"), ("</info>", "</text>")
    assert refused(lambda: read(*changes)) == (
        "alert.xml, column 'alert.info': found no such block, expected what"
        " the alert is about. Correct the value, or fetch the file anew."
    )


def test_more_corners_than_a_map_needs_are_refused(read):
    corners = " ".join(["-5.17,103.93"] * 10_001)
    assert refused(lambda: read((POLYGON, corners))) == (
        "alert.xml, column 'alert.info[0].area': found 10001 corners of"
        " polygons, expected at most 10000. Draw the area with fewer corners."
    )


def test_another_version_of_the_protocol_is_refused(read):
    assert refused(lambda: read(("cap:1.2", "cap:1.1"))) == (
        "alert.xml, column 'alert': found another schema, expected an alert"
        " in CAP 1.2. Fetch the alert itself, as CAP 1.2."
    )


def test_the_sample_of_an_exercise_touches_the_south(dataset):
    folder = os.environ.get("SAMPAI_SAMPLES")
    if folder is None:
        pytest.skip("SAMPAI_SAMPLES is not set: no folder of samples to read")
    name = "synthetic_cap_lampung_exercise.xml"
    data = (Path(folder) / name).read_bytes()
    (alert,) = read_alert(name, data, dataset, exercise=True).alerts
    assert alert.district_ids == ("18.13.09", "18.13.10", "18.13.11")


@pytest.mark.parametrize("region", ["banten", "jateng"])
def test_samples_of_other_regions_are_not_used(dataset, region):
    folder = os.environ.get("SAMPAI_SAMPLES")
    if folder is None:
        pytest.skip("SAMPAI_SAMPLES is not set: no folder of samples to read")
    data = (Path(folder) / f"bmkg_cap_{region}.xml").read_bytes()
    message = read_alert(region, data, dataset)
    assert message.alerts == ()
    assert "after the operation" in told(message)[0]
