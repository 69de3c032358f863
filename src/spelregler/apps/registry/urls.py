from django.urls import path, re_path

from spelregler.apps.registry.pages.asking import views as asking
from spelregler.apps.registry.pages.case import views as case
from spelregler.apps.registry.pages.cases import views as cases
from spelregler.apps.registry.pages.cases_file.views import TABLE as cases_file
from spelregler.apps.registry.pages.disposal import views as disposal
from spelregler.apps.registry.pages.memo import views as memo
from spelregler.apps.registry.pages.plan_file import views as plan_file
from spelregler.apps.registry.pages.records import views as records
from spelregler.apps.registry.pages.settings import views as settings

app_name = "registry"
CODE, FORM = r"(?P<code>[a-z0-9_-]{1,60})", r"(?P<form>xlsx|csv)"
urlpatterns = [
    path("diariet/", cases.cases, name="list"),
    path("diariet/nytt/", cases.new, name="new"),
    path("diariet/nummer-och-mall/", settings.settings, name="settings"),
    path("diariet/be-om/<code:code>/", asking.ask, name="ask_for_case"),
    path("diariet/be-om/<id:pk>/svara/", asking.decline, name="decline_case"),
    path("diariet/fil-med-arenden/", cases_file.start, name="cases_file"),
    re_path(rf"^diariet/fil-med-arenden/tabell\.{FORM}$", cases_file.template, name="cases_file_template"),
    path("diariet/fil-med-arenden/prova/", cases_file.upload, name="cases_file_upload"),
    path("diariet/fil-med-arenden/plan/", cases_file.plan, name="cases_file_plan"),
    path("diariet/fil-med-arenden/lagra/", cases_file.store, name="cases_file_store"),
    path("diariet/gallring/", disposal.start, name="disposal"),
    path("diariet/gallring/plan/<id:pk>/", disposal.written, name="disposal_written"),
    path("diariet/gallring/plan/<id:pk>/rad/", disposal.new_kind, name="new_kind"),
    path("diariet/gallring/plan/<id:pk>/gilla/", disposal.enter, name="enter_plan"),
    path("diariet/gallring/plan/<id:pk>/kasta/", disposal.drop, name="drop_plan"),
    path("diariet/gallring/rad/<id:pk>/", disposal.kind, name="kind"),
    path("diariet/gallring/rad/<id:pk>/ta-bort/", disposal.drop_kind, name="drop_kind"),
    path("diariet/gallring/<code:code>/", disposal.plan, name="disposal_plan"),
    re_path(
        rf"^diariet/gallring/{CODE}/gallringsplan\.{FORM}$",
        disposal.table,
        name="plan_table",
    ),
    path("diariet/gallring/<code:code>/ny/", disposal.new, name="new_plan"),
    path("diariet/gallring/<code:code>/gallra/", disposal.dispose, name="dispose"),
    path("diariet/gallring/<code:code>/fil/", plan_file.start, name="plan_file"),
    path("diariet/gallring/<code:code>/fil/prova/", plan_file.upload, name="plan_file_upload"),
    path("diariet/gallring/<code:code>/fil/plan/", plan_file.plan, name="plan_file_plan"),
    path("diariet/gallring/<code:code>/fil/lagra/", plan_file.store, name="plan_file_store"),
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
    path("diariet/handling/<id:pk>/slag/", records.say_kind, name="say_kind"),
    path("diariet/handling/<id:pk>/kasta/", records.throw_away, name="throw_away"),
    path("diariet/fil/<id:pk>/", records.save, name="file"),
    path("diariet/prova/<code:what>/<id:pk>/<code:field>/", records.mark, name="mark"),
    path("diariet/tjansteskrivelse/<id:pk>/", memo.memo, name="memo"),
    path("diariet/tjansteskrivelse/<id:pk>/signera/", memo.sign, name="sign_memo"),
    path("diariet/tjansteskrivelse/<id:pk>/word/", memo.word, name="memo_word"),
    path("diariet/tjansteskrivelse/<id:pk>/pdf/", memo.pdf, name="memo_pdf"),
]
