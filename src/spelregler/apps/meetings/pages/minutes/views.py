"""The minutes are adjusted, and the notice of it is put up and taken down; notice and minutes as documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from spelregler.apps.acting import report_files
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.rights import must
from spelregler.apps.meetings import operations
from spelregler.apps.meetings.access.rights import Action, doing, meeting_matter
from spelregler.apps.meetings.models import Meeting
from spelregler.apps.meetings.pages.minutes import report_presenters
from spelregler.apps.meetings.pages.minutes.forms import AdjustForm, PostForm, TakeDownForm
from spelregler.apps.meetings.pages.minutes.shared import minutes_document, shown
from spelregler.apps.meetings.pages.words import address, page_of
from spelregler.apps.meetings.queries import agenda, calendar
from spelregler.domain.words import Words
from spelregler.exchange.documents import Document
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm


def adjust(request: Request, pk: int) -> HttpResponse:
    """The one who led and the adjusters certify the minutes, or the secretary enters that they have signed them."""
    acting_role, found = request.acting_role, calendar.meeting_by_pk(pk)
    must(acting_role, Action.ADJUST, meeting_matter(found, agenda.adjusters_of(found)))
    form = AdjustForm(sent(request), initial={"adjusted_on": acting_role.today})

    def act(said: dict[str, Any]) -> None:
        operations.adjust_minutes(meeting=found, on=acting_role.today, who=acting_role.who, **said)

    title = _("Adjust the minutes")
    return _form(request, found, form, act, title=title, button=_("The minutes are adjusted"))


def post(request: Request, pk: int) -> HttpResponse:
    """The notice of the adjusted minutes is put up."""
    acting_role, found = request.acting_role, calendar.meeting_by_pk(pk)
    must(acting_role, Action.MINUTE, meeting_matter(found))

    def act(said: dict[str, Any]) -> None:
        operations.post_minutes(meeting=found, on=acting_role.today, who=acting_role.who, **said)

    title = _("Post the notice of the minutes")
    form = PostForm(sent(request), today=acting_role.today)
    return _form(request, found, form, act, title=title, button=_("The notice is up"))


def take_down(request: Request, pk: int) -> HttpResponse:
    """The notice is taken down."""
    acting_role, found = request.acting_role, calendar.meeting_by_pk(pk)
    must(acting_role, Action.MINUTE, meeting_matter(found))

    def act(said: dict[str, Any]) -> None:
        operations.take_down(meeting=found, on=acting_role.today, who=acting_role.who, **said)

    form = TakeDownForm(sent(request), initial={"taken_down_on": acting_role.today})
    return _form(request, found, form, act, title=_("Take the notice down"), button=_("The notice is down"))


def minutes_word(request: Request, pk: int) -> HttpResponseBase:
    """The minutes as a Word document, made by the worker."""
    return _minutes(request, pk, kind="docx")


def minutes_pdf(request: Request, pk: int) -> HttpResponseBase:
    """The same as a tagged PDF."""
    return _minutes(request, pk, kind="pdf")


def notice_word(request: Request, pk: int) -> HttpResponseBase:
    """The notice with the agenda as a Word document."""
    return _notice(request, pk, kind="docx")


def notice_pdf(request: Request, pk: int) -> HttpResponseBase:
    """The same as a tagged PDF."""
    return _notice(request, pk, kind="pdf")


def _minutes(request: Request, pk: int, *, kind: str) -> HttpResponseBase:
    acting_role, found = request.acting_role, calendar.meeting_by_pk(pk)
    may = doing(acting_role, found)
    if found.opened_on is None or not may.reads_minutes(found):
        raise _not_here(Words("There are no minutes for you to read."))
    made = minutes_document(found, acting_role)
    return _file(request, found, made, kind=kind, name="protokoll")


def _notice(request: Request, pk: int, *, kind: str) -> HttpResponseBase:
    found = calendar.meeting_by_pk(pk)
    if not doing(request.acting_role, found).reads_agenda(found):
        raise _not_here(Words("The agenda is not told yet."))
    made = report_presenters.notice(shown(found, request.acting_role), found, request.acting_role)
    return _file(request, found, made, kind=kind, name="kallelse")


def _file(request: Request, found: Meeting, made: Document, *, kind: str, name: str) -> HttpResponseBase:
    named = f"{name}-{found.body.code}-{found.held_on}"
    return report_files.answer(request, made, kind=kind, name=named, back=address(found))


def _form(
    request: Request, found: Meeting, form: PlainForm, act: Callable[[dict[str, Any]], object], *, title: str,
    button: str,
) -> HttpResponse:  # fmt: skip
    if form.carried_out(act):
        return done(request, _("It is saved."), address(found))
    return form_page(request, page_of(request, found, title), form, button=button, back=address(found))


def _not_here(words: Words) -> NotVisible:
    return NotVisible(words, way=Words("Go to Meetings and choose there."))
