from django.urls import path

from spelregler.apps.goals import missed_views, value_views, views

app_name = "goals"
urlpatterns = [
    path("mal/", views.tree, name="tree"),
    path("mal/agare/", views.owners, name="owners"),
    path("mal/agare/lamna/", views.hand_on, name="hand_on"),
    path("mal/rapportera/", value_views.report, name="report"),
    path("mal/godkann/", value_views.approve, name="approve"),
    path("mal/godkann/svar/", value_views.decide, name="decide_value"),
    path("mal/perioder/", value_views.period_list, name="periods"),
    path("mal/perioder/andra/", value_views.set_period, name="set_period"),
    path("mal/missade/", missed_views.missed_list, name="missed"),
    path("mal/missade/<slug:key>/", missed_views.answer, name="answer_miss"),
    path("mal/<slug:code>/", views.goal, name="goal"),
]
