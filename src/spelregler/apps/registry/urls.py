from django.urls import path

from spelregler.apps.registry.pages.case import views as case
from spelregler.apps.registry.pages.cases import views as cases
from spelregler.apps.registry.pages.memo import views as memo
from spelregler.apps.registry.pages.records import views as records
from spelregler.apps.registry.pages.settings import views as settings

app_name = "registry"
urlpatterns = [
    path("diariet/", cases.cases, name="list"),
    path("diariet/nytt/", cases.new, name="new"),
    path("diariet/nummer-och-mall/", settings.settings, name="settings"),
    path("diariet/<id:pk>/", case.case, name="case"),
    path("diariet/<id:pk>/andra/", case.change, name="change_case"),
    path("diariet/<id:pk>/part/", case.party, name="add_party"),
    path("diariet/<id:pk>/avsluta/", case.close, name="close_case"),
    path("diariet/<id:pk>/oppna/", case.reopen, name="reopen_case"),
    path("diariet/<id:pk>/handling/", records.add, name="add_record"),
    path("diariet/<id:pk>/tjansteskrivelse/", memo.begin, name="begin_memo"),
    path("diariet/handling/<id:pk>/", records.record, name="record"),
    path("diariet/handling/<id:pk>/andra/", records.change, name="change_draft"),
    path("diariet/handling/<id:pk>/fil/", records.new_file, name="add_file"),
    path("diariet/handling/<id:pk>/uppratta/", records.draw_up, name="draw_up"),
    path("diariet/handling/<id:pk>/kasta/", records.throw_away, name="throw_away"),
    path("diariet/fil/<id:pk>/", records.save, name="file"),
    path("diariet/prova/<code:what>/<id:pk>/<code:field>/", records.mark, name="mark"),
    path("diariet/tjansteskrivelse/<id:pk>/", memo.memo, name="memo"),
    path("diariet/tjansteskrivelse/<id:pk>/signera/", memo.sign, name="sign_memo"),
    path("diariet/tjansteskrivelse/<id:pk>/word/", memo.word, name="memo_word"),
    path("diariet/tjansteskrivelse/<id:pk>/pdf/", memo.pdf, name="memo_pdf"),
]
