"""What surveys answered: everybody reads the figures, HR and the controller enter them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.evaluation import operations
from spelregler.apps.evaluation.access.surveys import must_enter, must_enter_some, themes_entered
from spelregler.apps.evaluation.operations import Surveyed
from spelregler.apps.evaluation.pages.surveys import presenters
from spelregler.apps.evaluation.pages.surveys.forms import ResultForm, ResultSearch, WithdrawForm
from spelregler.apps.evaluation.queries.surveys import recorded_results, result_by_pk
from spelregler.apps.organisation.models import Department
from spelregler.apps.organisation.queries.departments import departments
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import Page


def surveys(request: Request) -> HttpResponse:
    """The results, the newest first, of one question or of all."""
    acting_role = request.acting_role
    themes = presenters.theme_words(acting_role.language)
    search = ResultSearch(request.GET, themes=themes)
    own, is_now = themes_entered(acting_role), acting_role.as_of == acting_role.today
    found = recorded_results(as_of=acting_role.as_of, theme=search.said("fraga"))
    lead = _("What employees and residents answer, as figures of at least ten answers. Nobody's own answer is kept.")
    context = {
        "page": _page(request, _("Survey results"), lead),
        "search": search,
        "rows": presenters.rows(found, own=own, is_now=is_now, language=acting_role.language),
        "may_enter": bool(own) and is_now,
    }
    return render(request, "evaluation/surveys.html", context)


def new(request: Request) -> HttpResponse:
    """One result is entered; several come by file."""
    acting_role = request.acting_role
    own = must_enter_some(acting_role)
    words = presenters.theme_words(acting_role.language)
    places = [(each.code, acting_role.say(each.name, each.name_en)) for each in departments(as_of=acting_role.today)]
    form = ResultForm(
        sent(request), themes={each: words[each] for each in own}, departments=places, today=acting_role.today
    )

    def act(said: dict[str, object]) -> object:
        code = said.pop("department")
        department = Department.objects.filter(code=code).first() if code else None
        result = Surveyed(department=department, **said)  # type: ignore[arg-type]  # the form's own fields
        return operations.record_results(
            said=[result], today=acting_role.today, role=acting_role.role, who=acting_role.who
        )

    if form.carried_out(act):
        return done(request, _("The result is recorded."), reverse("evaluation:surveys"))
    page = _page(request, _("Record a survey result"), "", above=True)
    return form_page(request, page, form, button=_("Record"), back=reverse("evaluation:surveys"))


def withdraw(request: Request, pk: int) -> HttpResponse:
    """What was recorded by mistake counts no longer."""
    acting_role, row = request.acting_role, result_by_pk(pk=pk)
    if row is None:
        raise NotVisible(Words("That is not here."), way=Words("Go back and choose again."))
    must_enter(acting_role, row.theme)
    form, back = WithdrawForm(sent(request)), reverse("evaluation:surveys")
    if form.carried_out(
        lambda said: operations.withdraw_result(result=row, on=acting_role.today, who=acting_role.who, **said)
    ):
        return done(request, _("It counts no longer."), back)
    page = _page(request, _("Take back what was recorded"), "", above=True)
    return form_page(request, page, form, button=_("Take it back"), back=back)


def _page(request: Request, title: str, lead: str, *, above: bool = False) -> Page:
    crumbs = [(_("Survey results"), reverse("evaluation:surveys")), (title, "")] if above else []
    return page_shell(
        request,
        title=title,
        lead=lead,
        crumbs=crumbs,
        current="evaluation:surveys",
        modules=("WORK", "CIT"),
        can_travel=not above,
    )
