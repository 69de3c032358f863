"""A decision by delegation: registered with its row, the delegate tried against that day, and told to the body
(P22)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import Minutes, decision_as_minuted
from spelregler.apps.delegation.models import DecidedVoucher, DelegatedDecision, DelegationOrder, OrderRow
from spelregler.apps.delegation.models.decided import PASSED_ON
from spelregler.apps.delegation.queries.delegates import Delegates, holders_then
from spelregler.apps.organisation.models import Body, Person, Post
from spelregler.apps.registry.operations import number_of_case
from spelregler.domain.delegation import BY_WHOM, MATTERS, NEVER_DELEGATED, Level, Matter
from spelregler.domain.vouchers import VoucherName
from spelregler.domain.words import Bilingual, Pair, Words
from spelregler.platform.audit.changes import key_of
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, record, store
from spelregler.platform.errors import DomainError

TOLD = Words("Delegated decisions reported")


class DecidedRefused(DomainError):
    """Whoever decided by delegation had it that day, by a row of the order that held then."""

    code = "delegated-decision-refused"


@dataclass(frozen=True)
class DecidedSaid:
    """What is registered: the type by its code, who decided and by which post, when, about what.

    Without a post the presidium decided. `vouchers` are those of the ledger that it stands behind, where they are
    known by then.
    """

    code: str
    post: Post | None
    person: Person
    decided_on: date
    subject: str
    reference: str = ""
    is_open: bool = False
    vouchers: Collection[VoucherName] = ()


def record_delegated(
    *, body: Body, said: DecidedSaid, today: date, role: str, who: Who, known: Delegates | None = None
) -> DelegatedDecision:
    """A decision counts when its row held that day and the delegate held the post that day (MR-37, KL 6 kap. 37 §).

    `known` is what many rows share, where a file brings them. Refuses with `DecidedRefused`, at its field, a day to
    come, a type that no order has that day or that the body keeps, a post that does not have it and that it is not
    passed on to that day, a person who did not hold the post that day, a missing subject, and what is registered
    already; with `CaseRefused` a number that no case has.
    """
    with transaction.atomic():
        if said.decided_on > today:
            raise DecidedRefused(
                Words("{day} has not come yet.", day=said.decided_on),
                way=Words("Register it once it is decided."),
                field="decided_on",
            )
        asked = known or Delegates.of(body)
        row = asked.row_of(said.code, on=said.decided_on)
        if row is None:
            raise _no_row(body, said, asked.order_on(said.decided_on))
        _refuse_kept(row)
        _refuse_delegate(asked, row, said)
        if not said.subject.strip():
            raise DecidedRefused(
                Words("What was decided is missing."),
                way=Words("Say in a few words what it is about."),
                field="subject",
            )
        made = DelegatedDecision(
            row=row,
            post=said.post,
            person=said.person,
            passed_on=_passed_on(asked, row, said),
            decided_on=said.decided_on,
            subject=said.subject.strip(),
            reference=number_of_case(said.reference, body=body, on=today, field="reference"),
            is_open=said.is_open,
            role=role,
            recorded_on=today,
        )
        _refuse_twice(made)
        store(made, act="record-delegated-decision", who=who, details={"type": row.code})
        if said.vouchers:
            name_vouchers(decided=made, vouchers=said.vouchers, who=who)
    return made


def name_vouchers(*, decided: DelegatedDecision, vouchers: Collection[VoucherName], who: Who) -> None:
    """The vouchers that the decision stands behind are these and no others, so that whoever reads the ledger finds it.

    A slip is put right by naming them again. Refuses with `DecidedRefused` a decision that is taken back.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = DelegatedDecision.objects.select_for_update().get(pk=decided.pk)
        if held.ended_on is not None:
            raise DecidedRefused(
                Words("The decision is taken back, and stands behind nothing."),
                way=Words("Name the vouchers at the decision that is right."),
                field="vouchers",
            )
        before = {each.name: each for each in held.vouchers.all()}
        held.vouchers.filter(pk__in=[row.pk for name, row in before.items() if name not in vouchers]).delete()
        for each in sorted(set(vouchers) - before.keys()):
            row = DecidedVoucher(decided=held, year=each.year, series=each.series, number=each.number)
            store(row, act="name-vouchers", who=who)
        record(
            who=who,
            act="name-vouchers",
            subject=str(held),
            before={"vouchers": [str(each) for each in sorted(before)]},
            after={"vouchers": [str(each) for each in sorted(set(vouchers))]},
            subject_key=key_of(held),
        )


