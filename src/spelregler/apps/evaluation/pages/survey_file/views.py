"""Many results by file: the table is fetched, shown with what it says, and stored."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.file_page import FileForm, TablePages, as_shown
from spelregler.apps.acting.form_page import only_sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.evaluation.access.surveys import must_enter_some
from spelregler.apps.evaluation.files import survey_file
from spelregler.apps.evaluation.files.survey_file import COLUMNS
from spelregler.apps.evaluation.pages.surveys import presenters
from spelregler.apps.organisation.queries.departments import departments
from spelregler.platform.table_files import FORMS, as_file
from spelregler.ui import formatting
from spelregler.ui.page import Page


def start(request: Request) -> HttpResponse:
    """Fetch the table, or choose the one that is filled in."""
    must_enter_some(request.acting_role)
    return _pages(request).start(FileForm())


def template(request: Request, form: str) -> HttpResponse:
    """A row for each question that the role enters, and each department."""
    acting_role = request.acting_role
    themes = must_enter_some(acting_role)
    codes = [each.code for each in departments(as_of=acting_role.today)]
    data = survey_file.template(themes=themes, departments=codes, form=FORMS[form][0], language=acting_role.language)
    return as_file(data, f"enkater.{form}")


@only_sent
def upload(request: Request) -> HttpResponse:
    """The table is put aside, and shown with what it says. Nothing is stored."""
    must_enter_some(request.acting_role)
    return _pages(request).upload(FileForm(request.POST, request.FILES), look=lambda: _bring(request, store=False))


def plan(request: Request) -> HttpResponse:
    """What the table says; storing it is one button further on."""
    language = request.acting_role.language
    shown = as_shown(_bring(request, store=False), language)
    themes = presenters.theme_words(language)
    rows = [
        (themes[each.theme], each, presenters.figure(each.measure, formatting.number(each.value, language), language))
        for each in shown["rows"]
    ]
    return _pages(request).plan({**shown, "rows": rows})


@require_POST
def store(request: Request) -> HttpResponse:
    """The table that was shown is recorded, all of it or nothing."""
    found, pages = _bring(request, store=True), _pages(request)
    if found.faults_in_all:
        return pages.plan_again()
    count = len(found.rows)
    words = ngettext("%(n)d result is recorded.", "%(n)d results are recorded.", count) % {"n": count}
    return pages.stored(words, reverse("evaluation:surveys"))


def _bring(request: Request, *, store: bool) -> survey_file.SurveyFile:
    acting_role = request.acting_role
    themes = must_enter_some(acting_role)
    return survey_file.bring(
        **_pages(request).held.given(),
        themes=themes,
        store=store,
        today=acting_role.today,
        role=acting_role.role,
        who=acting_role.who,
    )


def _pages(request: Request) -> TablePages:
    title = _("Survey results by file")

    def page(path: str) -> Page:
        return page_shell(
            request,
            title=title,
            lead=_("Fetch the table, fill it in, and bring it back. Nothing is stored before you have seen it."),
            crumbs=[(_("Survey results"), reverse("evaluation:surveys")), (title, "")],
            current="evaluation:surveys",
            modules=("WORK", "CIT"),
            can_travel=False,
            path=path,
        )

    words = {
        "fetched": _("It has a row for each question and department. A row without answers and figure is left out."),
        "note": _("Fewer than ten answers are refused, and nothing of the table is stored then."),
        "store": _("Record the results"),
    }
    return TablePages(
        request,
        name="evaluation:survey_file",
        template="evaluation/survey_file.html",
        page=page,
        words=words,
        fetched_at="evaluation:survey_file_template",
        columns=COLUMNS,
    )
