"""A paragraph of the minutes: written from what was recorded, and what is recorded at its item."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting import report_files
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.rights import must
from spelregler.apps.meetings import operations
from spelregler.apps.meetings.access.rights import Action, doing, meeting_matter
from spelregler.apps.meetings.models import Paragraph
from spelregler.apps.meetings.pages.meeting.presenters import paragraph_rows, title_of
from spelregler.apps.meetings.pages.minutes.report_presenters import extract
from spelregler.apps.meetings.pages.paragraph import presenters
from spelregler.apps.meetings.pages.paragraph.forms import RECORDS, AtOnceForm, PublicForm, WriteForm
from spelregler.apps.meetings.pages.words import page_of
from spelregler.apps.meetings.queries import agenda
from spelregler.apps.meetings.queries.as_known import known_on
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm


def paragraph(request: Request, pk: int) -> HttpResponse:
    """The paragraph; the secretary writes it here."""
    acting_role, row = request.acting_role, _read(request, pk)
    may = doing(acting_role, row.item.meeting)
    is_open = row.item.meeting.adjusted_on is None and row.adjusted_at_once_on is None
    form = None
    if (is_open and may.minute) or request.method == "POST":
        must(acting_role, Action.MINUTE, meeting_matter(row.item.meeting))
        form = WriteForm(sent(request), paragraph=row, begun=presenters.begun_from(row))
    if form is not None and form.carried_out(
        lambda _said: operations.write_paragraph(
            paragraph=row, said=form.said, version=form.version_begun, on=acting_role.today, who=acting_role.who
        )
    ):
        if form.result.kept_beside:
            words = _("Somebody else had written meanwhile. Your text is kept beside, and nothing is lost.")
            return done(request, words, _address(pk))
        return done(request, _("The paragraph is saved."), _address(pk))
    (shown,) = paragraph_rows([row], acting_role, may)
    context = {
        "page": page_of(request, row.item.meeting, _title(row), lead=shown.title, path=_address(pk)),
        "row": shown,
        "pk": pk,
        "form": form,
        "recorded": presenters.recorded_rows(row) if form else [],
        "records": [(kind, each[1]) for kind, each in RECORDS.items()],
        "others": [(each, presenters.kept_by(each.written_by)) for each in row.other_texts.all()] if form else [],
        "may_at_once": form is not None and bool(row.decision_kind),
        "may_leave_out": may.minute,
    }
    return render(request, "meetings/paragraph.html", context, status=form.status if form else 200)


def record(request: Request, pk: int, kind: str) -> HttpResponse:
    """The secretary records a disqualification, a motion, a vote or a dissent."""
    row = _kept(request, pk)
    make, title, button = RECORDS.get(kind, (None, "", ""))
    if make is None:
        raise _not_here()
    form = make(sent(request), paragraph=row, there=agenda.attendances_of(row.item.meeting))
    return _form(request, row, form, lambda _said: form.record(request.acting_role.who), str(title), str(button))


@require_POST
def take_back(request: Request, pk: int, kind: str, number: int) -> HttpResponse:
    """What was recorded by mistake counts no longer."""
    row, model = _kept(request, pk), presenters.OF_KIND.get(kind)
    found = agenda.recorded(model, row, number) if model else None
    if found is None:
        raise _not_here()
    operations.take_back(row=found, on=request.acting_role.today, who=request.acting_role.who)
    return done(request, _("It counts no longer."), _address(pk))


@require_POST
def settle(request: Request, pk: int, number: int) -> HttpResponse:
    """A text that was kept beside is taken care of."""
    row = _kept(request, pk)
    other = next((each for each in row.other_texts.all() if each.pk == number), None)
    if other is None:
        raise _not_here()
    operations.settle_other_text(other=other, on=request.acting_role.today, who=request.acting_role.who)
    return done(request, _("The other text is settled."), _address(pk))


def at_once(request: Request, pk: int) -> HttpResponse:
    """The paragraph was adjusted at the meeting itself."""
    acting_role, row = request.acting_role, _kept(request, pk)

    def act(_said: dict[str, Any]) -> None:
        operations.adjust_at_once(paragraph=row, on=acting_role.today, who=acting_role.who)

    title = _("Adjusted at once")
    return _form(request, row, AtOnceForm(sent(request)), act, title, _("It was adjusted at the meeting"))


def public_text(request: Request, pk: int) -> HttpResponse:
    """What is left out of the published minutes, by a marked choice."""
    acting_role, row = request.acting_role, _kept(request, pk)

    def act(said: dict[str, Any]) -> None:
        operations.choose_public_text(paragraph=row, who=acting_role.who, **said)

    title = _("Leave something out of what is published")
    return _form(request, row, PublicForm(sent(request), paragraph=row), act, title, _("Save what is published"))


def extract_word(request: Request, pk: int) -> HttpResponseBase:
    """The paragraph alone, as a Word document."""
    return _extract(request, pk, kind="docx")


def extract_pdf(request: Request, pk: int) -> HttpResponseBase:
    """The same as a tagged PDF."""
    return _extract(request, pk, kind="pdf")


def _extract(request: Request, pk: int, *, kind: str) -> HttpResponseBase:
    row = _read(request, pk)
    meeting = row.item.meeting
    may = doing(request.acting_role, meeting)
    made = extract(
        paragraph_rows([row], request.acting_role, may)[0],
        meeting,
        agenda.attendances_of(meeting),
        request.acting_role,
    )
    name = f"protokollsutdrag-{meeting.body.code}-{meeting.held_on}-{row.number}"
    return report_files.answer(request, made, kind=kind, name=name, back=_address(pk))


def _form(
    request: Request, row: Paragraph, form: PlainForm, act: Callable[[dict[str, Any]], object], title: str, button: str
) -> HttpResponse:
    """A form at the paragraph, on a page of its own."""
    if form.carried_out(act):
        return done(request, _("It is saved."), _address(row.pk))
    lead = title_of(row.item, request.acting_role.language)
    page = page_of(request, row.item.meeting, title, lead=lead, between=[(_title(row), _address(row.pk))])
    return form_page(request, page, form, button=button, back=_address(row.pk))


def _read(request: Request, pk: int) -> Paragraph:
    """The paragraph, for whoever reads the minutes. To others it does not exist."""
    row = agenda.paragraph_by_pk(pk)
    meeting = known_on(row.item.meeting, request.acting_role.as_of)
    if meeting.opened_on is None or not doing(request.acting_role, meeting).reads_minutes(meeting):
        raise _not_here()
    return row


def _kept(request: Request, pk: int) -> Paragraph:
    """The paragraph, for whoever keeps the minutes."""
    row = agenda.paragraph_by_pk(pk)
    must(request.acting_role, Action.MINUTE, meeting_matter(row.item.meeting))
    return row


def _title(row: Paragraph) -> str:
    return f"§ {row.number}"


def _address(pk: int) -> str:
    return reverse("meetings:paragraph", args=[pk])


def _not_here() -> NotVisible:
    return NotVisible(Words("That is not in the minutes."), way=Words("Go to Meetings and choose there."))
