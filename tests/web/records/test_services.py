"""Records are written down, changed, answered; nothing is lost."""

import pytest

from sampai.tables.record_schemas import RECORD_TABLES
from sampai.web.people.models import Act
from sampai.web.records.convert import values_of
from sampai.web.records.merging import merge
from sampai.web.records.models import Version, rows_of
from sampai.web.records.services import (
    RecordError,
    add_record,
    answer_request,
    change_record,
    remove_record,
)
from tests.web.records.rows import inspection, request_for, staff, store


def versions(record):
    """Give the versions of a record, the oldest first."""
    return list(Version.objects.filter(line=record.line).order_by("number"))


def test_a_record_says_who_and_when_and_has_a_first_version(add, sari, hub_id):
    record = add("stores", store(hub_id))
    assert record.recorded_by == sari
    [first] = versions(record)
    assert (first.number, first.values["capacity_l"]) == (1, 50_000)
    assert first.recorded_at == record.recorded_at
    assert Act.objects.get(verb="record.added").user == sari


def test_what_stood_before_is_kept(add, budi, hub_id):
    record = add("stores", store(hub_id))
    values = store(hub_id, capacity_l=60_000)
    change_record(record, values, seen=1, by=budi, reason="measured")
    first, second = versions(record)
    assert first.values["capacity_l"] == 50_000
    assert second.values["capacity_l"] == 60_000
    assert (second.recorded_by, second.reason) == (budi, "measured")


def test_nothing_changed_is_no_version(add, sari, hub_id):
    record = add("stores", store(hub_id))
    change_record(record, store(hub_id), seen=1, by=sari, reason="")
    assert len(versions(record)) == 1


def test_who_looked_at_an_older_version_is_told(add, sari, budi, hub_id):
    record = add("stores", store(hub_id))
    quick = store(hub_id, ballot_room="A")
    change_record(record, quick, seen=1, by=sari, reason="")
    slow = store(hub_id, ballot_room="B")
    with pytest.raises(RecordError):
        change_record(record, slow, seen=1, by=budi, reason="")
    assert values_of(rows_of("stores").get())["ballot_room"] == "A"


def test_a_key_stands_once(add, hub_id):
    add("stores", store(hub_id))
    with pytest.raises(RecordError):
        add("stores", store("DEPOT"))


def test_a_key_with_a_blank_part_stands_once_too(add, tps_id):
    add("staff", staff(tps_id=tps_id))
    with pytest.raises(RecordError):
        add("staff", staff(tps_id=tps_id, to_day=3))


def test_a_change_may_not_take_the_key_of_another(add, sari, hub_id):
    add("stores", store(hub_id))
    other = add("stores", store(hub_id, store_id="S2"))
    with pytest.raises(RecordError):
        change_record(other, store(hub_id), seen=1, by=sari, reason="")


def test_what_is_taken_out_keeps_its_versions(add, sari, hub_id):
    record = add("stores", store(hub_id))
    remove_record(record, seen=1, by=sari, reason="torn down")
    assert not rows_of("stores").exists()
    first, last = versions(record)
    assert (first.removed, last.removed) == (False, True)
    assert last.reason == "torn down"


def test_a_store_that_was_inspected_stays(add, sari, hub_id):
    record = add("stores", store(hub_id))
    add("inspections", inspection())
    with pytest.raises(RecordError):
        remove_record(record, seen=1, by=sari, reason="x")


def test_an_answer_has_a_moment_and_the_one_who_gave_it(add, rini):
    record = add("requests", request_for("lorry"))
    answered = answer_request(record, 3, seen=1, by=rini, reason="one broke")
    assert (answered.granted, answered.recorded_by) == (3, rini)
    assert answered.answered_at is not None
    assert len(versions(record)) == 2


def test_no_more_is_granted_than_was_asked_for(add, rini):
    record = add("requests", request_for("lorry"))
    with pytest.raises(RecordError):
        answer_request(record, 5, seen=1, by=rini, reason="")


def test_an_import_adds_changes_and_leaves(regency, add, sari, hub_id):
    add("stores", store(hub_id))
    add("stores", store(hub_id, store_id="S2"))
    stays = add("stores", store(hub_id, store_id="S4"))
    frame = RECORD_TABLES["stores"].frame(
        [
            store(hub_id),
            store(hub_id, store_id="S2", capacity_l=7),
            store(hub_id, store_id="S3"),
        ]
    )
    counts = merge(regency, {"stores": frame}, by=sari, reason="list")
    assert counts == {"stores": {"created": 1, "changed": 1, "same": 1}}
    changed = rows_of("stores").get(store_id="S2")
    assert (changed.number, changed.capacity_l) == (2, 7)
    assert [v.values["capacity_l"] for v in versions(changed)] == [50_000, 7]
    assert [v.number for v in versions(stays)] == [1]
    again = merge(regency, {"stores": frame}, by=sari, reason="list")
    assert again == {"stores": {"created": 0, "changed": 0, "same": 3}}


def test_an_import_that_falls_over_leaves_nothing(
    regency, sari, hub_id, monkeypatch
):
    def fall(*_verb: object, **_values: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sampai.web.records.merging.write_act", fall)
    frame = RECORD_TABLES["stores"].frame([store(hub_id)])
    with pytest.raises(ZeroDivisionError):
        merge(regency, {"stores": frame}, by=sari, reason="")
    assert not rows_of("stores").exists()
    assert not Version.objects.exists()


def test_another_regency_may_use_the_same_ids(regency, add, sari, hub_id):
    add("stores", store(hub_id))
    regency.pk, regency.code, regency.current = None, "other", None
    regency.save()
    add_record(regency, "stores", store(hub_id), by=sari, reason="")
    assert rows_of("stores").count() == 2
