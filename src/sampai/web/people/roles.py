"""Roles, and what each may do: the one table that every door asks."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What someone is in an election."""

    KPU = "kpu", _("KPU (regency secretariat)")
    PPK = "ppk", _("PPK (district)")
    PPS = "pps", _("PPS (village)")
    KPPS = "kpps", _("KPPS (polling station)")
    DRIVER = "driver", _("Driver")
    BAWASLU = "bawaslu", _("Bawaslu (oversight)")
    PKD = "pkd", _("PKD / PTPS (field oversight)")
    POLRES = "polres", _("Polres (police)")
    PEMDA = "pemda", _("Pemda (local government)")
    WITNESS = "witness", _("Witness")
    OBSERVER = "observer", _("Observer")
    PUBLIC = "public", _("Public")


# Territory a role is given for; the others are given for the regency.
SEATED = {
    Role.PPK: "hub",
    Role.PPS: "village",
    Role.KPPS: "tps",
    Role.PKD: "village",
    Role.WITNESS: "tps",
}
# Above PPS: a second factor is asked for before any page opens.
SECOND_FACTOR = frozenset(
    {Role.KPU, Role.PPK, Role.BAWASLU, Role.POLRES, Role.PEMDA}
)
OVERSIGHT = frozenset(
    {Role.BAWASLU, Role.PKD, Role.WITNESS, Role.OBSERVER, Role.PUBLIC}
)
EVERYONE = frozenset(Role)
SIGNED_IN = EVERYONE - {Role.PUBLIC}
CREW = frozenset({Role.PPK, Role.PPS, Role.KPPS})
MEETING = frozenset({Role.KPU, Role.BAWASLU, Role.POLRES, Role.PEMDA})
KPU_ONLY = frozenset({Role.KPU})

# Who may do what, anywhere at all; where is asked by territory. A role that
# is not named may not.
PERMISSIONS: dict[str, frozenset[Role]] = {
    # The shared house.
    "public.see": EVERYONE,
    "home.see": SIGNED_IN,
    "account.use": SIGNED_IN,
    "map.see": SIGNED_IN - {Role.WITNESS, Role.OBSERVER},
    "search.use": SIGNED_IN - {Role.WITNESS, Role.OBSERVER, Role.DRIVER},
    # Data.
    "data.see": frozenset({Role.KPU, Role.BAWASLU}),
    "data.change": KPU_ONLY,
    # Needs and stock.
    "needs.see": frozenset({Role.KPU, Role.BAWASLU, Role.PKD}) | CREW,
    "stock.see": frozenset({Role.KPU, Role.BAWASLU}),
    "stock.change": KPU_ONLY,
    # Plans. What is not published yet is the KPU's own.
    "drafts.see": KPU_ONLY,
    "plans.make": KPU_ONLY,
    "plans.approve": KPU_ONLY,
    "plans.publish": KPU_ONLY,
    "plans.see": frozenset(
        {Role.KPU, Role.BAWASLU, Role.POLRES, Role.PEMDA, Role.PPK}
        | {Role.PPS, Role.KPPS, Role.DRIVER, Role.PKD}
    ),
    "papers.see": frozenset({Role.KPU, Role.BAWASLU, Role.POLRES}),
    "risk.see": frozenset({Role.KPU, Role.BAWASLU, Role.POLRES, Role.PEMDA}),
    "prices.see": MEETING,
    "weather.see": SIGNED_IN - {Role.WITNESS, Role.OBSERVER},
    # Records.
    "records.see": frozenset({Role.KPU, Role.BAWASLU, Role.PEMDA, Role.PPK}),
    "records.change": frozenset({Role.KPU, Role.PPK}),
    "requests.answer": frozenset({Role.PEMDA}),
    "contacts.see": KPU_ONLY,
    "contacts.change": KPU_ONLY,
    # People and the log.
    "people.see": frozenset({Role.KPU, Role.BAWASLU}),
    "people.change": KPU_ONLY,
    "acts.see": frozenset({Role.KPU, Role.BAWASLU}),
    "glass.break": frozenset({Role.KPU, Role.PPK}),
    # Everyone who may start a job sees their own; these see every one.
    "jobs.see": MEETING | {Role.PPK},
    "jobs.see_all": frozenset({Role.KPU, Role.BAWASLU}),
    "jobs.cancel": KPU_ONLY,
    "tokens.use": MEETING,
}
# Doors through which something changes: closed to oversight, whatever the
# table above says; a test holds the two together.
CHANGES = frozenset(
    {
        "data.change",
        "stock.change",
        "plans.make",
        "plans.approve",
        "plans.publish",
        "records.change",
        "requests.answer",
        "people.change",
        "glass.break",
        "jobs.cancel",
        "contacts.change",
    }
)
# What another program may never do with a token, whoever gave it one.
NEVER_BY_TOKEN = frozenset(
    {
        "account.use",
        "contacts.change",
        "contacts.see",
        "glass.break",
        "people.change",
        "plans.approve",
        "plans.publish",
        "tokens.use",
    }
)
# What a seat taken in an emergency does not give: it would outlast the
# emergency. A plan may be made then; whoever signs it is the KPU itself.
NEVER_IN_EMERGENCY = frozenset(
    {
        "contacts.change",
        "data.change",
        "glass.break",
        "people.change",
        "plans.approve",
        "plans.publish",
        "tokens.use",
    }
)
# Whose desk one may take over when they cannot be reached: only within the
# house that runs the election. Who asks the Pemda for help does not grant
# it, and the police stay the police.
EMERGENCY: dict[Role, frozenset[Role]] = {
    Role.KPU: frozenset({Role.PPK, Role.PPS, Role.KPPS}),
    Role.PPK: frozenset({Role.KPU, Role.PPK, Role.PPS, Role.KPPS}),
}
