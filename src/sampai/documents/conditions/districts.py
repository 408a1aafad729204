"""Districts by name, where they are few, or by number, where they are many."""

from collections.abc import Collection

from sampai.documents.names import Names

# As many names as one reads in a line.
NAMED = 4


def grouped(districts: Collection[str], of_all: int, names: Names) -> str:
    """
    Name some districts.

    Parameters
    ----------
    districts
        Their ids.
    of_all
        How many districts there are.
    names
        Names in the language asked for.

    Returns
    -------
    str
        Their names; how many they are, where most of all are meant.
    """
    count = len(districts)
    if count == of_all > 1:
        return names.words("conditions.all_districts", count=count)
    if count > NAMED and 2 * count > of_all:
        return names.words("conditions.other_districts", count=count)
    return ", ".join(names.place(one) for one in sorted(districts))
