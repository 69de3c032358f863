"""Who is left to be introduced to the rules of the game, on the first page of whoever it concerns."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.first_page import Errand
from spelregler.apps.organisation.models import Employment
from spelregler.apps.organisation.pages import acts
from spelregler.apps.organisation.queries.introductions import employees_waiting, members_waiting
from spelregler.domain.roles import ELECTED, Beside, Role, role_of
from spelregler.ui import formatting
from spelregler.ui.page import StatCard

PLACE, PLACE_OF_KEEPING = 4, 2


def introductions(acting_role: ActingRole) -> StatCard | None:
    """The body's new members who wait, the unit's new employees where any do, or one's own introduction."""
    if role_of(acting_role.role) in ELECTED and acting_role.body:
        waiting = members_waiting(as_of=acting_role.as_of, body=acting_role.body)
        return _left([each.last_day for each in waiting], acting_role, url=_body(acting_role))
    if acting_role.role == Role.EC and acting_role.unit:
        found = employees_waiting(as_of=acting_role.as_of, unit=acting_role.unit)
        url = reverse("organisation:employees", args=[acting_role.unit])
        return _left(list(found.values()), acting_role, url=url) if found else None
    return _own(acting_role) if acting_role.role == Role.EM and acting_role.unit else None


def keeping(acting_role: ActingRole) -> Errand | None:
    """Who holds what, for those who enter it; whoever runs the system has it among the own pages already."""
    if acting_role.role == Beside.ADMINISTRATOR or not acts.on_the_whole(acting_role):
        return None
    return Errand(_("Enter who holds what"), reverse("organisation:overview"))


def _body(acting_role: ActingRole) -> str:
    return reverse("organisation:body", args=[acting_role.body])


def _left(days: list[date], acting_role: ActingRole, *, url: str) -> StatCard:
    """How many wait, and by when the first is to be done."""
    if not days:
        return StatCard(
            title=_("Introductions"), value=_("None left"), status="kept", status_text=_("all are introduced"), url=url
        )
    first = min(days)
    day = formatting.short_date(first, acting_role.language, today=acting_role.as_of)
    is_late = first < acting_role.as_of
    return StatCard(
        title=_("Introductions"),
        value=_("%(n)d left") % {"n": len(days)},
        status="breach" if is_late else "attention",
        status_text=_("last day was %(day)s") % {"day": day} if is_late else _("last day %(day)s") % {"day": day},
        url=url,
    )


def _own(acting_role: ActingRole) -> StatCard | None:
    """One's own introduction, where one is employed in the unit."""
    held = Employment.objects.on(acting_role.as_of).filter(
        unit__code=acting_role.unit, person__code=acting_role.person_code
    )
    employment = held.values_list("pk", flat=True).first()
    if employment is None:
        return None
    last_day = employees_waiting(as_of=acting_role.as_of, unit=acting_role.unit).get(employment)
    if last_day is None:
        return StatCard(
            title=_("My introduction"), value=_("Nothing left"), status="kept", status_text=_("no introduction waits")
        )
    day = formatting.short_date(last_day, acting_role.language, today=acting_role.as_of)
    return StatCard(
        title=_("My introduction"),
        value=_("Waits"),
        status="breach" if last_day < acting_role.as_of else "attention",
        status_text=_("last day %(day)s") % {"day": day},
        note=_("Your manager introduces you to the rules of the game."),
    )
