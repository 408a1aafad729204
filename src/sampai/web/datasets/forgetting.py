"""Delete imports that nobody took, and the rows that only they held."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from sampai.web.datasets.models import Regency
from sampai.web.datasets.storing import drop_own_files
from sampai.web.sheets.models import Sheet

# An import that nobody took waits so long; what is in force is kept anyway.
KEPT = timedelta(days=30)


def forget_old(regency: Regency) -> None:
    """
    Delete the imports of a regency that have waited too long.

    Parameters
    ----------
    regency
        Whose; what others were mended from waits for those.
    """
    old = regency.imports.filter(
        at__lt=timezone.now() - KEPT, edition=None, mended__isnull=True
    )
    for upload in old.select_related("regency"):
        sheets = list(upload.sheets.all())
        drop_own_files(upload)
        upload.delete()
        _drop_unused(sheets)


def _drop_unused(sheets: list[Sheet]) -> None:
    """Delete sheets that no edition, plan or import names."""
    wanted = {sheet.pk for sheet in sheets}
    for relation in Sheet._meta.get_fields(include_hidden=True):  # noqa: SLF001 (Django's own way to ask a model who names it)
        if isinstance(relation, models.ManyToManyRel) and relation.through:
            named = relation.through._default_manager  # noqa: SLF001 (as above)
            used = named.filter(sheet_id__in=wanted)
            wanted -= set(used.values_list("sheet_id", flat=True))
    Sheet.objects.filter(pk__in=wanted).delete()
