"""Keep what never changes in memory, worked out once however many ask."""

from collections.abc import Callable
from functools import lru_cache, wraps
from threading import Lock
from typing import Any, TypeVar

Work = TypeVar("Work", bound=Callable[..., Any])


def kept(maxsize: int) -> Callable[[Work], Work]:
    """
    Keep the last answers of a function.

    As `functools.lru_cache`, but who asks for what another is just working
    out waits for it: after a start ten people ask for the same map, and ten
    threads at the same work take ten times as long, each of them.

    Parameters
    ----------
    maxsize
        How many answers are kept.

    Returns
    -------
    Callable
        Wraps a function whose answer depends on its arguments alone, all of
        them given by their place.
    """

    def wrap(work: Work) -> Work:
        remembered = lru_cache(maxsize=maxsize)(work)
        # Of two that ask for different things, neither waits.
        gate = lru_cache(maxsize=4 * maxsize)(lambda *_key: Lock())
        guard = Lock()

        @wraps(work)
        def ask(*key: Any) -> Any:
            with guard:
                own = gate(*key)
            with own:
                return remembered(*key)

        return ask  # type: ignore[return-value] # called as the function is

    return wrap
