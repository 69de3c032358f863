"""Records: registered in a case, written on as drafts, drawn up, and what of them is to be reviewed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.rights import must
from spelregler.apps.registry import operations
from spelregler.apps.registry.access.rights import Action, case_matter, seeing
from spelregler.apps.registry.models import CaseFile, Party, Record, RecordFile
from spelregler.apps.registry.operations.marks import FIELDS, Markable
from spelregler.apps.registry.pages.about_case import case_form, case_page, not_here, the_case
from spelregler.apps.registry.pages.case import presenters
from spelregler.apps.registry.pages.cases.forms import GroundForm
from spelregler.apps.registry.pages.disposal.forms import SayKindForm
from spelregler.apps.registry.pages.records.forms import (
    DraftForm,
    DrawUpForm,
    NewFileForm,
    RecordForm,
    ThrowAwayForm,
)
from spelregler.apps.registry.queries.cases import file_by_pk, markable, record_by_pk
from spelregler.apps.registry.queries.disposal import plan_of, rows_of
from spelregler.platform.attachments.store import as_download, bring
from spelregler.platform.forms import PlainForm

MARKABLE: dict[str, type[Markable]] = {"arende": CaseFile, "part": Party, "handling": Record, "fil": RecordFile}
"""What may be marked, as an address names it."""


def add(request: Request, pk: int) -> HttpResponse:
    """The registrar registers a record in the case, or begins a draft."""
    acting_role, found = request.acting_role, the_case(request, pk)
    must(acting_role, Action.REGISTER, case_matter(found))
    kinds = rows_of(plan_of(body=found.body.code, as_of=acting_role.today))
    initial = {"dated": acting_role.today, "kind": "incoming"}
    form = RecordForm(sent(request), request.FILES or None, kinds=kinds, initial=initial)

    def act(_said: dict[str, Any]) -> None:
        operations.register_record(case=found, new=form.new, on=acting_role.today, who=acting_role.who)

    return case_form(request, found, form, act, title=_("Add a record"), button=_("Save the record"))


def record(request: Request, pk: int) -> HttpResponse:
    """One record; for the registrar what may be done with it."""
    found = _seen(request, pk)
    may = seeing(request.acting_role, found.case_file)
    row = presenters.record_row(found, may)
    last = _("Draft") if found.is_draft else _("Record %(number)d") % {"number": found.number}
    context = {
        "page": case_page(request, found.case_file, last=row.subject, lead=f"{found.case_file.number} – {last}"),
        "record": found,
        "row": row,
        "may": may,
        "takes_file": found.is_draft
        or (found.kind == Record.Kind.INCOMING and not row.files and not found.disposal_id),
        "kind_by_plan": _kind_by_plan(found, request.acting_role.today) if may.register else "",
    }
    return render(request, "registry/record.html", context)


def change(request: Request, pk: int) -> HttpResponse:
    """What of a draft is written anew."""
    acting_role, found = request.acting_role, _worked_on(request, pk)
    initial = {"dated": found.dated, "correspondent": found.correspondent, "subject": found.subject}
    form = DraftForm(sent(request), kind=found.kind, initial=initial)

    def act(_said: dict[str, Any]) -> None:
        operations.change_draft(row=found, new=form.new, on=acting_role.today, who=acting_role.who)

    return _form(request, found, form, act, title=_("Change the draft"), button=_("Save"))


def new_file(request: Request, pk: int) -> HttpResponse:
    """A file of the record, or its next version."""
    acting_role, found = request.acting_role, _worked_on(request, pk)
    last = max(found.files.all(), key=lambda each: each.version, default=None)
    form = NewFileForm(sent(request), request.FILES or None, initial={"file_ground": last.file_ground if last else ""})

    def act(said: dict[str, Any]) -> None:
        told = {"file": bring(said["file"]), "file_ground": said["file_ground"]}
        operations.add_file(row=found, on=acting_role.today, who=acting_role.who, **told)

    return _form(request, found, form, act, title=_("Add a file"), button=_("Add the file"))


def draw_up(request: Request, pk: int) -> HttpResponse:
    """The draft becomes a record."""
    acting_role, found = request.acting_role, _worked_on(request, pk)

    def act(_said: dict[str, Any]) -> None:
        operations.draw_up(row=found, on=acting_role.today, who=acting_role.who)

    return _form(request, found, DrawUpForm(sent(request)), act, title=_("Draw up"), button=_("Draw up"))


def say_kind(request: Request, pk: int) -> HttpResponse:
    """Which kind of record it is, by the disposal plan in force."""
    acting_role, found = request.acting_role, _worked_on(request, pk)
    rows = rows_of(plan_of(body=found.case_file.body.code, as_of=acting_role.today))
    form = SayKindForm(sent(request), rows=rows, initial={"plan_code": found.plan_code})

    def act(said: dict[str, Any]) -> None:
        operations.say_kind(row=found, code=said["plan_code"], today=acting_role.today, who=acting_role.who)

    return _form(request, found, form, act, title=_("Kind by the disposal plan"), button=_("Save"))


def throw_away(request: Request, pk: int) -> HttpResponse:
    """A draft is thrown away, by the registrar or, for a memo, by whoever writes it."""
    acting_role, found = request.acting_role, record_by_pk(pk) or not_here()
    right = Action.WRITE_MEMO if hasattr(found, "memo") else Action.REGISTER
    must(acting_role, right, case_matter(found.case_file))
    if not found.is_draft and request.method != "POST":
        return HttpResponseRedirect(reverse("registry:record", args=[pk]))

    def act(_said: dict[str, Any]) -> None:
        operations.throw_away(row=found, who=acting_role.who)

    form, title = ThrowAwayForm(sent(request)), _("Throw the draft away")
    return case_form(request, found.case_file, form, act, title=title, button=_("Throw away"))


def save(request: Request, pk: int) -> FileResponse:
    """A file to save, for whoever reads the case and what in it is marked."""
    found = file_by_pk(pk) or not_here()
    may = seeing(request.acting_role, found.record.case_file)
    if found.record.is_draft and not (may.register or may.write_memo):
        not_here()
    if not presenters.file_row(found, may).url:
        not_here()
    return as_download(found.file)


def mark(request: Request, what: str, pk: int, field: str) -> HttpResponse:
    """The registrar marks what is to be reviewed before it is disclosed, or takes the mark away."""
    acting_role, kind = request.acting_role, MARKABLE.get(what) or not_here()
    row = markable(kind, pk) or not_here()
    found = _case_of(row)
    must(acting_role, Action.REGISTER, case_matter(found))
    if field not in FIELDS[kind]:
        not_here()
    form = GroundForm(sent(request), initial={"ground": getattr(row, f"{field}_ground")})

    def act(said: dict[str, Any]) -> None:
        operations.mark(row=row, field=field, who=acting_role.who, **said)

    lead = _("A mark says what is to be reviewed, by which law. Whether it is given out is tried when somebody asks.")
    return case_form(request, found, form, act, title=_("Mark for review"), button=_("Save"), lead=lead)


def _kind_by_plan(found: Record, day: date) -> str:
    """The row that the record is of, as the plan in force has it; the code alone where that has it no longer."""
    rows = rows_of(plan_of(body=found.case_file.body.code, as_of=day)) if found.plan_code else []
    return next((str(each) for each in rows if each.code == found.plan_code), found.plan_code)


def _case_of(row: Markable) -> CaseFile:
    if isinstance(row, CaseFile):
        return row
    return row.record.case_file if isinstance(row, RecordFile) else row.case_file


def _seen(request: Request, pk: int) -> Record:
    """The record, where the reader sees it on the day; a draft only for those who write in the case."""
    found = record_by_pk(pk) or not_here()
    may = seeing(request.acting_role, found.case_file)
    if not presenters.record_rows([found], request.acting_role, may):
        not_here()
    return found


def _worked_on(request: Request, pk: int) -> Record:
    """The record, for whoever registers."""
    found = record_by_pk(pk) or not_here()
    must(request.acting_role, Action.REGISTER, case_matter(found.case_file))
    return found


def _form(
    request: Request,
    found: Record,
    form: PlainForm,
    act: Callable[[dict[str, Any]], object],
    *,
    title: str,
    button: str,
) -> HttpResponse:
    back = reverse("registry:record", args=[found.pk])
    if form.carried_out(act):
        return done(request, _("It is saved."), back)
    page = case_page(request, found.case_file, last=title)
    return form_page(request, page, form, button=button, back=back, template="registry/entering.html")
