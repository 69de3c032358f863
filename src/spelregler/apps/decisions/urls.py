from django.urls import path, re_path

from spelregler.apps.decisions.pages.assignments import views as assignments
from spelregler.apps.decisions.pages.decisions import views as decisions
from spelregler.apps.decisions.pages.flags import views as flags
from spelregler.apps.decisions.pages.questions import views as questions

app_name = "decisions"
urlpatterns = [
    path("beslut/", decisions.decisions, name="list"),
    path("beslut/nytt/", decisions.new, name="new"),
    path("beslut/uppdrag/", assignments.assignments, name="assignments"),
    path("beslut/uppdrag/<id:pk>/", assignments.assignment, name="assignment"),
    path("beslut/uppdrag/<id:pk>/aterrapport/", assignments.report, name="report_back"),
    path("beslut/uppdrag/<id:pk>/effekt/", assignments.effect, name="tell_effect"),
    path("beslut/uppdrag/<id:pk>/vidare/", assignments.pass_on, name="pass_on"),
    path("beslut/uppdrag/enhet/<id:pk>/rapport/", assignments.unit_report, name="unit_report"),
    re_path(
        r"^beslut/uppdrag/lista/(?P<code>[a-z0-9-]+)\.(?P<kind>pdf|docx)$", assignments.listed, name="assignment_list"
    ),
    path("beslut/uppdrag/<id:pk>/ny-dag/", assignments.later_day, name="later_day"),
    path("beslut/fragor/", questions.questions, name="questions"),
    path("beslut/fragor/ny/", questions.ask, name="ask"),
    path("beslut/fragor/<id:pk>/", questions.question, name="question"),
    path("beslut/fragor/<id:pk>/svar/", questions.answer, name="answer_question"),
    path("beslut/samtal/", flags.listed, name="flags"),
    path("beslut/samtal/<id:pk>/hallet/", flags.talked, name="flag_talked"),
    path("beslut/samtal/<id:pk>/ta-tillbaka/", flags.withdraw, name="withdraw_flag"),
    path("beslut/<id:pk>/markera/", flags.flag, name="flag"),
    path("beslut/<id:pk>/", decisions.decision, name="decision"),
    path("beslut/<id:pk>/uppdrag/", decisions.assign, name="assign"),
]
