"""Change the data of a regency: always by another edition."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sampai.errors import SampaiError
from sampai.tables import Dataset
from sampai.web.datasets.convert import Stored, store_dataset
from sampai.web.datasets.models import Edition, Regency
from sampai.web.people.acts import write_act
from sampai.web.people.models import User

Changes = Mapping[str, Mapping[str, int]]


class StaleError(SampaiError):
    """The data in force are no longer those that were compared with."""


@transaction.atomic
def add_edition(
    regency: Regency,
    dataset: Dataset,
    *,
    by: User | None,
    reason: str,
    changes: Changes | None = None,
    based_on: Edition | None = None,
) -> Edition:
    """
    Make a dataset the data in force.

    Parameters
    ----------
    regency
        Whose data.
    dataset
        Checked dataset, whole.
    by, reason
        Who made it so, and why.
    changes
        Rows created, changed and removed, by table.
    based_on
        Edition that must still be in force; None: whatever is.

    Returns
    -------
    Edition
        The one in force now.
    """
    stored = store_dataset(dataset)
    locked = Regency.objects.select_for_update().get(pk=regency.pk)
    if based_on is not None:
        refuse_stale(locked, based_on)
    edition = put_in_force(
        locked, stored, by=by, reason=reason, changes=changes
    )
    regency.current = edition
    return edition


def refuse_stale(locked: Regency, based_on: Edition | None) -> None:
    """
    Refuse to go on when the data in force have changed meanwhile.

    Parameters
    ----------
    locked
        Whose data; its row is held.
    based_on
        What was in force when somebody looked; None: nothing.

    Raises
    ------
    StaleError
        When something else is in force now.
    """
    looked_at = based_on.pk if based_on else None
    if locked.current_id == looked_at:
        return
    now = locked.editions.order_by("-number").first()
    message = _(
        "Meanwhile edition %(now)s came into force; this was compared with "
        "edition %(before)s. Check it once more, and look at what would "
        "change now."
    )
    before = based_on.number if based_on else 0
    raise StaleError(
        message % {"now": now.number if now else 0, "before": before}
    )


def put_in_force(
    locked: Regency,
    stored: Stored,
    *,
    by: User | None,
    reason: str,
    changes: Changes | None = None,
) -> Edition:
    """
    Make what is stored the data in force.

    Parameters
    ----------
    locked
        Whose data; its row is held.
    stored
        Checked, and whole.
    by, reason
        Who made it so, and why.
    changes
        Rows created, changed and removed, by table.

    Returns
    -------
    Edition
        The one in force now.
    """
    last = locked.editions.order_by("-number").first()
    edition = Edition.objects.create(
        regency=locked,
        number=last.number + 1 if last else 1,
        settings_toml=stored.settings_toml,
        input_sha256=stored.input_sha256,
        made_at=timezone.now(),
        made_by=by,
        reason=reason,
        changes=changes or {},
    )
    edition.sheets.set(stored.sheets)
    locked.current = edition
    locked.save(update_fields=["current"])
    write_act(
        "data.changed",
        user=by,
        regency=locked,
        subject=str(edition.number),
        reason=reason,
    )
    return edition
