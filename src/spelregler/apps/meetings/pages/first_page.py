"""The body's next meeting, on the first page of those who go to it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.meetings.pages.meeting.presenters import late_in_words, title_of, when_in_words
from spelregler.apps.meetings.pages.words import address
from spelregler.apps.meetings.queries import calendar
from spelregler.domain.meetings.notice_days import last_day_for_papers
from spelregler.domain.roles import ELECTED, role_of
from spelregler.ui.page import StateList, StateRow

PLACE = 1
MOST = 8
"""Of the items; the meeting's page has them all."""


def next_meeting(acting_role: ActingRole) -> StateList | None:
    """The next meeting whose notice is sent, item by item; None for other roles, or without one. One query."""
    if role_of(acting_role.role) not in ELECTED or not acting_role.body:
        return None
    items = calendar.items_of_next(acting_role.body, as_of=acting_role.as_of)
    if not items:
        return None
    found = items[0].item.meeting
    last = last_day_for_papers(found.held_on, working_days=calendar.working_days(as_of=acting_role.as_of))
    rows = []
    for number, (each, papers, newest) in enumerate(items, start=1):
        late = late_in_words(
            each, found, acting_role.language, last=last, papers=papers, newest=newest or found.noticed_on
        )
        rows.append(
            StateRow(
                label=f"{number}. {title_of(each, acting_role.language)}",
                url=f"{address(found)}#item-{each.pk}",
                status="attention" if late else "",
                status_text=late,
                note=ngettext("%(n)d paper", "%(n)d papers", papers) % {"n": papers} if papers else "",
            )
        )
    counted = ngettext("%(n)d item", "%(n)d items", len(rows)) % {"n": len(rows)}
    late_ones = sum(bool(each.status) for each in rows)
    if late_ones:
        counted += ", " + ngettext("%(n)d late", "%(n)d late", late_ones) % {"n": late_ones}
    left = len(rows) - MOST
    return StateList(
        title=_("Next meeting: %(when)s (%(items)s)")
        % {"when": when_in_words(found, acting_role.language), "items": counted},
        url=address(found),
        rows=rows[:MOST],
        note=_("and %(n)d more") % {"n": left} if left > 0 else "",
    )
