"""The executive board's account of a year's evaluations is put together, decided, and handed to the council (MR-10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from spelregler.apps.decisions.operations import Minutes
from spelregler.apps.evaluation.models import Account, Evaluation
from spelregler.apps.evaluation.operations.yearly import decision_of
from spelregler.apps.organisation.models import Body
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store
from spelregler.platform.errors import DomainError


class AccountRefused(DomainError):
    """An account has the board's own answer, is decided by the board, and then handed to the council."""

    code = "account-refused"


def write_boards_answer(*, year: int, text: str, on: date, who: Who) -> Account:
    """What the board itself says of the evaluations. It may be changed until the board has decided.

    Refuses with `AccountRefused` an empty answer, a year that has not ended, and an account that is decided.
    """
    if not text.strip():
        raise _refused(Words("The board's answer says nothing."), Words("Write what the board makes of it."), "text")
    with transaction.atomic():
        lock_audit_chain()
        account = _open(year, on=on, who=who)
        amend(account, to={"answer": text.strip()}, act="write-boards-answer", who=who)
    return account


def decide_account(
    *, year: int, board: Body, evaluations: Sequence[Evaluation], lacking: Sequence[Body], minutes: Minutes, on: date,
    who: Who,
) -> Account:  # fmt: skip
    """The board has decided the account; which evaluations it rests on, and which it lacks, is then fixed.

    Refuses with `AccountRefused` one without the board's own answer, and one that is decided; with `EvaluationRefused`
    a day within the year or that has not come; with `DecisionRefused` what the minutes lack.
    """
    with transaction.atomic():
        lock_audit_chain()
        account = _open(year, on=on, who=who)
        if not account.answer:
            raise _refused(Words("The board's own answer is not written."), Words("Write it first."))
        title = Words("Account of how the policy was followed in {year}", year=year)
        decision = decision_of(board, minutes, first=date(year + 1, 1, 1), on=on, title=title, who=who)
        account.decision, account.entered_on = decision, on
        links: dict[str, tuple[list[str], list[str]]] = {
            "evaluations": ([], [each.body.code for each in evaluations]),
            "lacking": ([], [each.code for each in lacking]),
        }
        store(account, act="decide-account", who=who, links=links)
        account.evaluations.set(evaluations)
        account.lacking.set(lacking)
    return account


def hand_over_account(*, year: int, council: Body, minutes: Minutes, on: date, who: Who) -> Account:
    """The council has received the account, and everybody may read it from now on.

    Refuses with `AccountRefused` one that the board has not decided; with `EvaluationRefused` a day before the board's
    own or that has not come; with `DecisionRefused` what the minutes lack.
    """
    with transaction.atomic():
        lock_audit_chain()
        account = Account.objects.select_for_update().filter(year=year).order_by("-number").first()
        if account is None or account.decision is None or account.is_handed_over:
            raise _refused(
                Words("There is no account that waits to be handed over."),
                Words("The board decides the account first, with its own answer."),
            )
        title = Words("Account received of how the policy was followed in {year}", year=year)
        first = account.decision.decided_on
        decision = decision_of(council, minutes, first=first, on=on, title=title, who=who)
        amend(
            account,
            to={"handed_over": decision, "handed_over_entered_on": on},
            act="hand-over-account",
            who=who,
        )
    return account


def correct_account(*, year: int, on: date, who: Who) -> Account:
    """A new account is begun with the board's answer in it; the one that is handed over holds until the new one is.

    Refuses with `AccountRefused` where none is handed over.
    """
    with transaction.atomic():
        lock_audit_chain()
        newest = Account.objects.select_for_update().filter(year=year).order_by("-number").first()
        if newest is None or not newest.is_handed_over:
            raise _refused(Words("No account has been handed over."), Words("Go on with the one that is open."))
        fresh = Account(year=year, number=newest.number + 1, opened_on=on, answer=newest.answer)
        store(fresh, act="correct-account", who=who)
    return fresh


def _open(year: int, *, on: date, who: Who) -> Account:
    """The account that is worked on; whoever writes first opens it."""
    if on.year <= year:
        raise _refused(Words("A year is accounted for when it has ended."), Words("Come back after New Year."))
    newest = Account.objects.select_for_update().filter(year=year).order_by("-number").first()
    if newest is not None and newest.is_decided:
        raise _refused(
            Words("The board has decided the account, and it stays as it was decided."),
            Words("Hand it over. A new one can then be begun."),
        )
    if newest is None:
        newest = Account(year=year, opened_on=on)
        store(newest, act="open-account-to-council", who=who)
    return newest


def _refused(words: Bilingual, way: Bilingual, field: str = "") -> AccountRefused:
    return AccountRefused(words, clause="MR-10", way=way, field=field)
