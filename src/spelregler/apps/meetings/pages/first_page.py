"""The body's next meeting, on the first page of those who go to it and of those who hand in papers to it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.meetings.access.rights import doing
from spelregler.apps.meetings.pages.meeting.presenters import ItemRow, view
from spelregler.apps.meetings.pages.words import address
from spelregler.apps.meetings.queries import agenda, calendar
from spelregler.domain.roles import ELECTED, Role, role_of
from spelregler.ui.page import StateList, StateRow

PLACE = 1
MOST = 8
"""Of the items; the meeting's page has them all."""


def next_meeting(acting_role: ActingRole) -> StateList | None:
    """The next meeting whose notice is sent, item by item; None for other roles, and where none is called."""
    goes = role_of(acting_role.role) in ELECTED or acting_role.role == Role.FC
    if not goes or not acting_role.body:
        return None
    found = calendar.next_of(acting_role.body, as_of=acting_role.as_of)
    if found is None:
        return None
    may, days = doing(acting_role, found), calendar.working_days(as_of=acting_role.as_of)
    shown = view(found, agenda.items_of(found), acting_role, may, working_days=days)
    late = sum(bool(each.late) for each in shown.items)
    counted = ngettext("%(n)d item", "%(n)d items", len(shown.items)) % {"n": len(shown.items)}
    if late:
        counted += ", " + ngettext("%(n)d late", "%(n)d late", late) % {"n": late}
    left = len(shown.items) - MOST
    return StateList(
        title=_("Next meeting: %(when)s (%(items)s)") % {"when": shown.when, "items": counted},
        url=address(found),
        rows=[_row(each, address(found)) for each in shown.items[:MOST]],
        note=_("and %(n)d more") % {"n": left} if left > 0 else "",
    )


def _row(item: ItemRow, meeting: str) -> StateRow:
    papers = ngettext("%(n)d paper", "%(n)d papers", len(item.papers)) % {"n": len(item.papers)} if item.papers else ""
    return StateRow(
        label=f"{item.number}. {item.title}",
        url=f"{meeting}#item-{item.pk}",
        status="attention" if item.late else "",
        status_text=item.late,
        note=papers,
    )
