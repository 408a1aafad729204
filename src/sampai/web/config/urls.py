"""
Every address of the site.

Addresses speak Indonesian, as their readers do; names and code English.
"""

from django.urls import include, path

urlpatterns = [
    path("masuk/", include("allauth.urls")),
]
