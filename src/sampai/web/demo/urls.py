"""Addresses that only the demo has."""

from django.urls import path

from sampai.web.demo import views

app_name = "demo"

urlpatterns = [
    path("", views.roles, name="roles"),
    path("masuk/", views.enter, name="enter"),
]
