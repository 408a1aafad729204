"""Records are read whole, or refused with every fault."""

import polars as pl
import pytest

from sampai.errors import DatasetError
from sampai.tables import packaged_dataset, read_dataset
from sampai.tables.record_rules import Surroundings
from sampai.tables.record_schemas import RECORD_TABLES
from sampai.tables.records import read_records
from sampai.tables.storage_criteria import storage_criteria

AT = "2024-11-20T09:00:00+07:00"
STORES = "store_id,place_id,officer_id,capacity_l,ballot_room\n"
INSPECTIONS = "store_id,at,criterion,ok,photo_sha256,by\n"
STAFF = "person_id,role,tps_id,place_id,from_day,to_day\n"
CHANNELS = "place_id,kind,schedule\n"
REQUESTS = "request_id,item,quantity,sent_at,answered_at,granted\n"
HUB = "18.13.01"


@pytest.fixture(scope="module")
def known():
    dataset = read_dataset(packaged_dataset("pesisir-barat-2024"))
    return Surroundings(
        places=dataset.places,
        tps=dataset.tps,
        stores=RECORD_TABLES["stores"].frame([]),
    )


@pytest.fixture
def read(known):
    """Read CSV texts by the name of their table."""

    def of(around=known, **texts):
        files = {f"{name}.csv": text.encode() for name, text in texts.items()}
        return read_records(files, around)

    return of


@pytest.fixture
def faults(read):
    """Tell the faults of CSV texts, a line each."""

    def of(*around, **texts):
        with pytest.raises(DatasetError) as refusal:
            read(*around, **texts)
        return str(refusal.value).splitlines()

    return of


def test_records_are_typed_and_sorted(read):
    rows = f"REQ-2,lorry,4,{AT},,\nREQ-1,boat,2,{AT},{AT},0\n"
    frame = read(requests=REQUESTS + rows)["requests"]
    assert frame["request_id"].to_list() == ["REQ-1", "REQ-2"]
    assert frame["granted"].to_list() == [0, None]
    assert frame.schema["sent_at"] == pl.Datetime("us", "UTC")


def test_the_checklist_has_the_thirteen_criteria_of_2024():
    criteria = storage_criteria()
    assert len({one.code for one in criteria}) == 13
    assert all(one.names["id"] and one.names["en"] for one in criteria)


def test_every_fault_of_every_file_is_told_at_once(faults):
    told = faults(
        stores=f"{STORES}S1,18.13.0l,,many,\n",
        inspections=f"{INSPECTIONS}S9,{AT},cctv,,abc,P1\n",
        staff=f"{STAFF}P1,kpps,,,0,-1\n",
        channels=f"{CHANNELS}{HUB},smoke,\n",
        requests=f"{REQUESTS}R1,lorry,3,{AT},,4\n",
    )
    assert [line.split(": found")[0] for line in told] == [
        "stores.csv, row 2, column 'capacity_l'",
        "stores.csv, row 2, column 'place_id'",
        "inspections.csv, row 2, column 'ok'",
        "inspections.csv, row 2, column 'photo_sha256'",
        "inspections.csv, row 2, column 'store_id'",
        "staff.csv, row 2, column 'tps_id, place_id'",
        "staff.csv, row 2, column 'from_day, to_day'",
        "channels.csv, row 2, column 'kind'",
        "requests.csv, row 2, column 'answered_at, granted'",
        "requests.csv, row 2, column 'quantity, granted'",
    ]


def test_a_blank_is_no_answer_to_whether_it_is_in_order(faults):
    [line, *_] = faults(inspections=f"{INSPECTIONS}S1,{AT},cctv,,,P1\n")
    assert line == (
        "inspections.csv, row 2, column 'ok': found nothing, expected yes or"
        " no. Fill in the cell."
    )


def test_a_store_may_come_beside_its_inspection(read):
    found = read(
        stores=f"{STORES}S1,{HUB},P1,5000,Ruang 1\n",
        inspections=f"{INSPECTIONS}S1,{AT},cctv,no,{'a' * 64},P1\n",
    )
    assert found["inspections"]["ok"].to_list() == [False]


def test_a_store_may_stand_already(read, known):
    stands = RECORD_TABLES["stores"].frame(
        [{"store_id": "S1", "place_id": HUB}]
    )
    around = Surroundings(places=known.places, tps=known.tps, stores=stands)
    assert read(around, inspections=f"{INSPECTIONS}S1,{AT},cctv,yes,,P1\n")


def test_a_person_serves_at_a_tps_or_at_a_place(faults, known):
    tps = known.tps["tps_id"][0]
    [line] = faults(staff=f"{STAFF}P1,kpps,{tps},{HUB},-1,0\n")
    assert "found both, expected either the TPS or the place" in line


def test_an_answer_comes_after_its_request(faults):
    early = "2024-11-19T09:00:00+07:00"
    [line] = faults(requests=f"{REQUESTS}R1,boat,3,{AT},{early},1\n")
    assert "sent_at, answered_at" in line


def test_a_key_comes_once(faults):
    [line] = faults(channels=f"{CHANNELS}{HUB},radio,\n{HUB},radio,x\n")
    assert "again, as in row 2" in line


def test_only_ones_own_territory_is_written(faults, known):
    """Of every table the row of elsewhere, and no request at all."""
    villages = known.places.filter(parent_id=HUB)["place_id"].to_list()
    own = known.tps.filter(pl.col("village_id").is_in(villages))["tps_id"]
    far = known.tps.filter(~pl.col("village_id").is_in(villages))["tps_id"]
    around = Surroundings(
        places=known.places,
        tps=known.tps,
        stores=RECORD_TABLES["stores"].frame(
            [{"store_id": "FAR", "place_id": "DEPOT"}]
        ),
        own_places=frozenset([HUB, *villages]),
        own_tps=frozenset(own),
    )
    told = faults(
        around,
        stores=f"{STORES}S1,{HUB},,,\nS2,DEPOT,,,\n",
        inspections=f"{INSPECTIONS}S1,{AT},cctv,yes,,P1\n"
        f"FAR,{AT},cctv,yes,,P1\n",
        staff=f"{STAFF}P1,kpps,{own[0]},,-1,0\nP2,kpps,{far[0]},,-1,0\n"
        f"P3,pps,,{villages[0]},-1,0\nP4,pps,,DEPOT,-1,0\n",
        channels=f"{CHANNELS}{HUB},radio,\nDEPOT,radio,\n",
        requests=f"{REQUESTS}R1,boat,3,{AT},,\n",
    )
    where = [tuple(line.split(",")[:2]) for line in told]
    assert where == [
        ("stores.csv", " row 3"),
        ("inspections.csv", " row 3"),
        ("staff.csv", " row 3"),
        ("staff.csv", " row 5"),
        ("channels.csv", " row 3"),
        ("requests.csv", " row 2: found a request"),
    ]


def test_a_file_of_another_name_is_refused(known):
    with pytest.raises(DatasetError, match="Name the file like its table"):
        read_records({"orang.csv": b""}, known)


def test_a_table_comes_once(known):
    text = f"{CHANNELS}{HUB},radio,\n".encode()
    with pytest.raises(DatasetError, match="each table once"):
        read_records({"channels.csv": text, "a/channels.csv": text}, known)


def test_no_file_at_all_is_refused(known):
    with pytest.raises(DatasetError, match="no table of records"):
        read_records({}, known)
