"""What tables, columns and codes of records are called on a page."""

from django.http import Http404
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sampai.tables.storage_criteria import storage_criteria

# Part of the address, as its readers speak.
SLUGS = {
    "gudang": "stores",
    "pemeriksaan": "inspections",
    "petugas": "staff",
    "saluran": "channels",
    "permintaan": "requests",
}
SLUG_OF = {table: slug for slug, table in SLUGS.items()}
TITLES = {
    "stores": _("Stores"),
    "inspections": _("Store inspections"),
    "staff": _("Staff"),
    "channels": _("Channels of communication"),
    "requests": _("Requests for help"),
}
WHAT = {
    "stores": _("Where goods are kept, and who answers for them."),
    "inspections": _("What was found when a store was looked at."),
    "staff": _("Who serves where; names and phones stand apart."),
    "channels": _("How a place is reached, and when."),
    "requests": _("What was asked of others, and what they gave."),
}
COLUMNS = {
    "store_id": _("Store"),
    "place_id": _("Place"),
    "officer_id": _("Officer"),
    "capacity_l": _("Capacity [l]"),
    "ballot_room": _("Room of the ballots"),
    "at": _("Looked at"),
    "criterion": _("Criterion"),
    "ok": _("In order"),
    "photo_sha256": _("Photo (SHA-256)"),
    "by": _("By"),
    "person_id": _("Person"),
    "role": _("Task"),
    "tps_id": _("TPS"),
    "from_day": _("First day"),
    "to_day": _("Last day"),
    "kind": _("Kind"),
    "schedule": _("When somebody listens"),
    "request_id": _("Request"),
    "item": _("What is asked for"),
    "quantity": _("Asked for"),
    "sent_at": _("Sent"),
    "answered_at": _("Answered"),
    "granted": _("Granted"),
}
CODE = _("A code of letters, digits, '.', '_' and '-'.")
DAY = _("Whole days from voting day; -1 is H-1.")
HELP = {
    "store_id": CODE,
    "officer_id": _("Id of the person who answers for it; never a name."),
    "capacity_l": _("Litres; a ballot box takes 96."),
    "ballot_room": _("Leave it blank where no ballots are kept."),
    "person_id": _("Id of the person; never a name."),
    "by": _("Id of the person who looked; never a name."),
    "tps_id": _("Either a TPS or a place."),
    "from_day": DAY,
    "to_day": DAY,
    "schedule": _("Such as 07.00-21.00 every two hours."),
    "request_id": CODE,
    "item": _("Code of an item or a vehicle, or another word such as road."),
    "granted": _("0 is a refusal."),
    "photo_sha256": _("Worked out from the photo when a store is inspected."),
}
ROLES = {
    "kpu": _("KPU secretariat"),
    "ppk": _("PPK member"),
    "pps": _("PPS member"),
    "kpps": _("KPPS member"),
    "linmas": _("TPS security officer (linmas)"),
    "store_officer": _("Store officer"),
    "packer": _("Packer"),
    "checker": _("Packing checker"),
    "guard": _("Store guard"),
    "driver": _("Driver or boatman"),
    "custodian": _("Custodian on the way"),
    "bawaslu": _("Bawaslu officer"),
    "panwascam": _("Panwascam member"),
    "pkd": _("PKD (village supervisor)"),
    "ptps": _("PTPS (TPS supervisor)"),
    "police": _("Police officer"),
    "army": _("TNI member"),
    "pemda": _("Pemda officer"),
    "witness": pgettext_lazy("task", "Witness"),
    "observer": pgettext_lazy("task", "Observer"),
}
KINDS = {
    "mobile": _("Mobile phone"),
    "landline": _("Fixed line"),
    "internet": _("Internet"),
    "radio": _("Radio (HT)"),
    "satellite": _("Satellite phone"),
    "runner": _("Runner"),
}
YES, NO = _("yes"), _("no")


def table_for(slug: str) -> str:
    """
    Find the table that an address is about.

    Parameters
    ----------
    slug
        Part of the address.

    Returns
    -------
    str
        Name of the table.

    Raises
    ------
    Http404
        When there is none.
    """
    if slug not in SLUGS:
        raise Http404
    return SLUGS[slug]


def choices_of(column: str) -> dict[str, str]:
    """
    Name the codes of a column.

    Parameters
    ----------
    column
        Name of the column.

    Returns
    -------
    dict
        Names by code, in the language of the page; empty where any code
        may stand.
    """
    if column == "criterion":
        spoken = "en" if (get_language() or "id").startswith("en") else "id"
        return {one.code: one.names[spoken] for one in storage_criteria()}
    names = {"role": ROLES, "kind": KINDS}.get(column, {})
    return {code: str(name) for code, name in names.items()}
