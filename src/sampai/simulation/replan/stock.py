"""Where goods lie, piece by piece, and from when they may go on."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sampai.simulation.replan.placed import Goods

NOTHING: Goods = (0, 0, 0)
Key = tuple[str, str]


def plus(one: Goods, other: Goods, sign: int = 1) -> Goods:
    """
    Add pieces.

    Parameters
    ----------
    one, other
        Boxes, booths and bags.
    sign
        -1 to take the second from the first.

    Returns
    -------
    tuple of int
        Boxes, booths and bags; none below zero.
    """
    boxes, booths, bags = (
        max(0, a + sign * b) for a, b in zip(one, other, strict=True)
    )
    return boxes, booths, bags


def at_most(one: Goods, other: Goods) -> Goods:
    """
    Take the lesser number of each kind.

    Parameters
    ----------
    one, other
        Boxes, booths and bags.

    Returns
    -------
    tuple of int
        Boxes, booths and bags.
    """
    boxes, booths, bags = map(min, one, other)
    return boxes, booths, bags


@dataclass(slots=True)
class Stock:
    """
    Goods at places, by whom they are for; the first to come leave first.

    Parameters
    ----------
    portions
        By subject and place: from when, and how many.
    """

    portions: dict[Key, list[tuple[int, Goods]]] = field(default_factory=dict)

    def put(
        self, subject: str, place_id: str, ready_s: int, pieces: Goods
    ) -> None:
        """
        Note that goods lie at a place from a moment on.

        Parameters
        ----------
        subject
            Whose goods.
        place_id
            Where.
        ready_s
            From when. [s]
        pieces
            How many.
        """
        if any(pieces):
            held = self.portions.setdefault((subject, place_id), [])
            held.append((ready_s, pieces))
            held.sort(key=lambda portion: portion[0])

    def there(self, subject: str, place_id: str) -> Goods:
        """
        Count what lies at a place, sooner or later.

        Parameters
        ----------
        subject
            Whose goods.
        place_id
            Where.

        Returns
        -------
        tuple of int
            Boxes, booths and bags.
        """
        total = NOTHING
        for _, pieces in self.portions.get((subject, place_id), ()):
            total = plus(total, pieces)
        return total

    def ready_s(self, subject: str, place_id: str, wanted: Goods) -> int:
        """
        Say from when so many pieces lie at a place.

        Parameters
        ----------
        subject
            Whose goods.
        place_id
            Where; they lie there sooner or later.
        wanted
            How many.

        Returns
        -------
        int
            The moment. [s]
        """
        moment = 0
        for ready_s, pieces in self.portions.get((subject, place_id), ()):
            if not any(wanted):
                break
            if any(at_most(wanted, pieces)):
                moment = max(moment, ready_s)
            wanted = plus(wanted, pieces, -1)
        return moment

    def take(self, subject: str, place_id: str, wanted: Goods) -> None:
        """
        Take pieces from a place, the first that came.

        Parameters
        ----------
        subject
            Whose goods.
        place_id
            Where.
        wanted
            How many; no more than lie there.
        """
        left: list[tuple[int, Goods]] = []
        for ready_s, pieces in self.portions.pop((subject, place_id), []):
            taken = at_most(wanted, pieces)
            wanted = plus(wanted, taken, -1)
            rest = plus(pieces, taken, -1)
            if any(rest):
                left.append((ready_s, rest))
        if left:
            self.portions[subject, place_id] = left

    def clear(self, subject: str) -> None:
        """
        Forget where all goods of one subject lie.

        Parameters
        ----------
        subject
            Whose goods.
        """
        for key in [key for key in self.portions if key[0] == subject]:
            del self.portions[key]

    def lying(self) -> Iterator[tuple[str, str, int, Goods]]:
        """
        List what lies where.

        Yields
        ------
        tuple
            Subject, place, from when all of it, how many; sorted.
        """
        for subject, place_id in sorted(self.portions):
            held = self.portions[subject, place_id]
            yield (
                subject,
                place_id,
                max(moment for moment, _ in held),
                self.there(subject, place_id),
            )
