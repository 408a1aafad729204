"""Of several sources the newest issue wins; ended alerts are left out."""

from dataclasses import replace

from sampai.conditions.outlook import (
    Alert,
    AlertMessage,
    Caution,
    Outlook,
    RainForecast,
    WaveForecast,
    merged,
)
from tests.conditions.outlook.sources import wib

RAIN = RainForecast(
    district_id="18.13.01",
    day=-3,
    rain_mm=10,
    hours=24,
    heaviest_mm_3h=5,
    issued_at=wib(23, 7),
    source="a.json",
)
WAVE = WaveForecast(
    sea="sea",
    day=-3,
    low_m=0.5,
    high_m=1.25,
    issued_at=wib(23, 7),
    source="a.json",
)
ALERT = Alert(
    identifier="1",
    district_ids=("18.13.01",),
    begins_at=wib(24, 13),
    ends_at=wib(24, 17),
    event="Hujan Lebat",
    severity="Moderate",
    certainty="Likely",
    headline="Hujan Lebat",
    sender="made.up@sampai.example",
    sent_at=wib(24, 12),
    exercise=False,
    source="a.xml",
)


def cancel(*, exercise: bool = False) -> AlertMessage:
    return AlertMessage(
        ends=((ALERT.sender, "1"),),
        word="cancelled",
        exercise=exercise,
        source="b.xml",
    )


def test_the_newest_issue_wins_for_a_district_and_day():
    newer = replace(RAIN, rain_mm=1, issued_at=wib(23, 19), source="b.json")
    other = replace(RAIN, day=-2)
    for order in ((RAIN, newer, other), (other, newer, RAIN)):
        outlook = merged([Outlook(rains=(one,)) for one in order])
        assert outlook.rains == (newer, other)


def test_the_newest_issue_wins_for_a_sea_and_day():
    newer = replace(WAVE, high_m=0.9, issued_at=wib(23, 19))
    outlook = merged([Outlook(waves=(newer,)), Outlook(waves=(WAVE,))])
    assert outlook.waves == (newer,)


def test_of_the_same_issue_the_wetter_and_the_rougher_wins():
    wetter = replace(RAIN, rain_mm=30, source="b.json")
    rougher = replace(WAVE, high_m=2.5)
    outlook = merged(
        [
            Outlook(rains=(wetter,), waves=(rougher,)),
            Outlook(rains=(RAIN,), waves=(WAVE,)),
        ]
    )
    assert (outlook.rains, outlook.waves) == ((wetter,), (rougher,))


def test_what_does_not_tell_its_issue_is_the_oldest():
    untold = replace(RAIN, rain_mm=99, issued_at=None)
    outlook = merged([Outlook(rains=(untold,)), Outlook(rains=(RAIN,))])
    assert outlook.rains == (RAIN,)


def test_a_cancelled_alert_is_told_and_not_used():
    for order in ((0, 1), (1, 0)):
        both = AlertMessage(alerts=(ALERT,), source="a.xml"), cancel()
        outlook = merged([], [both[at] for at in order])
        assert outlook.alerts == ()
        assert list(map(str, outlook.cautions)) == [
            "a.xml: the alert 1 was cancelled by b.xml; it is not used."
        ]


def test_an_update_takes_the_place_of_what_it_references():
    newer = replace(ALERT, identifier="2", source="b.xml")
    update = replace(cancel(), alerts=(newer,), word="updated")
    outlook = merged([], [AlertMessage(alerts=(ALERT,)), update])
    assert outlook.alerts == (newer,)
    assert list(map(str, outlook.cautions)) == [
        "a.xml: the alert 1 was updated by b.xml; it is not used."
    ]


def test_a_rehearsed_cancel_ends_no_real_alert():
    message = AlertMessage(alerts=(ALERT,))
    assert merged([], [message, cancel(exercise=True)]).alerts == (ALERT,)


def test_another_sender_cannot_end_an_alert():
    other = replace(cancel(), ends=(("other@sampai.example", "1"),))
    message = AlertMessage(alerts=(ALERT,))
    assert merged([], [message, other]).alerts == (ALERT,)


def test_an_alert_read_twice_counts_once():
    again = replace(ALERT, source="copy.xml")
    outlook = merged([], [AlertMessage(alerts=(ALERT, again))])
    assert outlook.alerts == (ALERT,)


def test_credits_tell_who_issued_each_source_and_when():
    outlook = Outlook(
        rains=(RAIN, replace(RAIN, day=-2, issued_at=wib(23, 19))),
        waves=(replace(WAVE, source="sea.json", issued_at=None),),
        alerts=(ALERT,),
    )
    assert list(map(str, outlook.credits)) == [
        "a.json: BMKG, issued 2024-11-23 19.00 WIB",
        "a.xml: made.up@sampai.example, issued 2024-11-24 12.00 WIB",
        "sea.json: BMKG, time of issue unknown",
    ]


def test_a_known_issue_is_credited_before_an_unknown_one():
    untold = replace(RAIN, day=-2, issued_at=None)
    for rains in ((RAIN, untold), (untold, RAIN)):
        (credit,) = Outlook(rains=rains).credits
        assert credit.issued_at == RAIN.issued_at


def test_nothing_is_an_outlook_too():
    assert merged([]) == Outlook.nothing() == Outlook()
    assert Outlook.nothing().credits == ()


def test_the_same_caution_is_told_once():
    caution = Caution(source="a", found="b", meaning="c")
    outlook = Outlook(cautions=(caution,))
    assert merged([outlook, outlook]).cautions == (caution,)
    assert str(caution) == "a: b; c."
