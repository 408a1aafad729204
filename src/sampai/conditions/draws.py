"""Random numbers by name: the same name and block, the same numbers."""

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

# Scenarios drawn together. Each block has streams of its own, so that blocks
# may be computed in any order, by any number of processes.
BLOCK = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """
    The random numbers of one block of scenarios.

    A number belongs to a name, not to a place in a sequence: two plans that
    share a trip share its luck (common random numbers), whatever else they
    do. Streams are Philox's, keyed by a hash of seed, block and name.

    Parameters
    ----------
    seed
        Of the ensemble.
    block
        Number of the block.
    size
        Scenarios of the block.
    """

    seed: int
    block: int
    size: int

    def generator(self, *name: object) -> np.random.Generator:
        """
        Give the stream of a name.

        Parameters
        ----------
        *name
            Parts of the name.

        Returns
        -------
        Generator
            At its beginning.
        """
        text = "\x1f".join(str(part) for part in (*name, self.block))
        key = blake2b(
            text.encode(), digest_size=16, key=str(self.seed).encode()
        ).digest()
        return np.random.Generator(
            np.random.Philox(key=int.from_bytes(key, "little"))
        )

    def normal(self, *name: object) -> Floats:
        """
        Draw standard normal numbers.

        Parameters
        ----------
        *name
            Parts of the name.

        Returns
        -------
        ndarray
            Shape (size,).
        """
        return self.generator(*name).standard_normal(
            self.size, dtype=np.float32
        )

    def exponential(self, *name: object) -> Floats:
        """
        Draw exponential numbers of mean one.

        Parameters
        ----------
        *name
            Parts of the name.

        Returns
        -------
        ndarray
            Shape (size,).
        """
        return self.generator(*name).standard_exponential(
            self.size, dtype=np.float32
        )
