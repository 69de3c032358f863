from django.urls import path

from spelregler.apps.evaluation.pages.answering import views as answering
from spelregler.apps.evaluation.pages.assessing import views as assessing
from spelregler.apps.evaluation.pages.evidence_file import views as evidence_file
from spelregler.apps.evaluation.pages.overruling import views as overruling
from spelregler.apps.evaluation.pages.overview import views as overview

app_name = "evaluation"
urlpatterns = [
    path("bedomningar/", overview.assessments, name="list"),
    path("bedomningar/<id:pk>/ta-tillbaka/", answering.withdraw, name="withdraw"),
    path("bedomningar/<id:pk>/invand/", answering.object_to, name="object"),
    path("bedomningar/underlag/<id:pk>/", evidence_file.save, name="file"),
    path("bedomningar/overprova/<code:kind>/<code:code>/<code:clause>/", overruling.overrule, name="overrule"),
    path("bedomningar/<code:kind>/<code:code>/<code:clause>/", assessing.assess, name="assess"),
]
