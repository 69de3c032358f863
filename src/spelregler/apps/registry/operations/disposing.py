"""Records go by a disposal plan that a body has adopted, in one act with its decision; nothing else ever goes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from spelregler.apps.decisions.operations import Minutes, decision_as_minuted
from spelregler.apps.registry.models import CaseFile, Disposal, DisposalPlan, Record
from spelregler.apps.registry.operations.records import take_away
from spelregler.apps.registry.queries.disposal import MOST_AT_ONCE, plan_of, proposed, rows_of
from spelregler.domain.words import Words
from spelregler.platform.audit.many import Fact, store_many
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store
from spelregler.platform.errors import DomainError

TITLE = Words("Disposal of records")


class DisposalRefused(DomainError):
    """Records go by the plan in force, when their years are over, under a decision of their own."""

    code = "disposal-refused"


def say_kind(*, row: Record, code: str, today: date, who: Who) -> Record:
    """Which kind of record it is by the plan in force; empty says that nobody knows, and it is kept.

    Refuses with `DisposalRefused` a code that the plan does not have, and a record that is disposed of.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = Record.objects.select_for_update().select_related("case_file__body").get(pk=row.pk)
        if held.disposal_id is not None:
            raise DisposalRefused(Words("The record is disposed of."), way=Words("Nothing more is said about it."))
        must_be_a_kind(case=held.case_file, code=code, today=today)
        amend(held, to={"plan_code": code}, act="say-kind-of-record", who=who)
    return held


def must_be_a_kind(*, case: CaseFile, code: str, today: date) -> None:
    """Refuses with `DisposalRefused` a code that the plan in force of the case's body does not have."""
    if code and code not in {each.code for each in rows_of(plan_of(body=case.body.code, as_of=today))}:
        raise DisposalRefused(
            Words("The plan in force has no row {code}.", code=code),
            way=Words("Choose a row of the plan, or leave it empty."),
            field="plan_code",
        )


def dispose(
    *, plan: DisposalPlan, records: Collection[int], minutes: Minutes, today: date, who: Who
) -> tuple[Disposal, int]:
    """The records go, in one act: their files, words and names. Number, days, kind and the plan's row stay as trace.

    `records` are keys of what is proposed; at most 200 at a time. The bytes of a file leave the store when nobody else
    has it (`attachments.upkeep`).

    Refuses with `DisposalRefused` a plan that does not hold today, no record, one that the plan does not let go today,
    and a decision from before the plan was adopted; with `DecisionRefused` what the minutes cannot say.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = plan_of(body=plan.body.code, as_of=today)
        if held is None or held.pk != plan.pk:
            raise DisposalRefused(
                Words("Nothing is disposed of but by the plan in force."), way=Words("Read the plan that holds now.")
            )
        if minutes.decided_on < held.decision.decided_on:
            raise DisposalRefused(
                Words("The decision is from before the plan was adopted on {day}.", day=held.decision.decided_on),
                way=Words("Give the decision by which the records are disposed of."),
                field="decided_on",
            )
        found = proposed(held, on=today, among=records)
        if not records or len(found) != len(set(records)):
            raise DisposalRefused(
                Words("Choose records that the plan lets go, at least one and at most {most}.", most=MOST_AT_ONCE),
                way=Words("Read the list again: something in it has changed."),
                field="records",
            )
        decision = decision_as_minuted(body=held.body, minutes=minutes, title=TITLE, on=today, who=who)
        act = Disposal(plan=held, decision=decision, held_on=today)
        store(act, act="dispose-records", who=who, details={"records": len(found)})
        take_away([each.record for each in found])
        nothing = dict.fromkeys(("subject", "subject_ground", "correspondent", "correspondent_ground"), "")
        facts = [
            Fact(each.record, act="dispose-record", to={**nothing, "disposal": act, "disposed_as": each.row})
            for each in found
        ]
        store_many(facts, who=who)
    return act, len(found)
