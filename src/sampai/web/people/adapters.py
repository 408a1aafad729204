"""Sign-in as an election needs it: nobody signs up alone."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


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
