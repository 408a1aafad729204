"""Whether the house stands, for the program that watches it."""

from datetime import timedelta

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from sampai import __version__
from sampai.web.jobs.models import Job, JobState
from sampai.web.people.doors import door

# A job that waits this long has no worker to do it.
TOO_LONG = timedelta(minutes=2)


@door("public.see")
@never_cache
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """
    Tell whether the database answers and jobs are taken up.

    Parameters
    ----------
    request
        Of anyone.

    Returns
    -------
    HttpResponse
        JSON; 503 where the database does not answer.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        late = Job.objects.filter(
            state=JobState.WAITING, made_at__lt=timezone.now() - TOO_LONG
        ).exists()
    except DatabaseError:
        return JsonResponse({"database": "down"}, status=503)
    return JsonResponse(
        {
            "database": "up",
            "jobs": "late" if late else "up",
            "version": __version__,
        }
    )
