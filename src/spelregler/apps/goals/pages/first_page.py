"""What measuring asks of the role this month, and the pages where it decides plans, on its first page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.first_page import Note
from spelregler.apps.goals.queries.idle import minutes_asked


def minutes_note(acting_role: ActingRole) -> Note | None:
    """The minutes that are asked; None where nothing is."""
    minutes = minutes_asked(acting_role)
    words = _("About %(minutes)s minutes are asked of you this month.") % {"minutes": minutes}
    return Note(words, reverse("goals:report")) if minutes else None


def unit_plan(acting_role: ActingRole) -> str:
    """The own unit's plan, for whoever has a unit."""
    return _plan(acting_role, "enhet", acting_role.unit)


def department_plan(acting_role: ActingRole) -> str:
    """The own department's plan, for whoever has a department and no unit."""
    return _plan(acting_role, "forvaltning", "" if acting_role.unit else acting_role.department)


def _plan(acting_role: ActingRole, kind: str, code: str) -> str:
    return reverse("goals:owner_plan", args=[acting_role.as_of.year, kind, code]) if code else reverse("goals:chain")


def assignments(acting_role: ActingRole) -> str:
    """The job assignments of the own unit; no page for whoever has none."""
    return reverse("goals:unit_assignments", args=[acting_role.unit]) if acting_role.unit else ""
