"""What permissions and deeds are called on the pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PERMISSION_NAMES: dict[str, Promise] = {
    "public.see": _("Read the public summary"),
    "home.see": _("Read readiness and countdown"),
    "account.use": _("Use the own account"),
    "map.see": _("Read the map"),
    "search.use": _("Search"),
    "data.see": _("Read the data of the regency"),
    "data.change": _("Import data"),
    "needs.see": _("Read needs"),
    "stock.see": _("Read stock"),
    "stock.change": _("Change stock"),
    "drafts.see": _("Read plans that are not published"),
    "plans.make": _("Make plans and ask what-if"),
    "plans.approve": _("Approve plans"),
    "plans.publish": _("Publish plans"),
    "plans.see": _("Read published plans"),
    "papers.see": _("Download the papers of a plan"),
    "risk.see": _("Read risk"),
    "prices.see": _("Read prices"),
    "weather.see": _("Read weather and tide"),
    "records.see": _("Read records"),
    "records.change": _("Change records"),
    "requests.answer": _("Answer requests for help"),
    "contacts.see": _("Read names and phones"),
    "contacts.change": _("Change names and phones"),
    "people.see": _("Read who holds which seat"),
    "people.change": _("Invite people and end seats"),
    "acts.see": _("Read the log"),
    "glass.break": _("Take access in an emergency"),
    "jobs.see": _("Read jobs"),
    "jobs.see_all": _("Read the jobs of everyone"),
    "jobs.cancel": _("Cancel jobs"),
    "tokens.use": _("Make tokens"),
}
VERB_NAMES: dict[str, Promise] = {
    "contacts.read": _("Names and phones read"),
    "data.changed": _("Data changed"),
    "data.checked": _("Files of data checked"),
    "data.exported": _("Data downloaded"),
    "glass.broken": _("Emergency access taken"),
    "glass.closed": _("Emergency access ended early"),
    "job.cancelled": _("Job cancelled"),
    "job.started_again": _("Job started again"),
    "persons.dated": _("Result declared final"),
    "persons.forgotten": _("Names and phones deleted after their time"),
    "plan.approved": _("Plan approved"),
    "plan.made": _("Plan made"),
    "plan.published": _("Plan published"),
    "record.added": _("Record written down"),
    "record.changed": _("Record changed"),
    "record.removed": _("Record taken out"),
    "records.imported": _("Records imported"),
    "seat.ended": _("Seat ended"),
    "seat.offer_revoked": _("Invitation taken back"),
    "seat.offered": _("Invitation made"),
    "seat.taken": _("Invitation accepted"),
    "token.made": _("Token made"),
    "token.revoked": _("Token revoked"),
    "user.enrolled": _("Enrolled at the terminal"),
}


def permission_name(permission: str) -> str:
    """
    Call a permission by its name.

    Parameters
    ----------
    permission
        One of `roles.PERMISSIONS`.

    Returns
    -------
    str
        In the language of the page.
    """
    return str(PERMISSION_NAMES.get(permission, permission))


def verb_name(verb: str) -> str:
    """
    Call a deed by its name.

    Parameters
    ----------
    verb
        As the log has it.

    Returns
    -------
    str
        In the language of the page; the verb itself where it has no name.
    """
    return str(VERB_NAMES.get(verb, verb))
