"""The account as people read it: what each body found, whose evaluation is missing, and what is left to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may
from spelregler.apps.evaluation.access.yearly import Action, account_of
from spelregler.apps.evaluation.models import Account, EvaluatedRule, Evaluation
from spelregler.apps.evaluation.pages.yearly.presenters import (
    AnswerRow,
    PartRow,
    RuleRow,
    Step,
    address,
    answer_rows,
    part_rows,
    rule_rows,
    silent_of,
)
from spelregler.apps.evaluation.queries.accounts import AccountsOfYear, included, last_day
from spelregler.apps.evaluation.queries.yearly import (
    evaluating_bodies,
    evaluations_of_year,
    kept_by_evaluation,
)
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.departments import departments_under
from spelregler.domain.evaluation import state_of
from spelregler.domain.findings import Status
from spelregler.ui import formatting


@dataclass(frozen=True)
class BodyPart:
    """What one body's evaluation says in the account."""

    body: str
    url: str
    decided_on: date
    paragraph: str
    rules: Sequence[RuleRow]
    answers: Sequence[AnswerRow]
    parts: Sequence[PartRow]
    silent: Sequence[str]
    improvements: str


@dataclass(frozen=True)
class AccountState:
    """How it goes with the account, and what of it the reader sees: the row, what it rests on, and what it lacks."""

    status: Status
    word: str
    due: date
    row: Account | None
    sees_open: bool
    evaluations: Sequence[Evaluation]
    lacking: Sequence[str]

    @property
    def is_read(self) -> bool:
        """Whether there is anything in it for the reader."""
        return self.sees_open or self.row is not None


@dataclass(frozen=True)
class AccountView:
    """The account in the reader's language."""

    year: int
    status: str
    word: str
    due: date
    bodies: Sequence[BodyPart]
    lacking: Sequence[str]
    answer: str
    board_on: date | None
    board_paragraph: str
    council_on: date | None
    council_paragraph: str
    council_url: str
    steps: Sequence[Step]
    is_read: bool
    may_correct: bool


def board_of(*, as_of: date) -> Body | None:
    """The executive board. One query."""
    return next((each for each in evaluating_bodies(as_of=as_of) if each.kind == Body.Kind.EXECUTIVE_BOARD), None)


def contents(year: int, account: Account | None, *, as_of: date) -> tuple[list[Evaluation], list[Body]]:
    """The evaluations in an account and the bodies that it lacks: fixed once the board has decided, else as of now."""
    if account is not None and account.is_decided:
        return included(account), list(account.lacking.all())
    owing = [each for each in evaluating_bodies(as_of=as_of) if each.start.year <= year]
    found = evaluations_of_year(year, as_of=as_of)
    decided = {code: each.decided for code, each in found.items() if each.decided}
    return (
        [decided[each.code] for each in owing if each.code in decided],
        [each for each in owing if each.code not in decided],
    )


def account_state(acting_role: ActingRole, year: int, held: AccountsOfYear, board: Body) -> AccountState:
    """What the acting role sees: one that is worked on is for those who take part, one that is handed over for all."""
    as_of, sees_open = acting_role.as_of, may(acting_role, Action.READ_ACCOUNT, account_of(board.code))
    row = held.newest if sees_open else held.handed_over
    told, lacking = contents(year, row, as_of=as_of) if sees_open or row is not None else ([], [])
    due, given = last_day(year, as_of=as_of), held.handed_over.handed_over if held.handed_over else None
    status = state_of(given.decided_on if given else None, due=due, as_of=as_of)
    if status == "kept" and held.handed_over and held.handed_over.lacking.all():
        status = Status.ATTENTION
    return AccountState(
        status=status,
        word=_word(status, held.handed_over, row),
        due=due,
        row=row,
        sees_open=sees_open,
        evaluations=told,
        lacking=[acting_role.say(each.name, each.name_en) for each in lacking],
    )


def view(acting_role: ActingRole, year: int, held: AccountsOfYear, board: Body) -> AccountView:
    """The whole of what the acting role sees in it."""
    found = account_state(acting_role, year, held, board)
    row, kept = found.row, kept_by_evaluation(found.evaluations)
    shown = row.handed_over if row else None
    is_now = acting_role.as_of == acting_role.today
    return AccountView(
        year=year,
        status=found.status,
        word=found.word,
        due=found.due,
        bodies=[_part(each, kept.get(each.pk, ()), acting_role) for each in found.evaluations],
        lacking=found.lacking,
        answer=row.answer if row else "",
        board_on=row.decision.decided_on if row and row.decision else None,
        board_paragraph=row.decision.paragraph if row and row.decision else "",
        council_on=shown.decided_on if shown else None,
        council_paragraph=shown.paragraph if shown else "",
        council_url=reverse("decisions:decision", args=[shown.pk]) if shown else "",
        steps=_steps(acting_role, row, board, year, found.due) if is_now and found.sees_open and not shown else [],
        is_read=found.is_read,
        may_correct=is_now and shown is not None and may(acting_role, Action.ENTER_ACCOUNT, account_of(board.code)),
    )


def _word(status: str, given: Account | None, row: Account | None) -> str:
    if given is not None:
        lacking = len(given.lacking.all())
        if lacking:
            words = ngettext("Handed over, %(n)d committee missing", "Handed over, %(n)d committees missing", lacking)
            return words % {"n": lacking}
        return _("Handed to the council") if status == "kept" else _("Handed to the council late")
    if status == "breach":
        return _("Not handed over, late")
    return _("Decided by the board") if row and row.is_decided else _("Not handed over yet")


def _part(row: Evaluation, kept: Sequence[EvaluatedRule], acting_role: ActingRole) -> BodyPart:
    language, decision = acting_role.language, row.decision
    rules = rule_rows(kept, (), language)
    return BodyPart(
        body=acting_role.say(row.body.name, row.body.name_en),
        url=address("yearly", row.year, row.body.code),
        decided_on=decision.decided_on if decision else row.opened_on,
        paragraph=decision.paragraph if decision else "",
        rules=[each for each in rules if not each.is_well],
        answers=answer_rows(row, None, language),
        parts=part_rows(row, acting_role),
        silent=silent_of(row, departments_under(row.body.code, as_of=acting_role.as_of), acting_role),
        improvements=row.improvements,
    )


def _steps(acting_role: ActingRole, row: Account | None, board: Body, year: int, due: date) -> list[Step]:
    """What is left of it, in order."""
    matter = account_of(board.code)
    writes, enters = (may(acting_role, act, matter) for act in (Action.PREPARE_ACCOUNT, Action.ENTER_ACCOUNT))
    has_answer, is_decided = bool(row and row.answer), bool(row and row.is_decided)
    last = formatting.long_date(due, acting_role.language)

    def to(name: str) -> str:
        return reverse(f"evaluation:{name}", args=[year])

    return [
        Step(
            _("The board's own answer"),
            has_answer,
            url=to("account_answer") if writes and not is_decided else "",
            action=_("Write the board's answer"),
        ),
        Step(
            _("The board's decision"),
            is_decided,
            note=_("What stands in the account is fixed by the decision."),
            url=to("account_decision") if enters and has_answer and not is_decided else "",
            action=_("Enter the board's decision"),
        ),
        Step(
            _("Handed to the council"),
            False,
            note=_("No later than %(day)s. Everybody reads the account from then on.") % {"day": last},
            url=to("account_handed_over") if enters and is_decided else "",
            action=_("Enter the council's paragraph"),
        ),
    ]
