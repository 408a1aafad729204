"""What the parts of a rule are called on the pages."""

from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sampai.documents.words import Words

PER: dict[str, Promise] = {
    "tps": _("TPS"),
    "tps_contest": _("contest at a TPS"),
    "voter": _("voter"),
    "district": _("district"),
    "regency": _("regency"),
    "regency_contest": _("contest in the regency"),
    "pair": _("pair of candidates"),
}
ROUNDS: dict[str, Promise] = {
    "ceil": _("rounded up"),
    "floor_plus_one": _("rounded down, and one more"),
    "nearest": _("rounded to the nearest"),
}
SCOPES: dict[str, Promise] = {
    "tps": _("at each TPS"),
    "tps_contest": _("at each TPS, contest by contest"),
    "district": _("in each district"),
    "regency": _("over the regency"),
    "regency_contest": _("over the regency, contest by contest"),
}
STATUS: dict[str, Promise] = {
    "verified": _("verified by a source"),
    "derived": _("derived from published totals"),
    "unverified": _("not verified: confirm before use"),
}
# The class of the tag that shows how sure a rule is.
TONES = {"verified": "good", "derived": "", "unverified": "warn"}
MOST_DECIMALS = 6


def exact(value: Fraction, words: Words) -> str:
    """
    Write a factor or a product without losing anything of it.

    Parameters
    ----------
    value
        The number.
    words
        Language of the page.

    Returns
    -------
    str
        Such as ``1,025``; ``1/3`` where no decimals tell it.
    """
    for places in range(MOST_DECIMALS + 1):
        if (value * 10**places).denominator == 1:
            return words.decimal(float(value), places)
    whole = words.whole(value.numerator)
    return f"{whole}/{words.whole(value.denominator)}"
