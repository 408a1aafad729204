"""Sign-in as an election needs it: nobody signs up alone."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from sampai.web.people.encrypted import lock
from sampai.web.people.models import User


class ClosedDoorAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Keep the sign-up page shut: people come by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """
        Tell whether anyone may make an account.

        Parameters
        ----------
        request
            Of the sign-up page.

        Returns
        -------
        bool
            Never.
        """
        del request
        return False

    def pre_authenticate(
        self, request: HttpRequest, **credentials: Any
    ) -> None:
        """
        Leave wrong passwords to axes: two counters would contradict.

        The limit of allauth counts the codes of a second factor alone.

        Parameters
        ----------
        request, **credentials
            Of the sign-in page.
        """

    def authenticate(
        self, request: HttpRequest, **credentials: Any
    ) -> User | None:
        """
        Hold a name and a password against each other.

        The database takes SARI for sari; whoever counts wrong passwords by
        name must do so too, or every spelling has tries of its own.

        Parameters
        ----------
        request, **credentials
            Of the sign-in page.

        Returns
        -------
        User or None
            Who may sign in.
        """
        given = str(credentials.get("username") or "")
        known = User.objects.filter(username__iexact=given).first()
        word = known.username if known else given.casefold()
        user: User | None = super().authenticate(
            request, **(credentials | {"username": word})
        )
        return user


class LockedFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # as above
    """Keep the secrets of second factors encrypted at rest, as names are."""

    def encrypt(self, text: str) -> str:
        """
        Encrypt on the way in.

        Parameters
        ----------
        text
            Secret of an authenticator, or seed of recovery codes.

        Returns
        -------
        str
            Token of Fernet.
        """
        return lock().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """
        Decrypt on the way out.

        Parameters
        ----------
        encrypted_text
            Token of Fernet.

        Returns
        -------
        str
            The secret.
        """
        return lock().decrypt(encrypted_text.encode("ascii")).decode()


def client_ip(request: HttpRequest) -> str | None:
    """
    Tell from where someone signs in, for who counts wrong passwords.

    Parameters
    ----------
    request
        Of the sign-in page.

    Returns
    -------
    str or None
        As the proxy in front saw it, where the settings name one.
    """
    found: str | None = get_client_ip(request)
    return found or request.META.get("REMOTE_ADDR")
