"""Addresses of the people of a regency, and of the log."""

from django.urls import path

from sampai.web.people.views import acts, people

app_name = "people"

urlpatterns = [
    path("", people.people_list, name="list"),
    path("undang/", people.invite, name="invite"),
    path("undangan/<int:invitation>/batal/", people.revoke, name="revoke"),
    path("kursi/<int:seat>/akhiri/", people.end_seat, name="end"),
    path("darurat/", people.break_glass, name="glass"),
    path("darurat/<int:seat>/tutup/", people.close_glass, name="close_glass"),
    path("jejak/", acts.acts, name="acts"),
    path("jejak.csv", acts.acts_export, name="acts_export"),
]
