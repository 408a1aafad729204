"""Addresses of the records of a regency."""

from django.urls import path

from sampai.web.records.views import (
    editing,
    exports,
    imports,
    lists,
    persons,
    visits,
)

app_name = "records"

urlpatterns = [
    path("", lists.overview, name="overview"),
    path("impor/", imports.send, name="import"),
    path("impor/contoh.xlsx", imports.template, name="template"),
    path("impor/<uuid:job>/", imports.imported, name="imported"),
    path("impor/<uuid:job>/terapkan/", imports.take, name="take"),
    path("kontak/", persons.person_list, name="persons"),
    path("kontak/baru/", persons.person_add, name="person_add"),
    path("kontak/hasil-tetap/", persons.final, name="final"),
    path("kontak/<str:person_id>/", persons.person_change, name="person"),
    path("pemeriksaan/periksa/", visits.inspect, name="inspect"),
    path("permintaan/<uuid:line>/jawab/", visits.answer, name="answer"),
    path("<slug:slug>/", lists.record_list, name="list"),
    path("<slug:slug>/unduh.<str:form>", exports.export, name="export"),
    path("<slug:slug>/baru/", editing.add, name="add"),
    path("<slug:slug>/<uuid:line>/", lists.detail, name="detail"),
    path("<slug:slug>/<uuid:line>/ubah/", editing.change, name="change"),
    path("<slug:slug>/<uuid:line>/hapus/", editing.remove, name="remove"),
]
