"""Addresses of the jobs of a regency."""

from django.urls import path

from sampai.web.jobs import views

app_name = "jobs"

urlpatterns = [
    path("", views.job_list, name="list"),
    path("<uuid:job>/", views.detail, name="detail"),
    path("<uuid:job>/keadaan/", views.status, name="status"),
    path("<uuid:job>/batal/", views.cancel_job, name="cancel"),
    path("<uuid:job>/ulang/", views.start_again, name="again"),
]
