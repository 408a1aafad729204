"""Addresses of the plans of a regency."""

from django.urls import path

from sampai.web.plans.views import (
    decisions,
    drawings,
    papers,
    plans,
    risk,
    trips,
    weather,
    whatif,
)

app_name = "plans"

urlpatterns = [
    path("", plans.plan_list, name="list"),
    path("baru/", plans.run, name="run"),
    path("banding/", plans.compare, name="compare"),
    path("peta/", drawings.map_page, name="map"),
    path("risiko/", risk.risk_page, name="risk"),
    path("harga/", risk.prices_page, name="prices"),
    path("cuaca/", weather.weather_page, name="weather"),
    path("<int:number>/", plans.detail, name="detail"),
    path("<int:number>/peta.json", drawings.map_json, name="map_json"),
    path("<int:number>/gantt/", drawings.gantt_page, name="gantt"),
    path("<int:number>/gantt.json", drawings.gantt_json, name="gantt_json"),
    path("<int:number>/risiko.json", risk.risk_json, name="risk_json"),
    path("<int:number>/perjalanan/", trips.trip_list, name="trips"),
    path(
        "<int:number>/perjalanan.<str:form>",
        trips.trip_export,
        name="trips_export",
    ),
    path("<int:number>/perjalanan/<str:trip_id>/", trips.trip, name="trip"),
    path("<int:number>/tps/<str:tps_id>/", trips.station, name="tps"),
    path("<int:number>/andai/", whatif.ask, name="whatif"),
    path("<int:number>/harga/", risk.start_prices, name="prices_start"),
    path("<int:number>/setujui/", decisions.approve_plan, name="approve"),
    path("<int:number>/terbitkan/", decisions.publish_plan, name="publish"),
    path("<int:number>/berkas/", papers.paper_list, name="papers"),
    path("<int:number>/berkas/buat/", papers.start, name="papers_start"),
    path(
        "<int:number>/berkas/<str:language>/<str:name>",
        papers.download,
        name="paper",
    ),
]
