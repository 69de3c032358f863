"""An occasion as documents: each committee's report and the whole municipality's, with the figures behind them."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting import report_files
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.followup.access.reports import REPORT
from spelregler.apps.followup.models import Occasion
from spelregler.apps.followup.pages.occasion import whole_presenters
from spelregler.apps.followup.pages.occasion.whole_presenters import Gathered
from spelregler.apps.followup.pages.report.figure_presenters import about_report, workbook
from spelregler.apps.followup.pages.words import period_words, place_of, reports_page
from spelregler.apps.followup.queries import reports as queries
from spelregler.apps.followup.queries.figures import kept_figures_of
from spelregler.apps.followup.queries.templates import looks
from spelregler.apps.organisation.models import Body
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.table_files import as_file

KINDS = {"word": "docx", "pdf": "pdf"}


def documents(request: Request, pk: int) -> HttpResponse:
    """The whole and each committee that has a report which the reader may read."""
    acting_role, row = request.acting_role, _occasion(request, pk)
    found = _readable(request, _states(request, row, None))
    bodies = {each.report.whose.code: each.report.whose for each in found if each.report.level != "municipality"}
    named = sorted((acting_role.say(each.name, each.name_en), code) for code, each in bodies.items())
    context = {
        "page": reports_page(
            request,
            _("As documents"),
            lead=_("What has been handed in, with pictures and tables. Word and PDF are made in the background."),
            occasion=row,
        ),
        "rows": [
            {"name": name, **{kind: _address(row, code, kind) for kind in (*KINDS, "excel")}}
            for name, code in [(_("The whole municipality"), ""), *named]
        ]
        if found
        else [],
    }
    return render(request, "followup/documents.html", context)


def whole(request: Request, pk: int, kind: str) -> HttpResponseBase:
    """The whole municipality's report."""
    return _document(request, _occasion(request, pk), None, kind)


def of_body(request: Request, pk: int, code: str, kind: str) -> HttpResponseBase:
    """One committee's."""
    row = _occasion(request, pk)
    body = Body.objects.filter(code=code).first()
    if body is None:
        raise _nothing()
    return _document(request, row, body, kind)


def _document(request: Request, row: Occasion, body: Body | None, kind: str) -> HttpResponseBase:
    acting_role, every = request.acting_role, _states(request, row, body)
    states = _readable(request, every)
    if not states or kind not in (*KINDS, "excel"):
        raise _nothing()
    keys = [each.seen.pk for each in states if each.seen]
    found = Gathered(
        occasion=row,
        states=states,
        texts=queries.kept_texts_of(keys),
        figures=kept_figures_of(keys),
        lacking=[place_of(each.report, acting_role.language) for each in every if each not in states],
    )
    title = whole_presenters.title_of(row, body, acting_role.language)
    name = f"rapport-{row.pk}-{body.code if body else 'hela'}"
    if kind == "excel":
        period = period_words(row, acting_role.language)
        about = about_report(title, period=period, day=whole_presenters.about_day(found))
        rows = [(place_of(each.report, acting_role.language), found.figures_of(each)) for each in states]
        return as_file(workbook(rows, about=about, language=acting_role.language), f"{name}.xlsx")
    made = whole_presenters.document(found, body, acting_role, looks())
    back = reverse("followup:documents", args=[row.pk])
    return report_files.answer(request, made, kind=KINDS[kind], name=name, back=back)


def _readable(request: Request, states: list[queries.State]) -> list[queries.State]:
    """What was handed in and the reader may read."""
    return [each for each in REPORT.let_through(request.acting_role, states) if each.seen]


def _states(request: Request, row: Occasion, body: Body | None) -> list[queries.State]:
    of_body = Q(level="committee", adopter=body) | (~Q(level="committee") & Q(body=body))
    which = Q(occasion=row) & ~Q(level="unit") & (of_body if body else Q())
    return queries.states(which, as_of=request.acting_role.as_of)


def _address(row: Occasion, code: str, kind: str) -> str:
    of_one = reverse("followup:document_of", args=[row.pk, code, kind]) if code else ""
    return of_one or reverse("followup:document", args=[row.pk, kind])


def _occasion(request: Request, pk: int) -> Occasion:
    found = queries.occasion_by_pk(pk, as_of=request.acting_role.as_of)
    if found is None:
        raise NotVisible(Words("There is no such report."), way=Words("Go to Reports and choose there."))
    return found


def _nothing() -> NotVisible:
    return NotVisible(
        Words("There is no report here that you may read yet."),
        way=Words("Everybody reads a report once its body has decided about it."),
    )
