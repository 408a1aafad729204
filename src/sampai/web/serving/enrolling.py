"""Give the first person of the KPU a way in."""

import secrets
from dataclasses import dataclass

from sampai.errors import SampaiError
from sampai.web.serving.preparing import PRODUCTION, migrate, set_up

# Enough that nobody guesses it in the minutes it is meant to last.
PASSWORD_BYTES = 15


class EnrolError(SampaiError):
    """A person who cannot be enrolled, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """
    What the first person of the KPU needs to come in.

    Parameters
    ----------
    username, password
        To sign in with once; the password is shown nowhere else.
    regency
        Name of the regency.
    """

    username: str
    password: str
    regency: str


def enrol(username: str, code: str, name: str) -> Enrolled:
    """
    Make a user of the KPU, and the regency where there is none.

    Parameters
    ----------
    username
        Word to sign in with.
    code, name
        Of the regency; the name is used where it is new.

    Returns
    -------
    Enrolled
        How to come in.

    Raises
    ------
    EnrolError
        When the name is taken, or a word is not sound.
    """
    set_up(PRODUCTION)
    migrate()
    return _enrol(username, code, name)


def _enrol(username: str, code: str, name: str) -> Enrolled:
    # Models can be imported only once the settings are loaded.
    from django.core.exceptions import ValidationError  # noqa: PLC0415 (as above)
    from django.db import transaction  # noqa: PLC0415 (as above)
    from django.utils import timezone  # noqa: PLC0415 (as above)

    from sampai.web.datasets.models import Regency  # noqa: PLC0415 (as above)
    from sampai.web.people.acts import write_act  # noqa: PLC0415 (as above)
    from sampai.web.people.models import Seat, User  # noqa: PLC0415 (as above)
    from sampai.web.people.roles import Role  # noqa: PLC0415 (as above)

    if User.objects.filter(username__iexact=username).exists():
        message = f"There is a user {username!r} already. Choose another word."
        raise EnrolError(message)
    regency = Regency.objects.filter(code=code).first()
    if regency is None:
        regency = Regency(code=code, name=name)
        try:
            regency.full_clean()
        except ValidationError as error:
            message = f"Regency {code!r}: {'; '.join(error.messages)}"
            raise EnrolError(message) from error
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    with transaction.atomic():
        regency.save()
        user = User.objects.create_user(username, password)
        Seat.objects.create(
            user=user,
            role=Role.KPU,
            regency=regency,
            begins_at=timezone.now(),
            reason="enrolled at the terminal",
        )
        write_act(
            "user.enrolled", user=None, regency=regency, subject=username
        )
    return Enrolled(username=username, password=password, regency=regency.name)
