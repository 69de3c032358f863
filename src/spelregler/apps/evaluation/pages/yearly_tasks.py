"""What waits for a role in the yearly evaluation and in the account of it: each who takes part has an own part."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may
from spelregler.apps.evaluation.access.yearly import Action, Doing, account_of, doing
from spelregler.apps.evaluation.models import Evaluation
from spelregler.apps.evaluation.pages.account.presenters import board_of
from spelregler.apps.evaluation.pages.yearly.presenters import address
from spelregler.apps.evaluation.queries import accounts, yearly
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.bodies import municipality
from spelregler.apps.organisation.queries.posts import post_acted_by
from spelregler.domain.evaluation import ACCOUNTED, EVALUATED, judged_year
from spelregler.domain.period import add_months
from spelregler.domain.work_list import MONTH_AHEAD, Task
from spelregler.platform.findings import evaluation_questions, parameters_of

ANY = "any"
"""A body to ask about for a role that belongs to none, as the registry's may."""
MONTHS_OF_THE_ACCOUNT = 2
"""How long before its last day the account is begun."""


def parts_to_write(acting_role: ActingRole) -> Iterable[Task]:
    """For each body whose evaluation of last year is not decided: what the role does in it (MR-9). None in a
    municipality whose package does not ask for it, or where the last day lay before the start day. At most nine
    queries, and none for a role that takes no part.
    """
    today = acting_role.as_of
    year = judged_year(today)
    if not _takes_part(acting_role) or not parameters_of(EVALUATED, as_of=today):
        return
    able = [(body, doing(acting_role, body.code)) for body in yearly.undecided_bodies(year, as_of=today)]
    own = [(body, its) for body, its in able if _acts(its) or acting_role.place == ("committee", body.code)]
    due = yearly.last_day(year, as_of=today)
    if not own or _is_before_start(due):
        return
    found = yearly.evaluations_of_year(year, as_of=today)
    for body, its in own:
        held = found.get(body.code)
        title, name = _part(acting_role, body, held.open if held else None, year, its)
        if title:
            yield _task(title, address(name, year, body.code), "MR-9", due=due, today=today)


def _is_before_start(due: date) -> bool:
    """Whether the last day lay before the start day: the rule judges nobody for it, and nothing waits."""
    place = municipality()
    return place is not None and place.start_day is not None and due < place.start_day


def _takes_part(acting_role: ActingRole) -> bool:
    """Whether the role has a part in the evaluation of its own body; whoever has none there has none elsewhere."""
    if not acting_role.person_code:
        return False
    return acting_role.place[0] == "committee" or _acts(doing(acting_role, acting_role.body or ANY))


def _acts(able: Doing) -> bool:
    return able.enter or able.prepare or able.side is not None


def _part(acting_role: ActingRole, body: Body, row: Evaluation | None, year: int, able: Doing) -> tuple[str, str]:
    """What the role does next with the evaluation, and on which page; nothing where it does nothing in it."""
    words = {"body": acting_role.say(body.name, body.name_en), "year": year}
    is_answered = row is not None and len(row.answers.all()) >= len(evaluation_questions(as_of=acting_role.today))
    if able.enter:
        if is_answered:
            return _("Enter the decision on the evaluation %(year)s: %(body)s") % words, "yearly_decision"
        return _("Prepare the evaluation of the policy %(year)s: %(body)s") % words, "yearly"
    if able.prepare:
        if is_answered:
            return _("Decide the evaluation of the policy %(year)s") % words, "yearly"
        return _("Gather the body's answers for the evaluation %(year)s") % words, "yearly_answers"
    if able.side:
        if able.side == "staff":
            if yearly.has_written(row, department=acting_role.department):
                return "", ""
            return _("Write the department's part in the evaluation %(year)s: %(body)s") % words, "yearly_part"
        post = post_acted_by(acting_role.role_assignment.code)
        if post is None or yearly.has_written(row, post=post.pk):
            return "", ""
        return _("Write the union's part in the evaluation %(year)s: %(body)s") % words, "yearly_part"
    if acting_role.place == ("committee", body.code):
        return _("Evaluate how the policy was followed in %(year)s") % words, "yearly"
    return "", ""


def account_to_give(acting_role: ActingRole) -> Iterable[Task]:
    """The account of last year that the council has not received, for those who put it together (MR-10)."""
    today = acting_role.as_of
    year = judged_year(today)
    if not may(acting_role, Action.PREPARE_ACCOUNT, account_of(acting_role.body or ANY)):
        return
    board = board_of(as_of=today) if parameters_of(ACCOUNTED, as_of=today) else None
    if board is None:
        return
    matter, due = account_of(board.code), accounts.last_day(year, as_of=today)
    writes = may(acting_role, Action.PREPARE_ACCOUNT, matter)
    if not writes or today < add_months(due, -MONTHS_OF_THE_ACCOUNT) or _is_before_start(due):
        return
    held = accounts.accounts_of(year, as_of=today)
    if held.handed_over:
        return
    row, words = held.open, {"year": year}
    if not may(acting_role, Action.ENTER_ACCOUNT, matter):
        if row is None or not row.is_decided:
            title = _("Write the board's answer in the account of %(year)s") % words
            yield _task(title, reverse("evaluation:account_answer", args=[year]), "MR-10", due=due, today=today)
    elif row is not None and row.is_decided:
        title = _("Hand the account of %(year)s to the council") % words
        yield _task(title, reverse("evaluation:account_handed_over", args=[year]), "MR-10", due=due, today=today)
    else:
        title = _("Put the account of %(year)s to the council together") % words
        yield _task(title, reverse("evaluation:account", args=[year]), "MR-10", due=due, today=today)


def _task(title: str, url: str, clause: str, *, due: date, today: date) -> Task:
    """Others may be told of it in its owner's absence: that it is to be done is open to all."""
    return Task(
        title=title,
        url=url,
        last_day=due,
        minutes=20,
        clause=clause,
        is_broken=today > due,
        lead=MONTH_AHEAD,
        behind=(),
    )
