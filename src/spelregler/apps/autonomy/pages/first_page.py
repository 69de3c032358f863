"""The units near the role on its first page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.autonomy.access.visibility import FieldTally, seen_field
from spelregler.apps.autonomy.pages.field.presenters import summary
from spelregler.ui.page import StatCard

PLACE = 2


def unit_or_field(acting_role: ActingRole) -> str:
    """The own unit's page, for whoever has one; else the field of all."""
    unit = acting_role.unit
    return reverse("autonomy:unit", args=[unit]) if unit else reverse("autonomy:field")


def card(acting_role: ActingRole) -> StatCard | None:
    """How the units near the role stand, as far as the role sees it."""
    field = seen_field(acting_role)
    own = [tally for each, tally in field.items() if acting_role.department and each.code == acting_role.department]
    near = own or [tally for each, tally in field.items() if acting_role.body and each.body == acting_role.body]
    every = list(field.values())
    shown = sum(every if acting_role.is_central or acting_role.role == "KC" else near or every, FieldTally())
    if not shown.units:
        return None
    status, words = _signals(shown)
    return StatCard(
        title=_("The units"), value=summary(shown), status=status, status_text=words, url=reverse("autonomy:field")
    )


def _signals(shown: FieldTally) -> tuple[str, str]:
    """Whether a signal waits for an answer, for those who see any unit's state."""
    if not shown.seen:
        return "", ""
    waiting = shown.unanswered
    if not waiting:
        return "kept", _("no signal waits")
    words = ngettext("%(n)d signal waits for an answer", "%(n)d signals wait for an answer", waiting)
    return "attention", words % {"n": waiting}
