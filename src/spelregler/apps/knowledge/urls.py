from django.urls import path, re_path

from spelregler.apps.knowledge.pages.file import views as file
from spelregler.apps.knowledge.pages.unit import views as unit

app_name = "knowledge"
urlpatterns = [
    path("kunskap/enhet/<code:code>/", unit.unit, name="unit"),
    path("kunskap/genomgang/<id:pk>/ta-tillbaka/", unit.withdraw, name="withdraw"),
    path("kunskap/fil/", file.start, name="file"),
    re_path(r"^kunskap/fil/policyn\.(?P<form>xlsx|csv)$", file.template, name="file_template"),
    path("kunskap/fil/prova/", file.upload, name="file_upload"),
    path("kunskap/fil/plan/", file.plan, name="file_plan"),
    path("kunskap/fil/lagra/", file.store, name="file_store"),
]
