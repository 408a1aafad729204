"""A text field that the database sees only encrypted."""

from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def _lock(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def lock() -> MultiFernet:
    """
    Give the lock of this installation.

    Returns
    -------
    MultiFernet
        Closes with the newest key, opens with any.
    """
    return _lock(tuple(settings.PERSON_KEYS))


class EncryptedTextField(models.TextField[Any, Any]):
    """Text under Fernet (AES-128-CBC with HMAC-SHA256)."""

    def get_prep_value(self, value: Any) -> Any:
        """
        Encrypt on the way in.

        Parameters
        ----------
        value
            Text.

        Returns
        -------
        str
            Token of Fernet; blank stays blank.
        """
        if not value:
            return value
        return lock().encrypt(str(value).encode()).decode("ascii")

    def from_db_value(self, value: Any, *_: object) -> Any:
        """
        Decrypt on the way out.

        Parameters
        ----------
        value
            Token of Fernet.
        *_
            Expression and connection, as Django passes them.

        Returns
        -------
        str
            Text.
        """
        if not value:
            return value
        return lock().decrypt(value.encode("ascii")).decode()
