"""Names and phones: shown to few, read on the record, kept for a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from sampai.web.datasets.models import Regency
from sampai.web.people.acts import write_act
from sampai.web.people.models import Person, User
from sampai.web.records.services import RecordError

# Kept for so long after the result is final, unless a case is open.
KEEP_DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """
    What is known of a person.

    Parameters
    ----------
    person_id, name, phone
        The id that records name, and what is encrypted.
    keep_until, case
        How long it is kept, and why longer.
    """

    person_id: str
    name: str
    phone: str
    keep_until: date | None
    case: str


def keep_days() -> int:
    """
    Tell how long a person is kept after the result is final.

    Returns
    -------
    int
        The setting PERSON_KEEP_DAYS, or 90. [days]
    """
    return int(getattr(settings, "PERSON_KEEP_DAYS", KEEP_DAYS))


@transaction.atomic
def read_contacts(
    regency: Regency, ids: Iterable[str], *, by: User
) -> dict[str, Person]:
    """
    Read names and phones, and write down who read whose.

    Parameters
    ----------
    regency
        Where.
    ids
        Whose.
    by
        Who reads them.

    Returns
    -------
    dict
        Those who are known, by id.
    """
    persons = Person.objects.filter(regency=regency, person_id__in=list(ids))
    found = {person.person_id: person for person in persons}
    if found:
        write_act(
            "contacts.read",
            user=by,
            regency=regency,
            detail={"persons": sorted(found)},
        )
    return found


@transaction.atomic
def add_person(regency: Regency, contact: Contact, *, by: User) -> Person:
    """
    Keep a name and a phone.

    Parameters
    ----------
    regency, contact
        Where, and what is known.
    by
        Who writes it down.

    Returns
    -------
    Person
        Stored, encrypted.

    Raises
    ------
    RecordError
        When there is someone of this id.
    """
    if Person.objects.filter(person_id=contact.person_id).exists():
        raise RecordError(_("There is a person of this id already."))
    person = Person(regency=regency, person_id=contact.person_id)
    _fill(person, contact)
    person.save()
    _tell("person.added", person, by)
    return person


@transaction.atomic
def change_person(person: Person, contact: Contact, *, by: User) -> Person:
    """
    Change a name or a phone; what stood before is not kept anywhere.

    Parameters
    ----------
    person, contact
        Who, and what is known now; the id stays.
    by
        Who changes it.

    Returns
    -------
    Person
        Stored.
    """
    _fill(person, contact)
    person.save(update_fields=["name", "phone", "keep_until", "case"])
    _tell("person.changed", person, by)
    return person


@transaction.atomic
def result_is_final(regency: Regency, day: date, *, by: User) -> int:
    """
    Work out until when everyone is kept, now that the result is final.

    Parameters
    ----------
    regency, day
        Where, and since when.
    by
        Who says so.

    Returns
    -------
    int
        Persons that had no last day yet.
    """
    until = day + timedelta(days=keep_days())
    persons = Person.objects.filter(regency=regency, keep_until=None)
    count = persons.update(keep_until=until)
    write_act(
        "persons.dated",
        user=by,
        regency=regency,
        detail={"final_on": day.isoformat(), "count": count},
    )
    return count


def _fill(person: Person, contact: Contact) -> None:
    person.name, person.phone = contact.name, contact.phone
    person.keep_until, person.case = contact.keep_until, contact.case


def _tell(verb: str, person: Person, by: User | None) -> None:
    write_act(verb, user=by, regency=person.regency, subject=person.person_id)
