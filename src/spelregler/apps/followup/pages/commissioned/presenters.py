"""A body's commissioned evaluations in words: how far each has come, and by when the next step is to be taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.decisions.models import Decision
from spelregler.apps.followup.access.commissioned import Action, may_do, may_read_file
from spelregler.apps.followup.pages.words import decided_words
from spelregler.apps.followup.queries.commissioned import Standing
from spelregler.domain.commissioned import USED, EvaluationsUsed
from spelregler.domain.period import add_months
from spelregler.platform.findings import parameters_of
from spelregler.ui import formatting
from spelregler.ui.formatting import NBSP


@dataclass(frozen=True)
class Row:
    """An evaluation in the list: its title, what it is of, and how far it has come."""

    title: str
    url: str
    about: str
    commissioned: str
    status: str
    words: str


@dataclass(frozen=True)
class FollowUpShown:
    """What the body decided that it leads to."""

    decision: str
    decision_url: str
    leads_to: str
    assignment: str
    assignment_url: str


@dataclass(frozen=True)
class Shown:
    """An evaluation with all that the reader may see of it, and what the reader may do with it."""

    row: Row
    why: str
    carried_out_by: str
    decision_url: str
    due_on: date
    handed_on: date | None
    found: str
    file_name: str
    follow_ups: list[FollowUpShown]
    withdrawn_for: str
    hands_in: bool
    decides: bool
    withdraws: bool


def months_to_decide(acting_role: ActingRole) -> int:
    """How long a body has to decide what an evaluation leads to (P46)."""
    said = parameters_of(USED, as_of=acting_role.as_of).get("months", EvaluationsUsed().months)
    return int(said)


def row_of(found: Standing, acting_role: ActingRole, *, months: int) -> Row:
    """The evaluation in a line."""
    status, words = _standing(found, acting_role, months=months)
    return Row(
        title=found.evaluation.title,
        url=reverse("followup:evaluation", args=[found.evaluation.pk]),
        about=_about(found, acting_role),
        commissioned=_day_and_paragraph(found.evaluation.decision, acting_role.language),
        status=status,
        words=words,
    )


def _day_and_paragraph(decision: Decision, language: str) -> str:
    """A decision of the body whose page it is."""
    return f"{formatting.long_date(decision.decided_on, language)}, §{NBSP}{decision.paragraph}"


def _about(found: Standing, acting_role: ActingRole) -> str:
    row = found.evaluation
    if row.goal is not None:
        return acting_role.say(row.goal.title, row.goal.title_en)
    place = row.unit or row.department
    return acting_role.say(place.name, place.name_en) if place else _("The body's whole area")


def _standing(found: Standing, acting_role: ActingRole, *, months: int) -> tuple[str, str]:
    """How far it has come, as a mark and in words; empty mark where nothing is judged of it."""
    day, language = acting_role.as_of, acting_role.language
    if found.is_withdrawn:
        return "not_applicable", _("taken back")
    if found.handed_in is None:
        due = found.evaluation.due_on
        words = _("to be in by %(day)s") if day <= due else _("missing since %(day)s")
        return "not_assessed" if day <= due else "attention", words % {"day": formatting.long_date(due, language)}
    last = add_months(found.handed_in.handed_on, months)
    if not found.follow_ups:
        words = _("to be decided by %(day)s") if day <= last else _("no decision since %(day)s")
        return "attention" if day <= last else "breach", words % {"day": formatting.long_date(last, language)}
    on = found.follow_ups[0].decision.decided_on
    words = _("decided %(day)s") if on <= last else _("decided %(day)s, too late")
    return "kept" if on <= last else "attention", words % {"day": formatting.long_date(on, language)}


def shown(found: Standing, acting_role: ActingRole) -> Shown:
    """What was found is for whoever reads the file until the body has decided, and then for everybody."""
    code, handed = found.body.code, found.handed_in
    reads_file = may_read_file(acting_role, code)
    is_open = not found.is_withdrawn
    enters = is_open and may_do(acting_role, Action.ENTER, code)
    return Shown(
        row=row_of(found, acting_role, months=months_to_decide(acting_role)),
        why=found.evaluation.why,
        carried_out_by=found.evaluation.carried_out_by,
        decision_url=reverse("decisions:decision", args=[found.evaluation.decision_id]),
        due_on=found.evaluation.due_on,
        handed_on=handed.handed_on if handed else None,
        found=handed.found if handed and (found.follow_ups or reads_file) else "",
        file_name=handed.file.name if handed and handed.file and reads_file else "",
        follow_ups=[
            FollowUpShown(
                decision=decided_words(each.decision, acting_role.language),
                decision_url=reverse("decisions:decision", args=[each.decision_id]),
                leads_to=each.leads_to,
                assignment=each.assignment.text if each.assignment else "",
                assignment_url=reverse("decisions:assignment", args=[each.assignment_id]) if each.assignment_id else "",
            )
            for each in found.follow_ups
        ],
        withdrawn_for=found.evaluation.withdrawn_for if found.is_withdrawn else "",
        hands_in=is_open and handed is None and may_do(acting_role, Action.HAND_IN, code),
        decides=enters and handed is not None,
        withdraws=enters and not found.follow_ups,
    )
