from django.urls import path

from spelregler.apps.control.pages.plan import views as plan
from spelregler.apps.control.pages.start import views as start

app_name = "control"
urlpatterns = [
    path("intern-kontroll/", start.start, name="start"),
    path("intern-kontroll/<year:year>/<code:code>/", plan.plan, name="plan"),
    path("intern-kontroll/<year:year>/<code:code>/borja/", plan.begin, name="begin"),
    path("intern-kontroll/<year:year>/<code:code>/risk/", plan.new_risk, name="new_risk"),
    path("intern-kontroll/<year:year>/<code:code>/beslut/", plan.decide, name="decide"),
    path("intern-kontroll/<year:year>/<code:code>/rapport/", plan.report, name="report"),
    path("intern-kontroll/<year:year>/<code:code>/rapport.docx", plan.word, name="word"),
    path("intern-kontroll/<year:year>/<code:code>/rapport.pdf", plan.pdf, name="pdf"),
    path("intern-kontroll/risk/<id:pk>/", plan.risk, name="risk"),
    path("intern-kontroll/risk/<id:pk>/ta-bort/", plan.drop_risk, name="drop_risk"),
    path("intern-kontroll/risk/<id:pk>/kontroll/", plan.new_control, name="new_control"),
    path("intern-kontroll/kontroll/<id:pk>/", plan.control, name="control"),
    path("intern-kontroll/kontroll/<id:pk>/ta-bort/", plan.drop_control, name="drop_control"),
    path("intern-kontroll/kontroll/<id:pk>/resultat/", plan.result, name="result"),
    path("intern-kontroll/resultat/<id:pk>/fil/", plan.evidence, name="evidence"),
    path("intern-kontroll/resultat/<id:pk>/ta-tillbaka/", plan.withdraw, name="withdraw"),
    path("intern-kontroll/avvikelse/<id:pk>/", plan.close, name="close"),
]
