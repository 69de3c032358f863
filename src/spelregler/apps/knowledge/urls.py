from django.urls import path, re_path

from spelregler.apps.knowledge.pages.audiences import views as audiences
from spelregler.apps.knowledge.pages.body import views as body
from spelregler.apps.knowledge.pages.course import views as course
from spelregler.apps.knowledge.pages.file import views as file
from spelregler.apps.knowledge.pages.unit import views as unit

app_name = "knowledge"
urlpatterns = [
    path("kunskap/", audiences.audiences, name="audiences"),
    path("kunskap/kurs/", course.start, name="course"),
    path("kunskap/kurs/utskrift/", course.handout, name="handout"),
    path("kunskap/kurs/<id:number>/", course.slide, name="slide"),
    path("kunskap/enhet/<code:code>/", unit.unit, name="unit"),
    path("kunskap/genomgang/<id:pk>/ta-tillbaka/", unit.withdraw, name="withdraw"),
    path("kunskap/organ/<code:code>/", body.body, name="body"),
    path("kunskap/organ/<code:code>/egenkontroll/", body.self_check, name="self_check"),
    path("kunskap/narvaro/<id:pk>/ta-tillbaka/", body.withdraw, name="withdraw_attendance"),
    path("kunskap/fil/", file.start, name="file"),
    re_path(r"^kunskap/fil/policyn\.(?P<form>xlsx|csv)$", file.template, name="file_template"),
    path("kunskap/fil/prova/", file.upload, name="file_upload"),
    path("kunskap/fil/plan/", file.plan, name="file_plan"),
    path("kunskap/fil/lagra/", file.store, name="file_store"),
]
