from django.urls import path, re_path

from spelregler.apps.autonomy.pages.budget_lines import views as budget_lines
from spelregler.apps.autonomy.pages.field import views as field
from spelregler.apps.autonomy.pages.how_limits import views as how_limits
from spelregler.apps.autonomy.pages.how_limits_file.views import TABLE as how_limits_file
from spelregler.apps.autonomy.pages.intervention import views as intervention
from spelregler.apps.autonomy.pages.reviews import views as reviews
from spelregler.apps.autonomy.pages.signals import views as signals
from spelregler.apps.autonomy.pages.unit import views as unit

app_name = "autonomy"
urlpatterns = [
    path("enheter/", field.field, name="field"),
    path("enheter/begransningar/", reviews.limits, name="limits"),
    path("enheter/begransningar/ny/", how_limits.new, name="new_how_limit"),
    path("enheter/begransningar/fil/", how_limits_file.start, name="how_limits_file"),
    re_path(
        r"^enheter/begransningar/begransningar\.(?P<form>xlsx|csv)$",
        how_limits_file.template,
        name="how_limits_file_template",
    ),
    path("enheter/begransningar/fil/prova/", how_limits_file.upload, name="how_limits_file_upload"),
    path("enheter/begransningar/fil/plan/", how_limits_file.plan, name="how_limits_file_plan"),
    path("enheter/begransningar/fil/lagra/", how_limits_file.store, name="how_limits_file_store"),
    path("begransning/<id:pk>/grund/", how_limits.ground, name="ground_of_limit"),
    path("begransning/<id:pk>/sluta/", how_limits.end, name="end_how_limit"),
    path("ingripande/<id:pk>/omprovning/", reviews.review, name="review"),
    path("enheter/<code:code>/", unit.unit, name="unit"),
    path("enheter/<code:code>/flytta-pengar/", unit.move_money, name="move_money"),
    path("enheter/<code:code>/poster/", budget_lines.lines, name="lines"),
    path("enheter/<code:code>/poster/flytta/", budget_lines.move, name="move_between_lines"),
    path("enheter/<code:code>/poster/ny/", budget_lines.set_line, name="set_line"),
    path("enheter/<code:code>/poster/<count:number>/namn/", budget_lines.rename, name="rename_line"),
    path("enheter/<code:code>/poster/flytt/<id:pk>/tillbaka/", budget_lines.move_back, name="move_back"),
    path("enheter/<code:code>/prognos/", unit.forecast, name="forecast"),
    path("enheter/<code:code>/begransar/", how_limits.new_at_unit, name="limit_at_unit"),
    path("enheter/<code:code>/signal/", signals.open_signal, name="open_signal"),
    path("signal/<id:pk>/yttrande/", intervention.statement, name="statement"),
    path("signal/<id:pk>/stallning/", intervention.stand, name="stand"),
    path("signal/<id:pk>/ingripande/", intervention.intervene, name="intervene"),
    path("signal/<id:pk>/avsluta/", intervention.close, name="close"),
]
