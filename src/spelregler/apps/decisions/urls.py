from django.urls import path

from spelregler.apps.decisions.pages.assignments import views as assignments
from spelregler.apps.decisions.pages.decisions import views as decisions
from spelregler.apps.decisions.pages.questions import views as questions

app_name = "decisions"
urlpatterns = [
    path("beslut/", decisions.decisions, name="list"),
    path("beslut/nytt/", decisions.new, name="new"),
    path("beslut/uppdrag/", assignments.assignments, name="assignments"),
    path("beslut/uppdrag/<id:pk>/", assignments.assignment, name="assignment"),
    path("beslut/uppdrag/<id:pk>/aterrapport/", assignments.report, name="report_back"),
    path("beslut/uppdrag/<id:pk>/effekt/", assignments.effect, name="tell_effect"),
    path("beslut/uppdrag/<id:pk>/ny-dag/", assignments.later_day, name="later_day"),
    path("beslut/fragor/", questions.questions, name="questions"),
    path("beslut/fragor/ny/", questions.ask, name="ask"),
    path("beslut/fragor/<id:pk>/", questions.question, name="question"),
    path("beslut/fragor/<id:pk>/svar/", questions.answer, name="answer_question"),
    path("beslut/<id:pk>/", decisions.decision, name="decision"),
    path("beslut/<id:pk>/uppdrag/", decisions.assign, name="assign"),
]
