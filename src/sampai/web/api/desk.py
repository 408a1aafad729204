"""A router whose calls each say who may make them."""

from collections.abc import Callable
from typing import Any

from ninja import Router
from ninja.decorators import decorate_view

from sampai.web.api.doors import doors
from sampai.web.api.once import KEY_PARAMETER, settle
from sampai.web.api.schemas import Refusal

View = Callable[..., Any]
REFUSED = frozenset({400, 401, 403, 404, 409, 413, 422, 500})


class Desk(Router):
    """Calls that read, and calls that change something once."""

    def read(
        self, path: str, permission: str, gives: Any, **options: Any
    ) -> Callable[[View], View]:
        """
        Declare a call that reads.

        Parameters
        ----------
        path, permission
            Its address, and who may make it.
        gives
            Schema of the answer.
        **options
            As Django Ninja's own.

        Returns
        -------
        Callable
            Marks the function that answers.
        """
        return self._declare("GET", path, permission, gives, options)

    def change(
        self,
        method: str,
        path: str,
        permission: str,
        gives: Any,
        **options: Any,
    ) -> Callable[[View], View]:
        """
        Declare a call that changes something, once for each key.

        Parameters
        ----------
        method, path, permission
            POST or PUT, its address, and who may make it.
        gives
            Schema of the answer.
        **options
            As Django Ninja's own.

        Returns
        -------
        Callable
            Marks the function that answers.
        """
        extra = {"parameters": [KEY_PARAMETER]}
        declare = self._declare(
            method,
            path,
            permission,
            gives,
            {"openapi_extra": extra, **options},
        )
        return lambda view: declare(decorate_view(settle)(view))

    def _declare(
        self,
        method: str,
        path: str,
        permission: str,
        gives: Any,
        options: dict[str, Any],
    ) -> Callable[[View], View]:
        def mark(view: View) -> View:
            first = (view.__doc__ or "").strip().split("\n")[0]
            named = {
                "summary": first.rstrip("."),
                "description": f"Permission: {permission or 'none'}.",
                "operation_id": view.__name__,
                "url_name": view.__name__,
            }
            return self.api_operation(
                [method],
                path,
                auth=doors(permission),
                response={200: gives, REFUSED: Refusal},
                **(named | options),
            )(view)

        return mark
