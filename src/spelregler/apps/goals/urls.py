from django.urls import path

from spelregler.apps.goals import views

app_name = "goals"
urlpatterns = [
    path("mal/", views.tree, name="tree"),
    path("mal/agare/", views.owners, name="owners"),
    path("mal/agare/lamna/", views.hand_on, name="hand_on"),
    path("mal/<slug:code>/", views.goal, name="goal"),
]
