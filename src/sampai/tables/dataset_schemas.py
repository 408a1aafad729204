"""Schemas of the tables of a dataset, in the order of the contract."""

import dataframely as dy

from sampai.tables import columns
from sampai.tables.table import Table, by_name

# KPU letter 806/2024 for Pilkada 2024; the law itself allows 800.
VOTERS_MAX = 600
LEG_MAX_M = 200_000

PLACE_KINDS = ("depot", "hub", "village", "landing", "trailhead", "junction")
STAGES = (
    "depot_to_hub",
    "hub_to_village",
    "village_to_tps",
    "tps_to_village",
    "village_to_hub",
    "hub_to_depot",
)
# The 25 indicators of a vulnerable TPS of Bawaslu's circular 112/2024.
INDICATORS = (
    *("HP1", "HP2", "HP3", "HP4", "HP5", "HP6"),
    *("KM1", "KM2", "KM3", "PU1", "SA1", "NT1", "NT2"),
    *("LG1", "LG2", "LG3"),
    *("LK1", "LK2", "LK3", "LK4", "LK5", "LK6", "LK7", "JR1", "JR2"),
)

# A ballot box with all that is in it; what cannot carry one has no use.
BOX_L = 96
BOX_KG = 12
ONE_BOX = f"One ballot box of {BOX_L} l and {BOX_KG} kg must fit."

LATITUDE = (-11.5, 6.5)
LONGITUDE = (94.5, 141.5)
IN_INDONESIA = (
    "Write degrees with a decimal point, south of the equator negative;"
    " latitude and longitude may be exchanged."
)
DAYS = (-365, 365)
RUPIAH_MAX = 1_000_000_000


class Places(dy.Schema):
    """Places that goods pass: depot, hubs, villages and points between."""

    place_id = columns.code("Id of the place.", key=True)
    kind = columns.choice("What the place is.", PLACE_KINDS)
    name = columns.text(
        "Name as people say it; only a junction may lack one.", nullable=True
    )
    alias = columns.text("Another name in use.", nullable=True, blank="")
    parent_id = columns.code(
        "Place it belongs to: hub of a village, depot of a hub.",
        nullable=True,
        refers="places",
    )
    lat = columns.number(
        "Latitude, WGS 84.", "degrees", LATITUDE, remedy=IN_INDONESIA
    )
    lon = columns.number(
        "Longitude, WGS 84.", "degrees", LONGITUDE, remedy=IN_INDONESIA
    )
    opens = columns.time_of_day("Opens; blank: always open.", nullable=True)
    closes = columns.time_of_day("Closes; blank: always open.", nullable=True)
    confidence = columns.confidence()


class Tps(dy.Schema):
    """Polling stations."""

    tps_id = columns.code("Id of the TPS.", key=True)
    village_id = columns.code(
        "Village it lies in.", refers="places", kinds=("village",)
    )
    number = columns.whole("Number within the village.", "-", (1, 999))
    kind = columns.choice(
        "Regular or at a special location.", ("regular", "special")
    )
    voters_male = columns.whole(
        "Men on the final list.", "people", (0, VOTERS_MAX)
    )
    voters_female = columns.whole(
        "Women on the final list.", "people", (0, VOTERS_MAX)
    )
    lat = columns.number(
        "Latitude, WGS 84.", "degrees", LATITUDE, remedy=IN_INDONESIA
    )
    lon = columns.number(
        "Longitude, WGS 84.", "degrees", LONGITUDE, remedy=IN_INDONESIA
    )
    confidence = columns.confidence()


class Legs(dy.Schema):
    """Edges of the network; each is ridden both ways."""

    from_id = columns.code("One end.", key=True, refers="places")
    to_id = columns.code("Other end.", key=True, refers="places")
    surface = columns.code("Kind of way.", key=True, refers="surfaces")
    distance_m = columns.whole(
        "Length of the way.",
        "m",
        (1, LEG_MAX_M),
        remedy="Write metres; split a longer way at a junction.",
    )
    river_crossings = columns.whole(
        "Rivers crossed by raft or ford.", "crossings", (0, 99)
    )
    confidence = columns.confidence()


