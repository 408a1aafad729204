"""What happened since someone was here."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sampai.web.pages.models import Notice
from sampai.web.pages.selectors import stand_in
from sampai.web.pages.services import read_all
from sampai.web.people.doors import DoorRequest, door, lacks_factor
from sampai.web.people.models import User

PAGE = 50


@door("account.use")
@require_http_methods(["GET", "POST"])
def notices(request: DoorRequest) -> HttpResponse:
    """
    Show the notices of someone; a POST marks them as read.

    Parameters
    ----------
    request
        Of the page.

    Returns
    -------
    HttpResponse
        The page.
    """
    user = request.user
    if not isinstance(user, User):  # the door lets nobody else in
        raise PermissionDenied
    if lacks_factor(request):
        return redirect("mfa_index")
    if request.method == "POST":
        read_all(user)
        return redirect("notices")
    stand_in(request, "home.see")
    found = Notice.objects.filter(user=user).select_related("regency")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "pages/notices.html", {"page": page})
