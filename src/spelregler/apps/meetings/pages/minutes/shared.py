"""The minutes as a document, for whoever reads them: on the pages, and among the open data."""

from __future__ import annotations

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.meetings.access.rights import doing
from spelregler.apps.meetings.models import Meeting, WordTemplate
from spelregler.apps.meetings.pages.meeting.presenters import MeetingView, paragraph_rows, view
from spelregler.apps.meetings.pages.minutes import report_presenters
from spelregler.apps.meetings.queries import agenda, calendar
from spelregler.apps.meetings.queries.as_known import items_known_on
from spelregler.exchange.documents import Document
from spelregler.platform.own_templates import template_used


def minutes_document(found: Meeting, acting_role: ActingRole, *, template: str = "") -> Document:
    """The minutes as the role reads them, which the caller has asked for; `template` is a Word template's digest."""
    return report_presenters.minutes(
        shown(found, acting_role),
        paragraph_rows(agenda.paragraphs_of(found), acting_role, doing(acting_role, found)),
        agenda.attendances_of(found),
        found,
        acting_role,
        template=template,
    )


def template_for(what: str, kind: str) -> str:
    """The digest of the municipality's own template for the notice or the minutes, as Word; empty without one."""
    found = template_used(WordTemplate, what) if kind == "docx" else None
    return found.file.sha256 if found else ""


def shown(found: Meeting, acting_role: ActingRole) -> MeetingView:
    """The meeting with its agenda as the role sees it."""
    days = calendar.working_days(as_of=acting_role.as_of)
    items = items_known_on(agenda.items_of(found), acting_role.as_of)
    return view(found, items, acting_role, doing(acting_role, found), working_days=days)
