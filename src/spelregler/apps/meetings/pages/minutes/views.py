"""The minutes are adjusted, and the notice of it is put up and taken down; notice and minutes as documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting import report_files
from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.rights import must
from spelregler.apps.meetings import operations
from spelregler.apps.meetings.access.rights import Action, doing, meeting_matter
from spelregler.apps.meetings.models import Meeting, WordTemplate
from spelregler.apps.meetings.pages.meeting.presenters import Adjuster, adjusted_in_words, adjusters
from spelregler.apps.meetings.pages.minutes import report_presenters
from spelregler.apps.meetings.pages.minutes.forms import AdjustForm, ConfirmForm, PostForm, TakeDownForm
from spelregler.apps.meetings.pages.minutes.shared import minutes_document, shown, template_for
from spelregler.apps.meetings.pages.words import address, page_of
from spelregler.apps.meetings.queries import agenda, calendar
from spelregler.apps.meetings.queries.as_known import known_on
from spelregler.domain.words import Words
from spelregler.exchange.documents import Document
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm


def adjust(request: Request, pk: int) -> HttpResponse:
    """The one who led and the adjusters confirm the minutes, each for themselves; the secretary enters who signed."""
    acting_role, found = request.acting_role, calendar.meeting_by_pk(pk)
    must(acting_role, Action.ADJUST, meeting_matter(found, agenda.adjusters_of(found)))
    rows = adjusters(agenda.attendances_of(found), acting_role.language)
    is_secretary = doing(acting_role, found).minute
    form: PlainForm = ConfirmForm(sent(request))
    if is_secretary:
        waiting = [each.attendance for each in rows if not each.confirmed]
        form = AdjustForm(sent(request), waiting=waiting, initial={"adjusted_on": acting_role.today})
    if form.carried_out(partial(_confirmed, found, form, rows, acting_role)):
        is_whole = form.result.adjusted_on is not None
        words = _("The minutes are adjusted.") if is_whole else _("It is confirmed. The others are awaited.")
        return done(request, words, address(found))
    page = page_of(request, found, _("Adjust the minutes"), lead=_lead(found, rows, acting_role))
    button = _("The minutes are adjusted") if is_secretary else _("I confirm the minutes")
    more = {"rows": rows, "may_take_back": found.adjusted_on is None, "meeting": found, "is_secretary": is_secretary,
            "own": acting_role.person_code, "is_left": _is_left(found, rows, acting_role, is_secretary)}  # fmt: skip
    back = address(found)
    return form_page(request, page, form, button=button, back=back, template="meetings/adjust.html", **more)


def _lead(found: Meeting, rows: Sequence[Adjuster], acting_role: ActingRole) -> str:
    """How far it has come: for whoever comes when it is done, when and by whom."""
    if found.adjusted_on is not None:
        return adjusted_in_words(found, rows, acting_role.language)
    return _("Adjusted when everybody here has confirmed.")


def _is_left(found: Meeting, rows: Sequence[Adjuster], acting_role: ActingRole, is_secretary: bool) -> bool:
    """Whether there is something to confirm for whoever reads the page."""
    own = any(each.code == acting_role.person_code and not each.confirmed for each in rows)
    return found.adjusted_on is None and (is_secretary or own)


def _confirmed(
    found: Meeting, form: PlainForm, rows: Sequence[Adjuster], acting_role: ActingRole, said: dict[str, Any]
) -> Meeting:
    """What the sender may confirm: their own, or who has signed on paper."""
    today, who = acting_role.today, acting_role.who
    is_on_paper, day = isinstance(form, AdjustForm), said.get("adjusted_on", today)
    if isinstance(form, AdjustForm):
        if not said["signer"]:
            return operations.adjust_minutes(meeting=found, adjusted_on=day, on=today, who=who)
        one = form.waiting[said["signer"]]
    else:
        one = next(each.attendance for each in rows if each.code == acting_role.person_code)
    return operations.confirm_minutes(
        meeting=found, attendance=one, adjusted_on=day, is_on_paper=is_on_paper, on=today, who=who
    )


@require_POST
def take_back_adjustment(request: Request, pk: int, number: int) -> HttpResponse:
    """A confirmation is taken back, by the one who gave it or the secretary, so that the minutes can be changed."""
    acting_role, found = request.acting_role, calendar.meeting_by_pk(pk)
    must(acting_role, Action.ADJUST, meeting_matter(found, agenda.adjusters_of(found)))
    row = agenda.adjustment_by_pk(found, number)
    is_own = row is not None and row.attendance.membership.person.code == acting_role.person_code
    if row is None or not (is_own or doing(acting_role, found).minute):
        raise _not_here(Words("There is no such confirmation for you to take back."))
    operations.take_back_adjustment(adjustment=row, on=acting_role.today, who=acting_role.who)
    return done(request, _("The confirmation is taken back. The minutes can be changed."), address(found))


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
    acting_role = request.acting_role
    found = known_on(calendar.meeting_by_pk(pk), acting_role.as_of)
    may = doing(acting_role, found)
    if found.opened_on is None or not may.reads_minutes(found):
        raise _not_here(Words("There are no minutes for you to read."))
    made = minutes_document(found, acting_role, template=template_for(WordTemplate.Kind.MINUTES, kind))
    return _file(request, found, made, kind=kind, name="protokoll")


def _notice(request: Request, pk: int, *, kind: str) -> HttpResponseBase:
    found = known_on(calendar.meeting_by_pk(pk), request.acting_role.as_of)
    if not doing(request.acting_role, found).reads_agenda(found):
        raise _not_here(Words("The agenda is not told yet."))
    template = template_for(WordTemplate.Kind.NOTICE, kind)
    made = report_presenters.notice(shown(found, request.acting_role), found, request.acting_role, template=template)
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
