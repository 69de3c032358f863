"""A meeting: its agenda with the papers, its notice, and the minutes as they are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.rights import must
from spelregler.apps.meetings import operations
from spelregler.apps.meetings.access.rights import Action, doing, meeting_matter
from spelregler.apps.meetings.models import AgendaItem, Meeting
from spelregler.apps.meetings.pages.meeting import presenters
from spelregler.apps.meetings.pages.meeting.forms import (
    CancelForm,
    ChangeItemForm,
    ItemForm,
    MaterialForm,
    NoticeForm,
    ReasonForm,
)
from spelregler.apps.meetings.pages.words import address, page_of
from spelregler.apps.meetings.queries import agenda, calendar
from spelregler.apps.meetings.queries.as_known import items_known_on, known_on
from spelregler.domain.words import Words
from spelregler.platform.attachments.store import as_download
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm


def meeting(request: Request, pk: int) -> HttpResponse:
    """What is to be taken up, with what came late; once the minutes are there, what happened."""
    acting_role = request.acting_role
    found = known_on(calendar.meeting_by_pk(pk), acting_role.as_of)
    may = doing(acting_role, found, agenda.adjusters_awaited(found))
    reads = may.reads_minutes(found) and found.opened_on is not None
    items = items_known_on(agenda.items_of(found), acting_role.as_of)
    shown = presenters.view(found, items, acting_role, may, working_days=calendar.working_days(as_of=acting_role.as_of))
    context = {
        "page": page_of(request, found),
        "meeting": found,
        "found": shown,
        "may": may,
        "reads_agenda": may.reads_agenda(found),
        "paragraphs": presenters.paragraph_rows(agenda.paragraphs_of(found), acting_role, may) if reads else [],
        "there": presenters.there(agenda.attendances_of(found), found, acting_role.language) if reads else None,
        "may_change": may.plan and found.opened_on is None and not found.is_cancelled,
        "may_bring": (may_bring := may.prepare and found.adjusted_on is None and not found.is_cancelled),
        "proposed": presenters.proposed(found, agenda.titles_of(found)) if may_bring else [],
    }
    return render(request, "meetings/meeting.html", context)


def add_item(request: Request, pk: int) -> HttpResponse:
    """The secretary, the presidium or a leading official adds an item to the agenda."""
    acting_role, found = request.acting_role, calendar.meeting_by_pk(pk)
    must(acting_role, Action.PREPARE, meeting_matter(found))
    if found.opened_on is not None:
        must(acting_role, Action.MINUTE, meeting_matter(found))
    begun = {"title": request.GET.get("titel", ""), "case_number": request.GET.get("arende", "")}
    begun["kind"] = request.GET.get("slag", AgendaItem.Kind.DECISION)
    form = ItemForm(sent(request), initial=begun, posts=agenda.posts_that_present(found), areas=agenda.areas_of(found))

    def act(_said: dict[str, Any]) -> None:
        operations.add_item(meeting=found, said=form.said, on=acting_role.today, who=acting_role.who)

    lead = _("The notice is sent, so the item is told as late.") if found.noticed_on else ""
    return _form(request, found, form, act, title=_("Add an item"), button=_("Add the item"), lead=lead)


def change_item(request: Request, pk: int) -> HttpResponse:
    """The secretary changes an item; two who do it at once are told of each other."""
    acting_role, item = request.acting_role, agenda.item_by_pk(pk)
    found = item.meeting
    must(acting_role, Action.PLAN, meeting_matter(found))
    posts, areas = agenda.posts_that_present(found), agenda.areas_of(found)
    form = ChangeItemForm(sent(request), item=item, posts=posts, areas=areas)

    def act(_said: dict[str, Any]) -> None:
        told, version = form.said, form.version_begun
        try:
            operations.change_item(item=item, said=told, version=version, on=acting_role.today, who=acting_role.who)
        except operations.ItemChanged as refused:
            form.go_on_from(refused.version)
            raise

    lead = _("The notice is sent, so the item is told as changed today.") if found.noticed_on else ""
    title = _("Change: %(item)s") % {"item": item.title}
    return _form(request, found, form, act, title=title, button=_("Save the item"), lead=lead)


def remove_item(request: Request, pk: int) -> HttpResponse:
    """The secretary takes an item away, with the reason."""
    acting_role, item = request.acting_role, agenda.item_by_pk(pk)
    must(acting_role, Action.PLAN, meeting_matter(item.meeting))

    def act(said: dict[str, Any]) -> None:
        operations.remove_item(item=item, on=acting_role.today, who=acting_role.who, **said)

    title = _("Take away: %(item)s") % {"item": presenters.title_of(item, acting_role.language)}
    return _form(request, item.meeting, ReasonForm(sent(request)), act, title=title, button=_("Take it away"))


@require_POST
def put_back_item(request: Request, pk: int) -> HttpResponse:
    """The secretary puts an item back on the agenda."""
    acting_role, item = request.acting_role, agenda.item_by_pk(pk)
    must(acting_role, Action.PLAN, meeting_matter(item.meeting))
    operations.put_back_item(item=item, who=acting_role.who)
    return done(request, _("The item stands on the agenda again."), address(item.meeting))


@require_POST
def move_item(request: Request, pk: int) -> HttpResponse:
    """The secretary moves an item one place earlier."""
    acting_role, item = request.acting_role, agenda.item_by_pk(pk)
    must(acting_role, Action.PLAN, meeting_matter(item.meeting))
    operations.move_item(item=item, earlier=True, who=acting_role.who)
    return HttpResponseRedirect(f"{address(item.meeting)}#item-{item.pk}")


def add_paper(request: Request, pk: int) -> HttpResponse:
    """A paper of an item, by whoever brings the item."""
    acting_role, item = request.acting_role, agenda.item_by_pk(pk)
    must(acting_role, Action.PREPARE, meeting_matter(item.meeting))
    is_noticed = item.meeting.noticed_on is not None
    form = MaterialForm(sent(request), request.FILES or None, today=acting_role.today, is_noticed=is_noticed)

    def act(said: dict[str, Any]) -> None:
        operations.add_material(item=item, on=acting_role.today, who=acting_role.who, **said)

    title = _("Paper for: %(item)s") % {"item": presenters.title_of(item, acting_role.language)}
    return _form(
        request, item.meeting, form, act, title=title, button=_("Add the paper"), template="meetings/paper.html"
    )


def paper(request: Request, pk: int) -> FileResponse:
    """A paper to save, for those who read the body's papers. To others it does not exist."""
    found = agenda.material_by_pk(pk)
    may = doing(request.acting_role, found.item.meeting)
    if not (may.read_papers or may.prepare):
        raise NotVisible(
            Words("There is no such file for you to read."),
            way=Words("Ask the municipality for it as a public record."),
        )
    return as_download(found.file)


