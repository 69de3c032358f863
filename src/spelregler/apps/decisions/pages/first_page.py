"""Assignments near a role on its first page: what its body waits for, or what it is to carry out, see to or enter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.first_page import Errand
from spelregler.apps.acting.rights import may
from spelregler.apps.decisions.access.actions import ENTERED, Action
from spelregler.apps.decisions.access.questions import asked_in
from spelregler.apps.decisions.access.visibility import ASSIGNMENT
from spelregler.apps.decisions.queries import AssignmentRow, decisions_list, open_assignments, open_assignments_near
from spelregler.domain.roles import ELECTED, Role, role_of
from spelregler.ui import formatting
from spelregler.ui.page import StateList, StateRow

PLACE, PLACE_OF_ENTERING, PLACE_OF_LATELY, PLACE_OF_ASKING = 3, 1, 4, 2
MOST = 4
"""The most urgent of them; the page of assignments has them all."""
READERS = frozenset({Role.CI, Role.UN, Role.SO})
REPRESENTATIVES = frozenset({Role.UN, Role.SO})
LATELY = timedelta(days=62)


def assignments(acting_role: ActingRole) -> StateList | None:
    """What the own body waits for, what the own department is to report back, or what is late in the whole.

    None for other roles; where nothing waits, a body is told so and nobody else.
    """
    found = ASSIGNMENT.let_through(acting_role, _near(acting_role))
    is_elected = role_of(acting_role.role) in ELECTED and bool(acting_role.body)
    if not found and not is_elected:
        return None
    left = len(found) - MOST
    asked = f"?organ={acting_role.body}" if is_elected else ""
    return StateList(
        title=_title(acting_role, is_elected=is_elected),
        url=reverse("decisions:assignments") + asked,
        rows=[_row(each, acting_role) for each in found[:MOST]] or [_nothing(asked)],
        note=_("and %(n)d more") % {"n": left} if left > 0 else "",
    )


def decided_lately(acting_role: ActingRole) -> StateList | None:
    """What was decided in the last two months, for those who have no body of their own: residents and representatives.

    The latest first. Whether one touches the staff is what its secretary has said; representatives of the staff are
    told it, and nothing is hidden that nobody has spoken about.
    """
    if acting_role.role not in READERS:
        return None
    found = decisions_list(as_of=acting_role.as_of, per_page=MOST).rows
    recent = [each for each in found if each.decided_on > acting_role.as_of - LATELY]
    of_staff = acting_role.role in REPRESENTATIVES
    rows = [
        StateRow(
            label=each.title,
            url=reverse("decisions:decision", args=[each.pk]),
            status="attention" if of_staff and each.touches_staff else "",
            status_text=_("touches the staff") if of_staff and each.touches_staff else "",
            note=_("%(body)s, %(day)s")
            % {
                "body": acting_role.say(each.body_name, each.body_name_en),
                "day": formatting.short_date(each.decided_on, acting_role.language, today=acting_role.as_of),
            },
        )
        for each in recent
    ]
    return StateList(title=_("Decided lately"), url=reverse("decisions:list"), rows=rows) if rows else None


def entering(acting_role: ActingRole) -> Errand | None:
    """A decision of the minutes, for whoever enters them."""
    if not may(acting_role, Action.ENTER_ASSIGNMENT, ENTERED):
        return None
    return Errand(_("Enter a decision from the minutes"), reverse("decisions:new"))


def asking(acting_role: ActingRole) -> Errand | None:
    """A question to the one who leads the department, for a member of a body (CP-12)."""
    if not acting_role.body or not may(acting_role, Action.ASK, asked_in(acting_role.body)):
        return None
    return Errand(_("Ask the administration a question"), reverse("decisions:ask"))


def _near(acting_role: ActingRole) -> Sequence[AssignmentRow]:
    day = acting_role.as_of
    if role_of(acting_role.role) in ELECTED and acting_role.body:
        return open_assignments_near(as_of=day, body=acting_role.body)
    if acting_role.role == Role.FC and acting_role.department:
        # The head's tasks have read them all.
        return open_assignments(as_of=day, department_code=acting_role.department)
    return [each for each in open_assignments(as_of=day) if each.is_late] if acting_role.role == Role.KC else ()


def _title(acting_role: ActingRole, *, is_elected: bool) -> str:
    if is_elected:
        return _("What the body waits for")
    return _("Assignments that are late") if acting_role.role == Role.KC else _("The department's assignments")


def _nothing(asked: str) -> StateRow:
    return StateRow(
        label=_("Every assignment is reported back"),
        url=reverse("decisions:assignments") + asked,
        status="kept",
        status_text=_("nothing waits"),
    )


def _row(each: AssignmentRow, acting_role: ActingRole) -> StateRow:
    who = acting_role.say(each.addressee_title, each.addressee_title_en)
    day = formatting.short_date(each.due_on, acting_role.language, today=acting_role.as_of)
    late = (acting_role.as_of - each.due_on).days
    return StateRow(
        label=each.text,
        url=reverse("decisions:assignment", args=[each.pk]),
        status="breach" if each.is_late else "",
        status_text=ngettext("%(n)d day late", "%(n)d days late", late) % {"n": late} if each.is_late else "",
        note=_("%(who)s, last day %(day)s") % {"who": who, "day": day},
    )