def withdraw_delegated(*, decided: DelegatedDecision, reason: str, on: date, who: Who) -> None:
    """What was registered by mistake counts no longer, and stays to read with the reason.

    Refuses with `DecidedRefused` one that is taken back already, one that the body has been told of, and one without a
    reason.
    """
    with transaction.atomic():
        held = DelegatedDecision.objects.select_for_update().get(pk=decided.pk)
        if held.ended_on is not None or held.told_id is not None:
            raise DecidedRefused(
                Words("It is taken back already, or told to the body."),
                way=Words(
                    "What the body has been told of stays. Register what is right, and tell it at the next meeting."
                ),
            )
        if not reason.strip():
            raise DecidedRefused(
                Words("The reason is missing."), way=Words("Say in a few words what was wrong."), field="reason"
            )
        amend(held, to={"ended_on": on, "withdrawn_for": reason.strip()}, act="withdraw-delegated-decision", who=who)


def tell_body(*, body: Body, minutes: Minutes, today: date, who: Who) -> tuple[Decision, int]:
    """All that is decided by the day of the meeting and not told yet is told to the body under the paragraph (P22).

    Gives the decision and how many. Refuses with `DecidedRefused` where nothing waits; with `DecisionRefused` what the
    minutes cannot say.
    """
    with transaction.atomic():
        lock_audit_chain()
        waiting = DelegatedDecision.objects.filter(
            row__order__body=body, told__isnull=True, ended_on__isnull=True, decided_on__lte=minutes.decided_on
        )
        count = waiting.count()
        if not count:
            raise DecidedRefused(
                Words("Nothing that was decided by {day} waits to be told.", day=minutes.decided_on),
                way=Words("Check the day of the meeting."),
                field="decided_on",
            )
        decision = decision_as_minuted(body=body, minutes=minutes, title=TOLD, on=today, who=who)
        waiting.update(told=decision)
        record(
            who=who,
            act="tell-delegated-decisions",
            subject=str(decision),
            details={"told": count},
            subject_key=f"decisions.decision:{decision.pk}",
        )
    return decision, count


def _no_row(body: Body, said: DecidedSaid, order: DelegationOrder | None) -> DecidedRefused:
    named = Pair(body.name, body.name_en)
    if order is None:
        return DecidedRefused(
            Words("{body} had no delegation order in force on {day}.", body=named, day=said.decided_on),
            way=Words("Check the day, or enter the order that held then."),
            field="decided_on",
        )
    return DecidedRefused(
        Words("The order that held on {day} has no type {code}.", day=said.decided_on, code=said.code),
        way=Words("Choose a type of the order that held that day."),
        field="code",
    )


def _refuse_kept(row: OrderRow) -> None:
    if row.level > Level.BODY:
        return
    if row.matter != Matter.DELEGABLE:
        raise DecidedRefused(
            Words("The law does not let a body delegate {matter}.", matter=MATTERS[Matter(row.matter)]),
            way=Words("The body itself decides."),
            clause=NEVER_DELEGATED,
            field="code",
        )
    raise DecidedRefused(
        Words("The body decides that itself."), way=Words("Bring the matter to the body's meeting."), field="code"
    )


def _refuse_delegate(asked: Delegates, row: OrderRow, said: DecidedSaid) -> None:
    if not asked.is_delegate(row, said.post, on=said.decided_on):
        if not asked.could_have_it(row, said.post, on=said.decided_on):
            raise DecidedRefused(
                Words("The order gives the decision to {delegate}.", delegate=asked.delegate_words(row)),
                way=Words("Choose who decided it, or another type of decision."),
                clause=BY_WHOM,
                field="holder",
            )
        if not asked.has_it_passed_on(row, said.post, on=said.decided_on):
            raise DecidedRefused(
                Words(
                    "The order gives the decision to {delegate}, who had not passed it on to that post on {day}.",
                    delegate=asked.delegate_words(row),
                    day=said.decided_on,
                ),
                way=Words("Enter first that it is passed on, with its first day."),
                field="holder",
            )
    held = holders_then(asked.body, said.post, on=said.decided_on)
    if said.person.pk in {each.pk for each in held}:
        return
    what: Bilingual = Pair(said.post.title, said.post.title_en) if said.post else Words("the presidium")
    words = Words("{person} did not hold {post} on {day}.", person=said.person.name, post=what, day=said.decided_on)
    way = (
        Words("It was held by {names}.", names=", ".join(each.name for each in held))
        if held
        else Words("Nobody held it that day. Check the day.")
    )
    raise DecidedRefused(words, way=way, clause=BY_WHOM, field="holder")


def _passed_on(asked: Delegates, row: OrderRow, said: DecidedSaid) -> str:
    """Who had passed the decision on and since when, where the post has it so; empty where it is the row's own."""
    if asked.is_delegate(row, said.post, on=said.decided_on):
        return ""
    step = asked.passed_by(row, said.post, on=said.decided_on)
    return f"{step.giver.title} {step.start}"[:PASSED_ON] if step else ""


def _refuse_twice(made: DelegatedDecision) -> None:
    same = DelegatedDecision.objects.filter(
        row=made.row, person=made.person, decided_on=made.decided_on, subject=made.subject, reference=made.reference
    )
    if same.filter(ended_on__isnull=True).exists():
        raise DecidedRefused(
            Words("It is registered already."),
            way=Words("Say what tells the two apart in the subject or the case number."),
            field="subject",
        )
