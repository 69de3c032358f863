"""What this room proposes for a body's agenda: assignments that have been reported back to it (MR-29)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.agenda_sources import MOST_PROPOSED, Proposed
from spelregler.apps.decisions.queries import reported_to

PROPOSED_FOR = timedelta(days=90)
"""How long after the report it is proposed."""


def reports_to_take_up(body: str, held_on: date) -> Iterable[Proposed]:
    """Assignments reported back in the last months before the meeting, the latest first."""
    for each in reported_to(body, since=held_on - PROPOSED_FOR, until=held_on)[:MOST_PROPOSED]:
        yield Proposed(
            title=_("Report back: %(assignment)s") % {"assignment": each.text},
            kind="information",
            case_number=each.decision.reference,
            url=reverse("decisions:assignment", args=[each.pk]),
            why=f"§ {each.decision.paragraph}",
        )
