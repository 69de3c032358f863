from django.urls import path

from spelregler.apps.evaluation.pages.assessing import views as assessing
from spelregler.apps.evaluation.pages.overview import views as overview

app_name = "evaluation"
urlpatterns = [
    path("bedomningar/", overview.assessments, name="list"),
    path("bedomningar/<id:pk>/ta-tillbaka/", assessing.withdraw, name="withdraw"),
    path("bedomningar/<id:pk>/invand/", assessing.object_to, name="object"),
    path("bedomningar/<code:kind>/<code:code>/<code:clause>/", assessing.assess, name="assess"),
]
