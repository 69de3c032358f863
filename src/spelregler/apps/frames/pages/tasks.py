"""What waits for a role in this room: the books to bring in and put in order, and what the rules on money ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.answer_tasks import AnswerTask
from spelregler.apps.acting.rights import may
from spelregler.apps.frames.access.actions import LEDGER, Action
from spelregler.apps.frames.queries.frames import outcome_to
from spelregler.apps.frames.queries.ledger_batches import count_unnamed_codes
from spelregler.domain.words import Words
from spelregler.domain.work_list import Task
from spelregler.platform.findings import Answer
from spelregler.ui import formatting


def books_to_bring_in(acting_role: ActingRole) -> Iterable[Task]:
    """The month that has ended and is not in the books yet, and codes without a unit, for whoever brings them in."""
    if not may(acting_role, Action.IMPORT_LEDGER, LEDGER):
        return
    ended = acting_role.as_of.replace(day=1) - timedelta(days=1)
    known = outcome_to(year=ended.year, as_of=acting_role.as_of)
    if known is None or known < ended.replace(day=1):
        month = formatting.month_name(ended.month, acting_role.language)
        yield Task(
            title=_("Bring in the books for %(month)s") % {"month": month},
            url=reverse("frames:ledger"),
            minutes=10,
            behind=(),
        )
    if unnamed := count_unnamed_codes(as_of=acting_role.as_of):
        words = ngettext(
            "Say which unit %(n)d code in the books is of", "Say which units %(n)d codes in the books are of", unnamed
        )
        yield Task(title=words % {"n": unnamed}, url=reverse("frames:ledger_codes"), minutes=unnamed, behind=())


def forecast_page(acting_role: ActingRole) -> str:
    """The own unit's forecast, where the month's is given; empty for whoever has no unit."""
    return _own_forecast(acting_role.unit) if acting_role.unit else ""


def _own_forecast(unit: str) -> str:
    """The form, below what is computed."""
    return f"{reverse('frames:forecast', args=[unit])}#own"


def _committee(answer: Answer) -> str:
    return reverse("frames:committee", args=[answer.scope])


ANSWER_TASKS = (
    AnswerTask(
        scope_kind="committee",
        clauses=("MR-19",),
        title=Words("Decide what is done about the forecast"),
        address=lambda answer: reverse("frames:forecasts_of", args=[answer.scope]) + "#own",
    ),
    AnswerTask(
        scope_kind="committee",
        clauses=("MR-18",),
        title=Words("Make the units' frames fit the committee's"),
        lack=Words("sums do not agree"),
        address=_committee,
    ),
    AnswerTask(
        scope_kind="committee",
        clauses=("MR-13",),
        title=Words("Decide goals and frame for the year"),
        lack=Words("goals or frame missing"),
        address=_committee,
    ),
    AnswerTask(
        scope_kind="municipality",
        clauses=("MR-13", "MR-18"),
        title=Words("Propose and decide goals and budget in time"),
        lack=Words("sums do not agree"),
        address=lambda _answer: reverse("frames:proposals_first"),
    ),
    AnswerTask(
        scope_kind="unit",
        clauses=("MR-42",),
        title=Words("Say how the unit meets the deviation from its frame"),
        lack=Words("outside the frame"),
        address=lambda answer: _own_forecast(answer.scope),
        minutes=15,
    ),
)
"""What is done about each rule on money."""
