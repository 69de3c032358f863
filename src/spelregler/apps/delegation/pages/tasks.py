"""What waits for a role in this room: decisions to tell the body of, and an order that is being written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.answer_tasks import AnswerTask
from spelregler.apps.acting.rights import may
from spelregler.apps.delegation.access.rights import Action, may_register, may_register_any, order_matter
from spelregler.apps.delegation.queries.orders import all_written
from spelregler.apps.delegation.queries.register import waiting
from spelregler.domain.findings import ScopeKind
from spelregler.domain.words import Words
from spelregler.domain.work_list import Task
from spelregler.platform.findings import parameters

TOLD_WITHIN = 45
"""P22, where the package in force does not say."""

BOTH: tuple[ScopeKind, ...] = ("department", "municipality")


def days_to_tell(acting_role: ActingRole) -> int:
    """Within how many days a body is told of what was decided for it (P22)."""
    said = parameters("P22", as_of=acting_role.as_of).get("value")
    return int(said) if isinstance(said, int | str) and str(said).isdigit() else TOLD_WITHIN


def decisions_to_tell(acting_role: ActingRole) -> Iterable[Task]:
    """Each body that has not been told of what was decided for it, by its oldest decision (P22, KL 6 kap. 40 §)."""
    if not may_register_any(acting_role):
        return
    found = [each for each in waiting(as_of=acting_role.as_of) if may_register(acting_role, each.body)]
    days = timedelta(days=days_to_tell(acting_role)) if found else timedelta()
    for each in found:
        words = ngettext(
            "Report %(n)d delegated decision to %(body)s", "Report %(n)d delegated decisions to %(body)s", each.count
        )
        yield Task(
            title=words % {"n": each.count, "body": acting_role.say(each.name, each.name_en)},
            url=reverse("delegation:tell", args=[each.body]),
            last_day=each.oldest + days,
            minutes=2,
            why=_("Everything that is not told yet goes under one paragraph."),
        )


def orders_to_enter(acting_role: ActingRole) -> Iterable[Task]:
    """A version that is being written counts only once it is entered."""
    if not may_register_any(acting_role):
        return
    for order in all_written():
        if may(acting_role, Action.ENTER_ORDER, order_matter(order.body.code)):
            name = acting_role.say(order.body.name, order.body.name_en)
            yield Task(
                title=_("Enter the delegation order of %(body)s") % {"body": name},
                url=reverse("delegation:version", args=[order.pk]),
                why=_("It is being written, and counts only once it is entered."),
            )


ANSWER_TASKS = (
    AnswerTask(
        scope_kind="committee",
        clauses=("MR-37",),
        title=Words("See over the delegation order"),
        address=lambda answer: reverse("delegation:order", args=[answer.scope]),
    ),
    AnswerTask(
        scope_kind="department",
        clauses=("CP-31",),
        title=Words("Delegate the employer's matters to the department head"),
        address=lambda _answer: reverse("delegation:start"),
    ),
    *(
        AnswerTask(
            scope_kind=kind,
            clauses=("CP-26",),
            title=Words("Let each post that is to decide have it delegated"),
            address=lambda _answer: reverse("delegation:tasks"),
        )
        for kind in BOTH
    ),
    *(
        AnswerTask(
            scope_kind=kind,
            clauses=("CP-32",),
            title=Words("See who met the unions without a delegation"),
            address=lambda _answer: reverse("delegation:union"),
        )
        for kind in BOTH
    ),
)
