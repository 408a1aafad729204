"""
Every address of the site.

Addresses speak Indonesian, as their readers do; names and code English.
"""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from sampai.web.api.service import api
from sampai.web.pages import views

rooms: list[URLPattern | URLResolver] = [
    path("", views.readiness, name="readiness"),
    path("ringkasan/", views.public, name="public"),
    path("data/", include("sampai.web.datasets.urls")),
    path("rencana/", include("sampai.web.plans.urls")),
    path("catatan/", include("sampai.web.records.urls")),
    path("tugas/", include("sampai.web.jobs.urls")),
    path("orang/", include("sampai.web.people.urls")),
    path("", include("sampai.web.supplies.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("bahasa/", views.set_language, name="set_language"),
    path("tema/", views.set_theme, name="set_theme"),
    path("bantuan/", views.help_page, name="help"),
    path("tentang/", views.about, name="about"),
    path("peta/", views.to_map, name="to_map"),
    path("cari/", views.search, name="search"),
    path("notifikasi/", views.notices, name="notices"),
    path("healthz", views.health, name="health"),
    path("masuk/", include("allauth.urls")),
    path("akun/", include("sampai.web.people.account_urls")),
    path("api/", api.urls),
    path("r/<slug:regency>/", include(rooms)),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("sampai.web.demo.urls")))

handler400 = "sampai.web.pages.errors.bad_request"
handler403 = "sampai.web.pages.errors.forbidden"
handler404 = "sampai.web.pages.errors.not_found"
handler500 = "sampai.web.pages.errors.server_error"