class Surfaces(dy.Schema):
    """Kinds of way, and what closes them."""

    surface = columns.code("Kind of way.", key=True)
    closed_by = columns.several("What can close it.", ("tide", "wave", "rain"))
    wet_speed_factor = columns.number("Speed on wet days.", "share", (0.01, 1))
    closure_per_heavy_rain_day = columns.number(
        "Chance that a heavy rain day closes it.", "probability", (0, 1)
    )
    confidence = columns.confidence()


class Vehicles(dy.Schema):
    """Kinds of vehicle, how many there are and what they cost."""

    vehicle_type = columns.code("Kind of vehicle.", key=True)
    name_id = columns.text("Name in Indonesian.")
    name_en = columns.text("Name in English.")
    count = columns.whole("Vehicles at hand.", "vehicles", (0, 9999))
    base_id = columns.code("Place they start and end at.", refers="places")
    volume_l = columns.number(
        "Volume one can carry.", "l", (BOX_L, 1_000_000), remedy=ONE_BOX
    )
    mass_kg = columns.number(
        "Mass one can carry.", "kg", (BOX_KG, 1_000_000), remedy=ONE_BOX
    )
    fixed_idr = columns.whole("Cost of a vehicle-day.", "IDR", (0, RUPIAH_MAX))
    per_km_idr = columns.whole(
        "Cost of a kilometre.", "IDR/km", (0, RUPIAH_MAX)
    )
    per_hour_idr = columns.whole("Cost of an hour.", "IDR/h", (0, RUPIAH_MAX))
    shift_start = columns.time_of_day("Earliest on the road.")
    shift_end = columns.time_of_day("Latest on the road.")
    duty_s = columns.whole("Longest time on duty a day.", "s", (1, 86_400))
    crew = columns.whole("People on board.", "people", (1, 99))
    escort = columns.whole("Police a trip needs.", "people", (0, 99))
    confidence = columns.confidence()


class Speeds(dy.Schema):
    """Speed by vehicle and surface; no row: it cannot go there."""

    vehicle_type = columns.code(
        "Kind of vehicle.", key=True, refers="vehicles"
    )
    surface = columns.code("Kind of way.", key=True, refers="surfaces")
    speed_kmh = columns.number("Speed in dry weather.", "km/h", (0.1, 120))
    confidence = columns.confidence()


class Stages(dy.Schema):
    """Stages of the distribution, out and back."""

    stage = columns.choice("Stage.", STAGES, key=True)
    from_kind = columns.choice("Where it starts.", (*PLACE_KINDS, "tps"))
    to_kind = columns.choice("Where it ends.", (*PLACE_KINDS, "tps"))
    first_day = columns.whole("First day.", "days from voting day", DAYS)
    last_day = columns.whole("Last day.", "days from voting day", DAYS)
    due = columns.time_of_day("Handed over by then on the last day.")
    direction = columns.choice("Out to the TPS or back.", ("out", "back"))
    owner = columns.choice(
        "Who answers for it.", ("kpu", "ppk", "pps", "kpps")
    )
    may_skip_hub = columns.flag("Whether a trip may pass the hub by.")
    night = columns.flag("Opening hours and shift end do not bind.")
    confidence = columns.confidence()


class Stock(dy.Schema):
    """Goods received; an item without a row is unknown, not zero."""

    item = columns.code("Item of the regulation.")
    contest = columns.code("Contest, where the item has one.", nullable=True)
    received = columns.whole("Received.", "pieces", (0, 1_000_000_000))
    damaged = columns.whole("Of them unusable.", "pieces", (0, 1_000_000_000))
    place_id = columns.code("Where they lie.", refers="places")
    confidence = columns.confidence()


