from django.urls import path

from spelregler.apps.goals import views

app_name = "goals"
urlpatterns = [
    path("mal/", views.tree, name="tree"),
    path("mal/<slug:code>/", views.goal, name="goal"),
]
