"""Secrets that are shown once; only their digests are kept."""

import secrets
from hashlib import sha256

BYTES = 32


def new_secret() -> str:
    """
    Draw a secret that nobody guesses.

    Returns
    -------
    str
        43 characters that stand in an address as they are.
    """
    return secrets.token_urlsafe(BYTES)


def digest_of(secret: str) -> str:
    """
    Tell by what a secret is recognised.

    Parameters
    ----------
    secret
        As it was shown.

    Returns
    -------
    str
        SHA-256. A slow hash would guard nothing here: the secret is drawn
        at random, and is too long to be tried out.
    """
    return sha256(secret.encode()).hexdigest()
