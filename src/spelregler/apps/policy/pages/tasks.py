"""What waits for a role by the municipality's year: occasions whose last day is near, and the policy's review."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.answer_tasks import AnswerTask, asked_of
from spelregler.apps.acting.work_list import page_of_occasion
from spelregler.apps.policy.packages.in_force import package_or_none
from spelregler.apps.policy.queries.year import occasions_of
from spelregler.domain.cycle import CycleEvent
from spelregler.domain.policy import MANAGER_POLICY, PERSONNEL_PROGRAMME
from spelregler.domain.roles.vocabulary import owner_called
from spelregler.domain.words import Words
from spelregler.domain.work_list import MONTH_AHEAD, WEEK_AHEAD, Task
from spelregler.platform.findings import moved_occasions


def occasions_ahead(acting_role: ActingRole) -> Iterable[Task]:
    """The occasions of the package's year that the role sees to or takes part in, as far ahead as people plan."""
    package = package_or_none(acting_role.as_of)
    if package is None:
        return
    own = asked_of(acting_role.role)
    moves = moved_occasions(as_of=acting_role.as_of)
    for each in occasions_of(own, package, as_of=acting_role.as_of, with_others=True, moves=moves):
        event, is_own = each.event, each.event.owner in own
        name = acting_role.say(event.name_sv, event.name_en)
        yield Task(
            title=name if is_own else _("Take part: %(occasion)s") % {"occasion": f"{name[:1].lower()}{name[1:]}"},
            url=page_of_occasion(event.id, acting_role)
            or f"{reverse('policy:year')}?ar={each.on.year}#manad-{each.on.month}",
            last_day=each.on,
            clause=event.clauses[0] if event.clauses else "",
            why=_why(event, acting_role.language, is_own=is_own),
            lead=WEEK_AHEAD if event.recurrence == "monthly" else MONTH_AHEAD,
            behind=(),
            known_as=f"{event.id}-{each.planned_on:%Y%m%d}-{'own' if is_own else 'part'}",
            revision=each.revision,
        )


def _why(event: CycleEvent, language: str, *, is_own: bool) -> str:
    """What there is when it is done, and who sees to it where that is somebody else."""
    output = event.output.text(language)
    if is_own:
        return output[:1].upper() + output[1:]
    who = owner_called(event.owner).text(language)
    return _("%(who)s sees to it: %(output)s") % {"who": f"{who[:1].upper()}{who[1:]}", "output": output}


ANSWER_TASKS = (
    AnswerTask(
        scope_kind="document",
        title=Words("Review the policy and decide to change or keep it"),
        address=lambda answer: reverse("policy:document", args=[answer.scope]),
        last_day="review_due",
    ),
    AnswerTask(
        scope_kind="municipality",
        clauses=("MR-52",),
        title=Words("Review the personnel policy programme, or register the one that holds"),
        address=lambda _answer: f"{reverse('policy:beside')}#{PERSONNEL_PROGRAMME}",
        last_day="review_due",
    ),
    AnswerTask(
        scope_kind="department",
        clauses=("CP-5",),
        title=Words("Review the department's own manager policy, or register the one that holds"),
        address=lambda answer: f"{reverse('policy:beside')}#{MANAGER_POLICY}-{answer.scope}",
        last_day="review_due",
    ),
)
"""What is done about the rules on the policy itself."""
