from django.urls import path, re_path

from spelregler.apps.evaluation.pages.account import views as account
from spelregler.apps.evaluation.pages.answering import views as answering
from spelregler.apps.evaluation.pages.assessing import views as assessing
from spelregler.apps.evaluation.pages.evidence_file import views as evidence_file
from spelregler.apps.evaluation.pages.overruling import views as overruling
from spelregler.apps.evaluation.pages.overview import views as overview
from spelregler.apps.evaluation.pages.survey_file import views as survey_file
from spelregler.apps.evaluation.pages.surveys import views as surveys
from spelregler.apps.evaluation.pages.yearly import views as yearly
from spelregler.apps.evaluation.pages.years import views as years

app_name = "evaluation"
urlpatterns = [
    path("bedomningar/", overview.assessments, name="list"),
    path("bedomningar/<id:pk>/ta-tillbaka/", answering.withdraw, name="withdraw"),
    path("bedomningar/<id:pk>/invand/", answering.object_to, name="object"),
    path("bedomningar/underlag/<id:pk>/", evidence_file.save, name="file"),
    path("bedomningar/overprova/<code:kind>/<code:code>/<code:clause>/", overruling.overrule, name="overrule"),
    path("bedomningar/<code:kind>/<code:code>/<code:clause>/", assessing.assess, name="assess"),
    path("enkater/", surveys.surveys, name="surveys"),
    path("enkater/nytt/", surveys.new, name="new_survey"),
    path("enkater/<id:pk>/ta-tillbaka/", surveys.withdraw, name="withdraw_survey"),
    path("enkater/fil/", survey_file.start, name="survey_file"),
    re_path(r"^enkater/fil/enkater\.(?P<form>xlsx|csv)$", survey_file.template, name="survey_file_template"),
    path("enkater/fil/prova/", survey_file.upload, name="survey_file_upload"),
    path("enkater/fil/plan/", survey_file.plan, name="survey_file_plan"),
    path("enkater/fil/lagra/", survey_file.store, name="survey_file_store"),
    path("utvardering/", years.years, name="years"),
    path("utvardering/<year:year>/", years.year, name="year"),
    path("utvardering/<year:year>/<code:code>/", yearly.evaluation, name="yearly"),
    path("utvardering/<year:year>/<code:code>/svar/", yearly.write_answers, name="yearly_answers"),
    path("utvardering/<year:year>/<code:code>/del/", yearly.part, name="yearly_part"),
    path("utvardering/<year:year>/<code:code>/forslag/", yearly.improvements, name="yearly_improvements"),
    path("utvardering/<year:year>/<code:code>/beslut/", yearly.enter_decision, name="yearly_decision"),
    path("utvardering/<year:year>/<code:code>/ratta/", yearly.correct, name="yearly_correct"),
    path("utvardering/<year:year>/<code:code>/word/", yearly.word, name="yearly_word"),
    path("utvardering/<year:year>/<code:code>/pdf/", yearly.pdf, name="yearly_pdf"),
    path("redogorelse/<year:year>/", account.account, name="account"),
    path("redogorelse/<year:year>/svar/", account.write_answer, name="account_answer"),
    path("redogorelse/<year:year>/beslut/", account.enter_decision, name="account_decision"),
    path("redogorelse/<year:year>/lamnad/", account.hand_over, name="account_handed_over"),
    path("redogorelse/<year:year>/ny/", account.correct, name="account_correct"),
    path("redogorelse/<year:year>/word/", account.word, name="account_word"),
    path("redogorelse/<year:year>/pdf/", account.pdf, name="account_pdf"),
]
