from django.urls import path

from spelregler.apps.autonomy import line_views, review_views, signal_views, views

app_name = "autonomy"
urlpatterns = [
    path("enheter/", views.field, name="field"),
    path("enheter/begransningar/", review_views.limits, name="limits"),
    path("ingripande/<id:pk>/omprovning/", review_views.review, name="review"),
    path("enheter/<code:code>/", views.unit, name="unit"),
    path("enheter/<code:code>/flytta-pengar/", views.move_money, name="move_money"),
    path("enheter/<code:code>/poster/", line_views.lines, name="lines"),
    path("enheter/<code:code>/poster/ny/", line_views.set_line, name="set_line"),
    path("enheter/<code:code>/poster/<count:number>/namn/", line_views.rename, name="rename_line"),
    path("enheter/<code:code>/poster/flytt/<id:pk>/tillbaka/", line_views.move_back, name="move_back"),
    path("enheter/<code:code>/prognos/", views.forecast, name="forecast"),
    path("enheter/<code:code>/signal/", signal_views.open_signal, name="open_signal"),
    path("signal/<id:pk>/yttrande/", views.statement, name="statement"),
    path("signal/<id:pk>/stallning/", views.stand, name="stand"),
    path("signal/<id:pk>/ingripande/", views.intervene, name="intervene"),
    path("signal/<id:pk>/avsluta/", views.close, name="close"),
]
