"""Change the data of a regency: always by another edition."""

from django.db import transaction
from django.utils import timezone

from sampai.tables import Dataset
from sampai.web.datasets.convert import store_dataset
from sampai.web.datasets.models import Edition, Regency
from sampai.web.people.acts import write_act
from sampai.web.people.models import User


@transaction.atomic
def add_edition(
    regency: Regency,
    dataset: Dataset,
    *,
    by: User | None,
    reason: str,
    changes: dict[str, dict[str, int]] | None = None,
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

    Returns
    -------
    Edition
        The one in force now.
    """
    text, sheets = store_dataset(dataset)
    locked = Regency.objects.select_for_update().get(pk=regency.pk)
    last = locked.editions.order_by("-number").first()
    edition = Edition.objects.create(
        regency=locked,
        number=last.number + 1 if last else 1,
        settings_toml=text,
        input_sha256=dataset.input_sha256(),
        made_at=timezone.now(),
        made_by=by,
        reason=reason,
        changes=changes or {},
    )
    edition.sheets.set(sheets)
    regency.current = locked.current = edition
    locked.save(update_fields=["current"])
    write_act(
        "data.changed",
        user=by,
        regency=locked,
        subject=str(edition.number),
        reason=reason,
    )
    return edition
