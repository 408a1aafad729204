"""Help with the words of the field, and what the product is made of."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sampai.web.pages.glossary import sections
from sampai.web.pages.licences import packages
from sampai.web.people.doors import door


@door("public.see")
@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    """
    Show help and the glossary.

    Parameters
    ----------
    request
        Of anyone.

    Returns
    -------
    HttpResponse
        The page.
    """
    return render(request, "pages/help.html", {"sections": sections()})


@door("public.see")
@require_GET
def about(request: HttpRequest) -> HttpResponse:
    """
    Show the version and the licences of what is in the house.

    Parameters
    ----------
    request
        Of anyone.

    Returns
    -------
    HttpResponse
        The page.
    """
    return render(request, "pages/about.html", {"packages": packages()})
