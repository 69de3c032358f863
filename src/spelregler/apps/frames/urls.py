from django.urls import path

from spelregler.apps.frames import views

app_name = "frames"
urlpatterns = [
    path("ramar/", views.overview, name="overview"),
    path("ramar/<slug:code>/", views.committee, name="committee"),
]
