"""The people of the demo, who do not exist."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sampai.web.people.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """
    Someone of the cast.

    Parameters
    ----------
    username, name
        Word to sign in with, and what they are called.
    role
        What they are.
    asks
        The question their first page answers.
    """

    username: str
    name: str
    role: Role
    asks: Promise


CAST = (
    Player(
        username="sari",
        name="Sari",
        role=Role.KPU,
        asks=_("Will every TPS be served by H-1, and what blocks?"),
    ),
    Player(
        username="budi",
        name="Budi",
        role=Role.PPK,
        asks=_("What comes to me, when, and what must I send on?"),
    ),
    Player(
        username="ratih",
        name="Ratih",
        role=Role.BAWASLU,
        asks=_("Are the data complete, and delivery on time and protected?"),
    ),
    Player(
        username="joko",
        name="Joko",
        role=Role.POLRES,
        asks=_("Where do my people have to be?"),
    ),
    Player(
        username="dewi",
        name="Dewi",
        role=Role.KPPS,
        asks=_("When does the box of my TPS come?"),
    ),
    Player(
        username="wayan",
        name="Wayan",
        role=Role.PPS,
        asks=_("What comes to the village, and what goes on to the TPS?"),
    ),
    Player(
        username="lestari",
        name="Lestari",
        role=Role.PKD,
        asks=_("When is there something to watch in my village?"),
    ),
    Player(
        username="hendra",
        name="Hendra",
        role=Role.PEMDA,
        asks=_("What transport and road help is asked of us?"),
    ),
    Player(
        username="agus",
        name="Agus",
        role=Role.DRIVER,
        asks=_("Where do I drive, and when?"),
    ),
    Player(
        username="maria",
        name="Maria",
        role=Role.WITNESS,
        asks=_("What may a witness see?"),
    ),
    Player(
        username="nur",
        name="Nur",
        role=Role.OBSERVER,
        asks=_("Is it on time?"),
    ),
)
BY_NAME = {player.username: player for player in CAST}
