"""Tell people what happened."""

from django.db import transaction
from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from sampai.web.datasets.models import Regency
from sampai.web.jobs.models import Job, JobState
from sampai.web.pages.models import Notice, NoticeKind
from sampai.web.people.models import Seat, User
from sampai.web.people.roles import PERMISSIONS
from sampai.web.plans.models import Plan

BATCH = 5_000
TOLD = {
    JobState.DONE: NoticeKind.JOB_DONE,
    JobState.FAILED: NoticeKind.JOB_FAILED,
}


def tell_of_plan(plan: Plan) -> None:
    """
    Tell everyone who may read plans that one was published.

    Parameters
    ----------
    plan
        The plan.
    """
    now = timezone.now()
    seats = Seat.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=now),
        regency=plan.regency_id,
        role__in=PERMISSIONS["plans.see"],
        begins_at__lte=now,
    )
    users = seats.order_by().values_list("user_id", flat=True).distinct()
    _tell(
        list(users),
        plan.regency,
        NoticeKind.PUBLISHED,
        {"number": plan.number, "name": plan.name},
        _address("plans:detail", plan.regency.code, plan.number),
    )


def tell_of_job(job: Job) -> None:
    """
    Tell who started a job how it ended.

    Parameters
    ----------
    job
        A job; one that runs, was cancelled or has nobody is passed over.
    """
    kind = TOLD.get(JobState(job.state))
    if kind is None or job.by_id is None:
        return
    _tell(
        [job.by_id],
        job.regency,
        kind,
        {"title": job.title},
        _address("jobs:detail", job.regency.code, job.pk),
    )


def tell_of_glass(seat: Seat) -> None:
    """
    Tell the KPU and Bawaslu that a seat was taken in an emergency.

    Parameters
    ----------
    seat
        The seat; who took it is not told.
    """
    now = timezone.now()
    watching = Seat.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=now),
        regency=seat.regency_id,
        role__in=PERMISSIONS["people.see"],
        is_emergency=False,
        begins_at__lte=now,
    ).exclude(user=seat.user_id)
    users = watching.order_by().values_list("user_id", flat=True).distinct()
    _tell(
        list(users),
        seat.regency,
        NoticeKind.GLASS,
        {
            "user": seat.user.username,
            "role": f"{seat.role.upper()} {seat.place_id}".strip(),
        },
        _address("people:list", seat.regency.code),
    )


@transaction.atomic
def read_all(user: User) -> int:
    """
    Mark the notices of someone as read.

    Parameters
    ----------
    user
        Whose.

    Returns
    -------
    int
        How many were new.
    """
    return Notice.objects.filter(user=user, read_at=None).update(
        read_at=timezone.now()
    )


def _tell(
    users: list[int],
    regency: Regency,
    kind: NoticeKind,
    values: dict[str, object],
    url: str,
) -> None:
    now = timezone.now()
    Notice.objects.bulk_create(
        (
            Notice(
                user_id=user,
                regency=regency,
                kind=kind,
                values=values,
                url=url,
                at=now,
            )
            for user in users
        ),
        batch_size=BATCH,
    )


def _address(name: str, *parts: object) -> str:
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:
        return ""
