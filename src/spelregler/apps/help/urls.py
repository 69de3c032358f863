from django.urls import path

from spelregler.apps.help import views

app_name = "help"
urlpatterns = [
    path("hjalp/", views.contents, name="contents"),
    path("hjalp/<code:manual>/", views.front, name="manual"),
    path("hjalp/<code:manual>/<code:slug>/", views.chapter, name="chapter"),
]
