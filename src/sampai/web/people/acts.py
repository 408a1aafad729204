"""Write a line of the log."""

from django.utils import timezone

from sampai.web.datasets.models import Regency
from sampai.web.people.models import Act, User


def write_act(
    verb: str,
    *,
    user: User | None,
    regency: Regency | None = None,
    subject: str = "",
    reason: str = "",
    detail: dict[str, object] | None = None,
) -> Act:
    """
    Write down who did what, in the transaction of the deed itself.

    Parameters
    ----------
    verb
        What was done, such as ``plan.published``.
    user
        Who; None where the house itself did it.
    regency, subject
        Where, and to what.
    reason
        Why, in the words of the person.
    detail
        Ids and numbers; never a name or a phone.

    Returns
    -------
    Act
        Stored.
    """
    return Act.objects.create(
        at=timezone.now(),
        verb=verb,
        user=user,
        regency=regency,
        subject=subject,
        reason=reason,
        detail=detail or {},
    )