class Indicators(dy.Schema):
    """Bawaslu's indicators of vulnerability that hold at a TPS."""

    tps_id = columns.code("TPS.", key=True, refers="tps")
    code = columns.choice("Indicator.", INDICATORS, key=True)
    confidence = columns.confidence()


class Classes(dy.Schema):
    """Class of vulnerability that an authority gives a TPS."""

    tps_id = columns.code("TPS.", key=True, refers="tps")
    authority = columns.choice("Who gives it.", ("polri", "bawaslu"), key=True)
    # ``class`` is a word of Python's own; the alias is the column's name.
    class_ = columns.choice(
        "Class.", ("kurang_rawan", "rawan", "sangat_rawan", "khusus")
    ).with_alias("class")
    confidence = columns.confidence()


class Personnel(dy.Schema):
    """Units of police, army and civil guards."""

    unit_id = columns.code("Unit.", key=True)
    force = columns.choice("Force.", ("polri", "tni", "linmas"))
    name = columns.text("Name of the unit.")
    place_id = columns.code("Where it is stationed.", refers="places")
    count = columns.whole("People.", "people", (0, 100_000))
    confidence = columns.confidence()


class Objects(dy.Schema):
    """What is guarded besides TPS."""

    object_id = columns.code("Object.", key=True)
    kind = columns.code("What it is.")
    place_id = columns.code("Where it is.", refers="places")
    phase = columns.code("Heading under which it is listed.")
    first_day = columns.whole("First day.", "days from voting day", DAYS)
    last_day = columns.whole("Last day.", "days from voting day", DAYS)
    from_time = columns.time_of_day("Guarded from.")
    to_time = columns.time_of_day(
        "Guarded to; before the start: next morning."
    )
    police = columns.whole("Police needed.", "people", (0, 10_000))
    confidence = columns.confidence()


class Climate(dy.Schema):
    """Weather of a district in the season of the vote."""

    district_id = columns.code(
        "District.", key=True, refers="places", kinds=("hub",)
    )
    wet_day_prob = columns.number(
        "Chance of rain on a day.", "probability", (0, 1)
    )
    heavy_day_prob = columns.number(
        "Chance of heavy rain on a day.", "probability", (0, 1)
    )
    persistence = columns.number(
        "Lag-one correlation of the normal variable behind the days.",
        "correlation",
        (0, 1),
    )
    confidence = columns.confidence()


class Hazards(dy.Schema):
    """Every number of a random draw that is not climate."""

    hazard = columns.code("What happens.", key=True)
    applies_to = columns.code("To what.", key=True)
    distribution = columns.choice(
        "How it is drawn.",
        (
            *("uniform", "normal", "lognormal", "exponential", "per_km"),
            *("ar1_normal", "correlation", "exponential_correlation"),
            "threshold",
        ),
    )
    p1 = columns.number("First parameter.", "see unit", (-1e9, 1e9))
    p2 = columns.number(
        "Second parameter.", "see unit", (-1e9, 1e9), nullable=True
    )
    unit = columns.text("Unit of the parameters.")
    confidence = columns.confidence()


DATASET_TABLES = by_name(
    Table(name="places", schema=Places),
    Table(name="tps", schema=Tps),
    Table(name="legs", schema=Legs),
    Table(name="surfaces", schema=Surfaces),
    Table(name="vehicles", schema=Vehicles),
    Table(name="speeds", schema=Speeds),
    Table(name="stages", schema=Stages),
    Table(name="stock", schema=Stock, parts=("item", "contest", "place_id")),
    Table(name="indicators", schema=Indicators),
    Table(name="classes", schema=Classes),
    Table(name="personnel", schema=Personnel),
    Table(name="objects", schema=Objects),
    Table(name="climate", schema=Climate),
    Table(name="hazards", schema=Hazards),
)
