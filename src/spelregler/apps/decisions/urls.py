from django.urls import path

from spelregler.apps.decisions import assignment_views, views

app_name = "decisions"
urlpatterns = [
    path("beslut/", views.decisions, name="list"),
    path("beslut/nytt/", views.new, name="new"),
    path("beslut/uppdrag/", assignment_views.assignments, name="assignments"),
    path("beslut/uppdrag/<id:pk>/", assignment_views.assignment, name="assignment"),
    path("beslut/uppdrag/<id:pk>/aterrapport/", assignment_views.report, name="report_back"),
    path("beslut/uppdrag/<id:pk>/effekt/", assignment_views.effect, name="tell_effect"),
    path("beslut/uppdrag/<id:pk>/ny-dag/", assignment_views.later_day, name="later_day"),
    path("beslut/<id:pk>/", views.decision, name="decision"),
    path("beslut/<id:pk>/uppdrag/", views.assign, name="assign"),
]
