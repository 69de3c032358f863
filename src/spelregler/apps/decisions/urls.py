from django.urls import path

from spelregler.apps.decisions import views

app_name = "decisions"
urlpatterns = [
    path("beslut/", views.decisions, name="list"),
    path("beslut/<int:pk>/", views.decision, name="decision"),
    path("beslut/<int:pk>/uppdrag/", views.assign, name="assign"),
]
