"""An occasion of reporting: what is in and what is missing, and the template that its reports are written by."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.rights import must
from spelregler.apps.followup import operations
from spelregler.apps.followup.access.reports import NEW, Action, may_open
from spelregler.apps.followup.models import Occasion, Section
from spelregler.apps.followup.pages.occasion import presenters
from spelregler.apps.followup.pages.occasion.forms import DepartmentSearch, SectionForm
from spelregler.apps.followup.pages.words import reports_page
from spelregler.apps.followup.queries import reports as queries
from spelregler.apps.organisation.queries.departments import departments
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import Pager, page_asked

ROWS = 50


def occasion(request: Request, pk: int) -> HttpResponse:
    """The departments' reports, or one department's with its units'; each with how far it has come."""
    acting_role, row = request.acting_role, _occasion(request, pk)
    known = [(each.code, acting_role.say(each.name, each.name_en)) for each in departments(as_of=acting_role.as_of)]
    search = DepartmentSearch(request.GET, departments=known)
    chosen = next((code for code, _name in known if code == search.said("forvaltning")), "")
    which = Q(occasion=row) & (Q(department__code=chosen) if chosen else ~Q(level="unit"))
    asked, kept = page_asked(request.GET.get("sida", "")), {"forvaltning": chosen, "per": request.GET.get("per", "")}
    pager = Pager.of(asked, total=queries.count_reports(which), most=ROWS, **kept)
    found = queries.states(which, as_of=acting_role.as_of, start=pager.start, most=ROWS)
    context = {
        "page": reports_page(request, row.title, lead=presenters.lead(row, acting_role.language)),
        "row": row,
        "search": search,
        "pager": pager,
        "rows": presenters.rows(found, queries.units_in(row, as_of=acting_role.as_of), acting_role),
        "is_one": bool(chosen),
        "opens": may_open(acting_role),
    }
    return render(request, "followup/occasion.html", context)


def template(request: Request, pk: int) -> HttpResponse:
    """The sections, with the figures that stand beside each; whoever opens occasions changes them here."""
    row = _occasion(request, pk)
    page = reports_page(
        request, _("Template"), lead=_("The sections that every report at the occasion is written in."), occasion=row
    )
    opens = may_open(request.acting_role) and not queries.is_handed_in(row)
    context = {"page": page, "row": row, "sections": presenters.sections(row), "opens": opens}
    return render(request, "followup/template.html", context)


def new_section(request: Request, pk: int) -> HttpResponse:
    """A section is added last."""
    row = _occasion(request, pk)
    must(request.acting_role, Action.OPEN, NEW)
    return _section_form(request, row, None, title=_("Add a section"))


def section(request: Request, pk: int) -> HttpResponse:
    """A section is changed."""
    must(request.acting_role, Action.OPEN, NEW)
    row = _section(pk)
    return _section_form(request, row.occasion, row, title=row.title)


@require_POST
def drop_section(request: Request, pk: int) -> HttpResponse:
    """A section is taken out."""
    must(request.acting_role, Action.OPEN, NEW)
    row = _section(pk)
    operations.drop_section(section=row, who=request.acting_role.who)
    return done(request, _("The section is taken out."), _template(row.occasion))


def _section_form(request: Request, row: Occasion, was: Section | None, *, title: str) -> HttpResponse:
    form, back = SectionForm(sent(request), was=was), _template(row)
    if form.carried_out(
        lambda _told: operations.put_section(occasion=row, said=form.said(), was=was, who=request.acting_role.who)
    ):
        return done(request, _("It is saved."), back)
    between = ((_("Template"), back),)
    page = reports_page(request, title, occasion=row, between=between, can_travel=False)
    return form_page(request, page, form, button=_("Save the section"), back=back)


def _template(row: Occasion) -> str:
    return reverse("followup:template", args=[row.pk])


def _occasion(request: Request, pk: int) -> Occasion:
    found = queries.occasion_by_pk(pk, as_of=request.acting_role.as_of)
    if found is None:
        raise NotVisible(Words("There is no such report."), way=Words("Go to Reports and choose there."))
    return found


def _section(pk: int) -> Section:
    found = queries.section_by_pk(pk)
    if found is None:
        raise NotVisible(Words("There is no such section."), way=Words("Go to Reports and choose there."))
    return found
