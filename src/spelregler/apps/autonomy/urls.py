from django.urls import path

from spelregler.apps.autonomy import line_views, review_views, signal_views, views

app_name = "autonomy"
urlpatterns = [
    path("enheter/", views.field, name="field"),
    path("enheter/begransningar/", review_views.limits, name="limits"),
    path("ingripande/<int:pk>/omprovning/", review_views.review, name="review"),
    path("enheter/<slug:code>/", views.unit, name="unit"),
    path("enheter/<slug:code>/flytta-pengar/", views.move_money, name="move_money"),
    path("enheter/<slug:code>/poster/", line_views.lines, name="lines"),
    path("enheter/<slug:code>/poster/ny/", line_views.set_line, name="set_line"),
    path("enheter/<slug:code>/poster/<int:number>/namn/", line_views.rename, name="rename_line"),
    path("enheter/<slug:code>/poster/flytt/<int:pk>/tillbaka/", line_views.move_back, name="move_back"),
    path("enheter/<slug:code>/prognos/", views.forecast, name="forecast"),
    path("enheter/<slug:code>/signal/", signal_views.open_signal, name="open_signal"),
    path("signal/<int:pk>/yttrande/", views.statement, name="statement"),
    path("signal/<int:pk>/stallning/", views.stand, name="stand"),
    path("signal/<int:pk>/ingripande/", views.intervene, name="intervene"),
    path("signal/<int:pk>/avsluta/", views.close, name="close"),
]
