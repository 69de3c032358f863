from django.urls import path, re_path

from spelregler.apps.goals import (
    file_views,
    job_views,
    missed_views,
    planning_views,
    rolling_views,
    value_file_views,
    value_views,
    views,
)

app_name = "goals"
urlpatterns = [
    path("mal/", views.tree, name="tree"),
    path("mal/agare/", views.owners, name="owners"),
    path("mal/agare/lamna/", views.hand_on, name="hand_on"),
    path("mal/fil/", file_views.plan, name="plan_file"),
    re_path(r"^mal/fil/plan\.(?P<form>xlsx|csv)$", file_views.download, name="plan_download"),
    path("mal/fil/prova/", file_views.try_plan, name="plan_try"),
    path("mal/fil/lagra/", file_views.store_plan, name="plan_store"),
    path("mal/rapportera/", value_views.report, name="report"),
    path("mal/godkann/", value_views.approve, name="approve"),
    path("mal/godkann/svar/", value_views.decide, name="decide_value"),
    path("mal/perioder/", value_views.period_list, name="periods"),
    path("mal/perioder/andra/", value_views.set_period, name="set_period"),
    path("mal/missade/", missed_views.missed_list, name="missed"),
    path("mal/missade/<slug:key>/", missed_views.answer, name="answer_miss"),
    path("mal/varden/fil/", value_file_views.start, name="value_file"),
    re_path(r"^mal/varden/fil/varden\.(?P<form>xlsx|csv)$", value_file_views.download, name="value_download"),
    path("mal/varden/fil/prova/", value_file_views.try_values, name="value_try"),
    path("mal/varden/fil/<uuid:work>/", value_file_views.work, name="value_work"),
    path("mal/varden/fil/<uuid:work>/skicka/", value_file_views.submit, name="value_submit"),
    path("mal/stilla/", planning_views.idle, name="idle"),
    path("mal/planer/", planning_views.chain, name="chain"),
    path("mal/planer/<int:year>/<slug:kind>/<slug:code>/", planning_views.plan, name="owner_plan"),
    path("mal/planer/<int:year>/<slug:kind>/<slug:code>/beslut/", planning_views.decide, name="decide_plan"),
    path("mal/planer/<int:year>/<slug:kind>/<slug:code>/overfor/", rolling_views.roll_over, name="roll_over"),
    path("mal/uppdrag/", job_views.mine, name="my_assignment"),
    path("mal/uppdrag/<slug:code>/", job_views.of_unit, name="unit_assignments"),
    path("mal/uppdrag/<slug:code>/<slug:person>/", job_views.of_person, name="assignment"),
    path("mal/<slug:code>/", views.goal, name="goal"),
]
