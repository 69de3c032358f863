from django.urls import path, re_path

from spelregler.apps.goals.pages.approval import views as approval
from spelregler.apps.goals.pages.corrections import views as corrections
from spelregler.apps.goals.pages.goal import views as goal
from spelregler.apps.goals.pages.indicators import views as indicators
from spelregler.apps.goals.pages.job_assignments import views as job_assignments
from spelregler.apps.goals.pages.key_measures import views as key_measures
from spelregler.apps.goals.pages.missed_targets import views as missed_targets
from spelregler.apps.goals.pages.ownership import views as ownership
from spelregler.apps.goals.pages.periods import views as periods
from spelregler.apps.goals.pages.plan_file import views as plan_file
from spelregler.apps.goals.pages.plans import revision_views, roll_over_views, views
from spelregler.apps.goals.pages.reporting import views as reporting
from spelregler.apps.goals.pages.running_year import views as running_year
from spelregler.apps.goals.pages.thread import views as thread
from spelregler.apps.goals.pages.value_file import views as value_file
from spelregler.apps.goals.pages.vision import views as vision

app_name = "goals"
urlpatterns = [
    path("mal/", thread.tree, name="tree"),
    path("mal/agare/", ownership.owners, name="owners"),
    path("mal/agare/lamna/", ownership.hand_on, name="hand_on"),
    path("mal/fil/", plan_file.plan, name="plan_file"),
    re_path(r"^mal/fil/plan\.(?P<form>xlsx|csv)$", plan_file.download, name="plan_download"),
    path("mal/fil/prova/", plan_file.try_plan, name="plan_try"),
    path("mal/fil/<uuid:begun>/", plan_file.follow, name="plan_work"),
    path("mal/fil/<uuid:begun>/lagra/", plan_file.store_plan, name="plan_store"),
    path("mal/matt/", indicators.indicator_list, name="indicators"),
    path("mal/matt/nytt/", indicators.new, name="new_indicator"),
    path("mal/matt/<code:code>/", indicators.one, name="indicator"),
    path("mal/matt/<code:code>/andra/", indicators.change, name="change_indicator"),
    path("mal/nyckelmatt/<code:kind>/<code:code>/", key_measures.key_measures, name="key_measures"),
    path("mal/nyckelmatt/<code:kind>/<code:code>/angra/", key_measures.undo, name="undo_key_measures"),
    path("mal/rapportera/", reporting.report, name="report"),
    path("mal/rapportera/ta-tillbaka/", reporting.take_back, name="take_back_value"),
    path("mal/godkann/", approval.approve, name="approve"),
    path("mal/godkann/svar/", approval.decide, name="decide_value"),
    path("mal/perioder/", periods.period_list, name="periods"),
    path("mal/perioder/andra/", periods.set_period, name="set_period"),
    path("mal/rattelser/", corrections.corrected, name="corrections"),
    path("mal/rattelser/period/", corrections.correct_period, name="correct_period"),
    path("mal/rattelser/malvarde/", corrections.correct_target, name="correct_target"),
    path("mal/rattelser/bedomning/", corrections.correct_judgement, name="correct_judgement"),
    path("mal/missade/", missed_targets.missed_list, name="missed"),
    path("mal/missade/<code:key>/", missed_targets.answer, name="answer_miss"),
    path("mal/varden/fil/", value_file.start, name="value_file"),
    re_path(r"^mal/varden/fil/varden\.(?P<form>xlsx|csv)$", value_file.download, name="value_download"),
    path("mal/varden/fil/prova/", value_file.try_values, name="value_try"),
    path("mal/varden/fil/<uuid:begun>/", value_file.follow, name="value_work"),
    path("mal/varden/fil/<uuid:begun>/skicka/", value_file.submit, name="value_submit"),
    path("mal/stilla/", views.idle, name="idle"),
    path("mal/planer/", views.chain, name="chain"),
    path("mal/planer/<year:year>/<code:kind>/<code:code>/", views.plan, name="owner_plan"),
    path("mal/planer/<year:year>/<code:kind>/<code:code>/beslut/", views.decide, name="decide_plan"),
    path("mal/planer/<year:year>/<code:kind>/<code:code>/ta-upp/", views.reopen, name="reopen_plan"),
    path("mal/planer/<year:year>/<code:kind>/<code:code>/overfor/", roll_over_views.roll_over, name="roll_over"),
    path("mal/planer/<year:year>/<code:kind>/<code:code>/overfor/angra/", roll_over_views.undo, name="undo_roll_over"),
    path("mal/uppdrag/", job_assignments.mine, name="my_assignment"),
    path("mal/uppdrag/<code:code>/", job_assignments.of_unit, name="unit_assignments"),
    path("mal/uppdrag/<code:code>/<code:person>/", job_assignments.of_person, name="assignment"),
    path("mal/uppdrag/<code:code>/<code:person>/genomgang/", job_assignments.follow_up, name="follow_up_assignment"),
    path("mal/vision/", vision.vision, name="vision"),
    path("mal/vision/ny/", vision.adopt, name="adopt_vision"),
    path("mal/vision/dialog/", vision.dialogue, name="vision_dialogue"),
    path("mal/vision/dialog/<id:pk>/", vision.feedback, name="vision_feedback"),
    path("mal/atgard/<code:code>/klar/", running_year.finish, name="finish_action"),
    path("mal/atgard/<code:code>/andra/", revision_views.change_action, name="change_action"),
    path("mal/<code:code>/tjanar/", revision_views.change_threads, name="change_threads"),
    path("mal/<code:code>/bedom/", running_year.judge, name="judge"),
    path("mal/<code:code>/malvarde/", running_year.aim, name="aim"),
    path("mal/<code:code>/samordning/", running_year.coordinate, name="coordinate"),
    path("mal/<code:code>/andra/", running_year.change, name="change_goal"),
    path("mal/<code:code>/", goal.goal, name="goal"),
]
