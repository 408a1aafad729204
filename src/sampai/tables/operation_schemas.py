"""Schemas of the tables of an operation, in the order of the contract."""

import dataframely as dy

from sampai.tables import columns
from sampai.tables.dataset_schemas import RUPIAH_MAX, STAGES
from sampai.tables.table import Table, by_name

CAUSES = ("shut", "slow", "loading", "hours")
CHANGES = (
    *("kept_late", "retimed", "rerouted", "other_vehicle"),
    *("new_trip", "dropped", "unserved"),
)
# What a plan does is told village by village; the largest regencies have
# over a thousand.
LONGEST_TEXT = 200_000
PACKED = ("in_box", "on_box", "outside", "outer", "store", "local")
DAYS = (-365, 365)
COUNT = (0, 1_000_000)
LITRES = (0.0, 1e9)
KILOGRAMS = (0.0, 1e9)
METRES = (0, 10_000_000)
IDR = (0, 1000 * RUPIAH_MAX)


class Needs(dy.Schema):
    """What every TPS, district and the regency must get."""

    tps_id = columns.code("TPS it is for.", nullable=True)
    place_id = columns.code(
        "District or regency it is for: its hub or depot.", nullable=True
    )
    item = columns.code("Item of the regulation.")
    contest = columns.code("Contest, where the item has one.", nullable=True)
    quantity = columns.whole("How many.", "pieces", (0, RUPIAH_MAX))
    packed = columns.choice("Where it is packed.", PACKED)


class Trips(dy.Schema):
    """Runs of vehicles from loading to their end."""

    trip_id = columns.code("Id of the trip.", key=True)
    stage = columns.choice("Stage of its latest goal.", STAGES)
    purpose = columns.choice("Why it runs.", ("carry", "reposition"))
    day = columns.whole("Day it starts.", "days from voting day", DAYS)
    vehicle_type = columns.code("Kind of vehicle.")
    vehicle = columns.code("Which vehicle of the kind.")
    origin_id = columns.code("Place it loads at.")
    load_at = columns.moment("Loading begins.")
    depart_at = columns.moment("Leaves the origin.")
    end_id = columns.code("Place it ends at.")
    return_at = columns.moment("Arrives at its end.")
    distance_m = columns.whole("Way ridden, empty parts too.", "m", METRES)
    cost_idr = columns.whole("Kilometres and hours.", "IDR", IDR)
    boxes = columns.whole("Boxes carried.", "boxes", COUNT)
    volume_l = columns.number("Volume carried.", "l", LITRES)
    mass_kg = columns.number("Mass carried.", "kg", KILOGRAMS)
    police = columns.whole("Police on board.", "people", COUNT)


class Stops(dy.Schema):
    """Visits of a trip, in order."""

    trip_id = columns.code("Trip.", key=True)
    seq = columns.whole("Order within the trip.", "-", COUNT, key=True)
    place_id = columns.code("Place visited.")
    arrive_at = columns.moment("Arrives.")
    start_at = columns.moment("Hand-over begins.")
    depart_at = columns.moment("Leaves.")


class Passages(dy.Schema):
    """Every leg ridden, in order."""

    trip_id = columns.code("Trip.", key=True)
    seq = columns.whole("Stop it leads to.", "-", COUNT, key=True)
    part = columns.whole("Order within the hop.", "-", COUNT, key=True)
    from_id = columns.code("Where the leg is entered.")
    to_id = columns.code("Where it is left.")
    surface = columns.code("Kind of way.")
    enter_at = columns.moment("Enters the leg.")
    leave_at = columns.moment("Leaves it.")


class Loads(dy.Schema):
    """Goods on a trip, by whom they are for."""

    trip_id = columns.code("Trip.")
    tps_id = columns.code("TPS they are for.", nullable=True)
    for_place_id = columns.code("District they are for.", nullable=True)
    board_id = columns.code("Place they board at.")
    place_id = columns.code("Place they leave the trip at.")
    boxes = columns.whole("Boxes.", "boxes", COUNT)
    booths = columns.whole("Booths.", "booths", COUNT)
    bags = columns.whole("Bags.", "bags", COUNT)
    volume_l = columns.number("Volume.", "l", LITRES)
    mass_kg = columns.number("Mass.", "kg", KILOGRAMS)


