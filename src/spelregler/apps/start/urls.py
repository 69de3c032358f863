from django.urls import path

from spelregler.apps.start import views

app_name = "start"
urlpatterns = [
    path("", views.checklist, name="checklist"),
    path("dag/", views.day, name="day"),
    path("administratorer/", views.administrators, name="administrators"),
]
