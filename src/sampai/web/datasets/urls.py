"""Addresses of the data of a regency."""

from django.urls import path

from sampai.web.datasets import views

app_name = "datasets"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("tabel/<slug:table>/", views.table, name="table"),
    path("ekspor/<slug:form>/", views.export, name="export"),
    path("templat/", views.template, name="template"),
    path("impor/", views.send, name="import"),
    path("impor/<uuid:upload>/", views.imported, name="imported"),
    path(
        "impor/<uuid:upload>/perubahan/<slug:table>/",
        views.changes,
        name="changes",
    ),
    path("impor/<uuid:upload>/ditolak/", views.refused, name="refused"),
    path("impor/<uuid:upload>/perbaiki/", views.mend, name="mend"),
    path("impor/<uuid:upload>/periksa/", views.check, name="check"),
    path("impor/<uuid:upload>/berlakukan/", views.take, name="take"),
]