class LastMile(dy.Schema):
    """The way between village and TPS, carried by hand."""

    tps_id = columns.code("TPS.", key=True)
    stage = columns.choice("Stage.", STAGES, key=True)
    depart_at = columns.moment("Leaves.")
    arrive_at = columns.moment("Arrives.")
    distance_m = columns.whole("Great circle times detour.", "m", METRES)
    carriers = columns.whole("People carrying.", "people", COUNT)


class Unserved(dy.Schema):
    """TPS that no way reaches in time."""

    tps_id = columns.code("TPS.", key=True)
    stage = columns.choice("Stage that fails.", STAGES, key=True)
    reason = columns.text("Why.", longest=2000)
    remedy = columns.text("What would cure it.", longest=2000)


class Exceptions(dy.Schema):
    """Rules that the plan bends."""

    subject_id = columns.code("TPS or place.", key=True)
    rule = columns.code("Rule.", key=True)
    allowed_until = columns.moment("What the rule allows.")
    planned_at = columns.moment("What the plan does.")
    why = columns.text("Why.", longest=2000)


class Risk(dy.Schema):
    """Chance of being on time, by TPS."""

    tps_id = columns.code("TPS.", key=True)
    due_at = columns.moment("When it is due.")
    on_time_prob = columns.number("On time.", "probability", (0, 1))
    on_time_se = columns.number("Its standard error.", "probability", (0, 1))
    open_prob = columns.number(
        "Served before the polls open.", "probability", (0, 1)
    )
    late_p50_s = columns.whole("Median lateness.", "s", METRES)
    late_p95_s = columns.whole("Lateness of one in twenty.", "s", METRES)
    blame_from_id = columns.code("Leg to blame: one end.", nullable=True)
    blame_to_id = columns.code("Leg to blame: other end.", nullable=True)
    blame_surface = columns.code("Its surface.", nullable=True)
    reachable_prob = columns.number(
        "Best any plan can reach.", "probability", (0, 1)
    )
    late_cvar_s = columns.whole(
        "Mean lateness of the worst twentieth (CVaR).", "s", METRES
    )
    back_prob = columns.number(
        "Boxes at their hub when the stage back is due.",
        "probability",
        (0, 1),
    )


class Blame(dy.Schema):
    """What made a TPS late, over the scenarios in which it was."""

    tps_id = columns.code("TPS.", key=True)
    cause = columns.choice(
        "A leg that was shut (or on which a vehicle broke down) or slow; a"
        " late or slow loading; a place or shift that had ended.",
        CAUSES,
        key=True,
    )
    from_id = columns.code("Leg: one end.", nullable=True)
    to_id = columns.code("Leg: other end.", nullable=True)
    surface = columns.code("Its surface.", nullable=True)
    share = columns.number("Share of the lateness.", "probability", (0, 1))


class Frontier(dy.Schema):
    """Plans that were weighed: what they cost and what they bear."""

    plan = columns.code("Name of the plan.", key=True)
    cost_out_idr = columns.whole("Cost of the way out.", "IDR", IDR)
    lowest_on_time_prob = columns.number(
        "Of the weakest TPS.", "probability", (0, 1)
    )
    lowest_reachable_prob = columns.number(
        "Of the weakest TPS that the target can be reached for.",
        "probability",
        (0, 1),
    )
    mean_on_time_prob = columns.number("Of all TPS.", "probability", (0, 1))
    below_target = columns.whole("TPS below the target.", "TPS", COUNT)
    chosen = columns.flag("Whether it is this plan.")
    precautions = columns.text(
        "What it does.", nullable=True, longest=LONGEST_TEXT
    )


class Cures(dy.Schema):
    """What would help TPS that no plan within the rules brings to target."""

    tps_id = columns.code("TPS.", key=True)
    cure = columns.code("What is changed.", key=True)
    rule = columns.text("The rule or table it bends.", longest=2000)
    on_time_prob = columns.number("On time then.", "probability", (0, 1))
    reachable_prob = columns.number(
        "Best any plan could reach then.", "probability", (0, 1)
    )
    cost_out_idr = columns.whole("Cost of the way out then.", "IDR", IDR)


