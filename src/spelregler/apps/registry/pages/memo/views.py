"""Officials' memos: begun in a case, written part by part, signed, and saved as a document (MR-27, MR-34)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting import report_files
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.rights import must
from spelregler.apps.organisation.queries.posts import post_acted_by
from spelregler.apps.registry import operations
from spelregler.apps.registry.access.rights import OPEN, Action, Seeing, case_matter, seeing
from spelregler.apps.registry.models import Memo
from spelregler.apps.registry.pages.about_case import case_page, not_here, the_case
from spelregler.apps.registry.pages.case.presenters import record_row, record_rows
from spelregler.apps.registry.pages.memo import presenters
from spelregler.apps.registry.pages.memo.forms import BeginForm, MemoForm, SignForm
from spelregler.apps.registry.queries.cases import memo_by_record
from spelregler.apps.registry.queries.settings import demanded


def begin(request: Request, pk: int) -> HttpResponse:
    """An official begins a memo in the case."""
    acting_role, found, made = request.acting_role, the_case(request, pk), list[Memo]()
    must(acting_role, Action.WRITE_MEMO, case_matter(found))
    form = BeginForm(sent(request), initial={"subject": found.title})

    def act(said: dict[str, Any]) -> None:
        made.append(operations.begin_memo(case=found, on=acting_role.today, who=acting_role.who, **said))

    if form.carried_out(act):
        return done(request, _("The draft is begun."), _address(made[0].record_id))
    page = case_page(request, found, last=_("Write an official's memo"))
    back = reverse("registry:case", args=[found.pk])
    return form_page(request, page, form, button=_("Begin"), back=back)


def memo(request: Request, pk: int) -> HttpResponse:
    """The memo: its form for whoever writes it, its text for others once it is signed."""
    acting_role, found = request.acting_role, _registered(request, pk)
    may = seeing(acting_role, found.record.case_file)
    if not _reads(found, may):
        return render(request, "registry/memo_asked_for.html", _on_request(request, found, may))
    wanted = demanded()
    form = None
    if found.record.is_draft and (request.method == "POST" or may.write_memo):
        must(acting_role, Action.WRITE_MEMO, case_matter(found.record.case_file))
        form = MemoForm(sent(request), memo=found, demanded=wanted)
        if form.carried_out(lambda _said: operations.write_memo(memo=found, who=acting_role.who, **form.written)):
            return done(request, _("The draft is saved."), _address(pk))
    context = {
        "page": case_page(
            request, found.record.case_file, last=found.record.subject, lead=presenters.standing(found, acting_role)
        ),
        "memo": found,
        "form": form,
        "may": may,
        "missing": presenters.missing(found, wanted, acting_role.language) if found.record.is_draft else (),
        "parts": presenters.written(found, acting_role.language),
    }
    return render(request, "registry/memo.html", context, status=form.status if form else 200)


def sign(request: Request, pk: int) -> HttpResponse:
    """The official signs with the post that is acted by."""
    acting_role, found = request.acting_role, memo_by_record(pk) or not_here()
    must(acting_role, Action.SIGN_MEMO, case_matter(found.record.case_file))
    post = post_acted_by(acting_role.role_assignment.code) or not_here()
    form = SignForm(sent(request))

    def act(_said: dict[str, Any]) -> None:
        operations.sign_memo(memo=found, post=post, demanded=demanded(), on=acting_role.today, who=acting_role.who)

    if form.carried_out(act):
        return done(request, _("The memo is signed."), _address(pk))
    page = case_page(request, found.record.case_file, last=_("Sign the memo"), lead=found.record.subject)
    return form_page(request, page, form, button=_("Sign"), back=_address(pk))


def word(request: Request, pk: int) -> HttpResponseBase:
    """The memo as a Word document, made by the worker."""
    return _document(request, pk, kind="docx")


def pdf(request: Request, pk: int) -> HttpResponseBase:
    """The same as a tagged PDF, made by the worker."""
    return _document(request, pk, kind="pdf")


def _document(request: Request, pk: int, *, kind: str) -> HttpResponseBase:
    found = _seen(request, pk)
    made = presenters.document(found, request.acting_role)
    return report_files.answer(request, made, kind=kind, name=f"tjansteskrivelse-{pk}", back=_address(pk))


def _seen(request: Request, pk: int) -> Memo:
    """The memo, where the reader sees its text: a draft for those who write, the rest for who reads the whole case."""
    found = _registered(request, pk)
    if not _reads(found, seeing(request.acting_role, found.record.case_file)):
        not_here()
    return found


def _registered(request: Request, pk: int) -> Memo:
    """The memo, where the reader sees that it is there: a draft for those who write, the rest as the case lists it."""
    found = memo_by_record(pk) or not_here()
    case, acting_role = found.record.case_file, request.acting_role
    if not OPEN.let_through(acting_role, [case]):
        not_here()
    if not record_rows([found.record], acting_role, seeing(acting_role, case)):
        not_here()
    return found


def _reads(memo: Memo, may: Seeing) -> bool:
    return may.whole and (may.marked or not memo.record.subject_ground)


def _on_request(request: Request, memo: Memo, may: Seeing) -> dict[str, Any]:
    """What everybody is told of a memo that is drawn up: that it is there, and how it is asked for."""
    row, case = record_row(memo.record, may), memo.record.case_file
    lead = f"{case.number} – {_('Record %(number)d') % {'number': memo.record.number}}"
    return {"page": case_page(request, case, last=row.subject, lead=lead), "row": row}


def _address(pk: int) -> str:
    return reverse("registry:memo", args=[pk])
