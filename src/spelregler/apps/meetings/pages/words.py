"""What this room's pages share: where they stand in the menu, and what kinds of meetings and items are called."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.meetings.models import AgendaItem, Meeting
from spelregler.ui import formatting
from spelregler.ui.page import Page

HERE = "meetings:list"
MODULES = ("DEC", "REP")
KINDS = {
    Meeting.Kind.ORDINARY: gettext_lazy("ordinary"),
    Meeting.Kind.EXTRA: gettext_lazy("extra"),
}
ITEM_KINDS = {
    AgendaItem.Kind.DECISION: gettext_lazy("Decision"),
    AgendaItem.Kind.INFORMATION: gettext_lazy("Information"),
    AgendaItem.Kind.THEME: gettext_lazy("Theme: an area of activity"),
    AgendaItem.Kind.STANDING: gettext_lazy("Stands on each agenda"),
}


def address(meeting: Meeting, name: str = "meeting") -> str:
    """The meeting's page, or one of its forms."""
    return reverse(f"meetings:{name}", args=[meeting.pk])


def name_of(meeting: Meeting, acting_role: ActingRole) -> str:
    """Whose meeting it is, and when."""
    day = formatting.long_date(meeting.held_on, acting_role.language)
    return f"{acting_role.say(meeting.body.name, meeting.body.name_en)} {day}"


def page_of(
    request: Request,
    meeting: Meeting,
    title: str = "",
    *,
    lead: str = "",
    path: str = "",
    between: Sequence[tuple[str, str]] = (),
) -> Page:
    """A page of a meeting, or below it."""
    name = name_of(meeting, request.acting_role)
    crumbs = [(_("Meetings"), reverse(HERE)), (name, address(meeting) if title else ""), *between]
    return page_shell(
        request,
        title=title or name,
        lead=lead,
        crumbs=[*crumbs, *([(title, "")] if title else [])],
        current=HERE,
        modules=() if title else MODULES,
        scope_kind="committee",
        scope=meeting.body.code,
        can_travel=False,
        path=path,
    )