class Prices(dy.Schema):
    """What one change of what is given buys."""

    change = columns.code("What is changed.", key=True)
    subject_id = columns.code(
        "Vehicle type, hub or stage it is about.", nullable=True
    )
    cost_out_idr = columns.whole("Cost of the way out then.", "IDR", IDR)
    saves_idr = columns.whole(
        "Saved against the plan as it is; below zero: dearer.",
        "IDR",
        (-IDR[1], IDR[1]),
    )
    lowest_on_time_prob = columns.number(
        "Of the weakest TPS then.", "probability", (0, 1)
    )
    mean_on_time_prob = columns.number(
        "Of all TPS then.", "probability", (0, 1)
    )
    unserved = columns.whole("TPS not served then.", "TPS", COUNT)


class Changes(dy.Schema):
    """What a replan changed, for whom, and why."""

    change = columns.choice("What was done.", CHANGES)
    trip_id = columns.code("Trip.", nullable=True)
    tps_id = columns.code(
        "TPS concerned; none where a trip is late only at its end.",
        nullable=True,
    )
    before_at = columns.moment(
        "Handed over as planned; without a TPS: the end of the trip."
    ).with_nullable(nullable=True)
    after_at = columns.moment("The same, now.").with_nullable(nullable=True)
    vehicle_before = columns.code("Vehicle as planned.", nullable=True)
    vehicle_after = columns.code("Vehicle now.", nullable=True)
    cause = columns.choice(
        "What made it necessary; knock_on: another change.",
        ("closure", "vehicle", "goods", "knock_on"),
    )
    why = columns.text("Why, with the leg, vehicle or trip.", longest=2000)


class Deployment(dy.Schema):
    """People posted at TPS and objects."""

    unit_id = columns.code("Unit.", key=True)
    force = columns.choice("Force.", ("polri", "tni", "linmas"))
    phase = columns.code("Phase.", key=True)
    slot = columns.whole("Person of the unit.", "-", COUNT, key=True)
    tps_id = columns.code("TPS guarded.", nullable=True)
    place_id = columns.code("Place of the post.")
    from_at = columns.moment("Begins.").with_primary_key(primary_key=True)
    to_at = columns.moment("Ends.")
    role = columns.code("Role.")
    travel_s = columns.whole("Way to the post.", "s", METRES)


class Escorts(dy.Schema):
    """Police on trips."""

    trip_id = columns.code("Trip.", key=True)
    unit_id = columns.code("Unit.", key=True)
    slot = columns.whole("Person of the unit.", "-", COUNT, key=True)
    from_at = columns.moment("Begins.")
    to_at = columns.moment("Ends.")


class Checks(dy.Schema):
    """Results of the oversight checks."""

    check_id = columns.code("Check.")
    result = columns.choice("Result.", ("pass", "fail", "not_yet", "unjudged"))
    severity = columns.code("Severity.")
    subject_id = columns.code("What was checked.", nullable=True)
    reason = columns.text("Why.", longest=2000)
    missing = columns.text("What was missing.", nullable=True, longest=2000)
    basis = columns.text("Legal basis.", longest=2000)


OPERATION_TABLES = by_name(
    Table(
        name="needs",
        schema=Needs,
        parts=("tps_id", "place_id", "item", "contest"),
    ),
    Table(name="trips", schema=Trips),
    Table(name="stops", schema=Stops),
    Table(name="passages", schema=Passages),
    Table(
        name="loads",
        schema=Loads,
        parts=("trip_id", "tps_id", "for_place_id", "board_id", "place_id"),
    ),
    Table(name="last_mile", schema=LastMile),
    Table(name="unserved", schema=Unserved),
    Table(name="exceptions", schema=Exceptions),
    Table(name="risk", schema=Risk),
    Table(
        name="blame",
        schema=Blame,
        parts=("tps_id", "cause", "from_id", "to_id"),
    ),
    Table(name="frontier", schema=Frontier),
    Table(name="cures", schema=Cures),
    Table(name="prices", schema=Prices, parts=("change", "subject_id")),
    Table(
        name="changes", schema=Changes, parts=("change", "trip_id", "tps_id")
    ),
    Table(name="deployment", schema=Deployment),
    Table(name="escorts", schema=Escorts),
    Table(name="checks", schema=Checks, parts=("check_id", "subject_id")),
)