def notice(request: Request, pk: int) -> HttpResponse:
    """The secretary enters that the notice is sent to members and substitutes."""
    acting_role, found = request.acting_role, calendar.meeting_by_pk(pk)
    must(acting_role, Action.PLAN, meeting_matter(found))
    form = NoticeForm(sent(request), initial={"sent_on": acting_role.today})

    def act(said: dict[str, Any]) -> None:
        operations.send_notice(meeting=found, on=acting_role.today, who=acting_role.who, **said)

    return _form(request, found, form, act, title=_("Send the notice"), button=_("The notice is sent"))


def cancel(request: Request, pk: int) -> HttpResponse:
    """The secretary cancels a meeting, with the reason."""
    acting_role, found = request.acting_role, calendar.meeting_by_pk(pk)
    must(acting_role, Action.PLAN, meeting_matter(found))

    def act(said: dict[str, Any]) -> None:
        operations.cancel_meeting(meeting=found, on=acting_role.today, who=acting_role.who, **said)

    title = _("Cancel the meeting")
    return _form(request, found, CancelForm(sent(request)), act, title=title, button=title)


def _form(
    request: Request, found: Meeting, form: PlainForm, act: Callable[[dict[str, Any]], object], *, title: str,
    button: str, lead: str = "", template: str = "ui/entering.html",
) -> HttpResponse:  # fmt: skip
    """A form of the meeting, on a page of its own; when it is done its reader is back on the meeting."""
    if form.carried_out(act):
        return done(request, _("It is saved."), address(found))
    page = page_of(request, found, title, lead=lead)
    return form_page(request, page, form, button=button, back=address(found), template=template)
