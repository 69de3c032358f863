"""What the page of an assessment and that of an overruling have in common: what is said, and the form to say it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may
from spelregler.apps.evaluation.access.rights import Action, matter_of, may_read_files
from spelregler.apps.evaluation.models import Assessment
from spelregler.apps.evaluation.pages.assessing.presenters import assessment_views
from spelregler.apps.evaluation.queries import history
from spelregler.apps.evaluation.queries.places import AssessedAt


def is_today(acting_role: ActingRole) -> bool:
    """Whether the page is of today; in a picture of an earlier day nothing is said."""
    return acting_role.as_of == acting_role.today


def offered_in_form(acting_role: ActingRole, place: AssessedAt) -> dict[str, Any]:
    """What the form offers: the evidence that there is, and for a body its decisions. At most two queries."""
    today, is_body = acting_role.today, place.kind == "committee"
    return {
        "today": today,
        "offered": history.evidence_offered(place=place, on=today),
        "decisions": history.decisions_offered(place=place, on=today) if is_body else None,
    }


def what_is_said(
    acting_role: ActingRole, clause: str, place: AssessedAt, rows: Iterable[Assessment], *, right: Action
) -> dict[str, Any]:
    """What is said by the day, what was said before it, and what may be done about it now."""
    views = assessment_views(rows, acting_role, reads_files=may_read_files(acting_role, clause, place))
    held, now = next((each for each in views if each.ended_on is None), None), is_today(acting_role)
    return {
        "held": held,
        "earlier": [each for each in views if each is not held],
        "may_withdraw": now and may(acting_role, right, matter_of(place)),
        "may_object": now and may(acting_role, Action.OBJECT, matter_of(place)),
    }
