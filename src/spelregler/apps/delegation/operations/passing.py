"""Whoever has a decision passes it on to a post further out, where the order's row lets it (MR-37)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.delegation.models import PassingOn
from spelregler.apps.delegation.queries.delegates import Delegates
from spelregler.apps.organisation.models import Body, Post
from spelregler.domain.words import Bilingual, Pair, Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store
from spelregler.platform.errors import DomainError


class PassingRefused(DomainError):
    """A decision is passed on by whoever has it, to a post that the order's row lets have it."""

    code = "passing-refused"


def pass_decision_on(*, body: Body, code: str, giver: Post, taker: Post, start: date, who: Who) -> PassingOn:
    """From the first day the taker takes the decisions too, for as long as the order lets it.

    Refuses with `PassingRefused`, at its field, a type that the order of the first day does not have or that may not be
    passed on, a giver who does not have it that day, a taker whom the row does not let have it, and what is passed on
    already.
    """
    with transaction.atomic():
        lock_audit_chain()
        asked = Delegates.of(body)
        row = asked.row_of(code, on=start)
        if row is None or not row.may_subdelegate:
            raise _refused(
                Words("The order of {day} does not let {code} be passed on.", day=start, code=code),
                Words("Choose a type that may be passed on, or another day."),
                "code",
            )
        if not (asked.is_delegate(row, giver, on=start) or asked.has_it_passed_on(row, giver, on=start)):
            raise _refused(
                Words("The order gives the decision to {delegate}.", delegate=asked.delegate_words(row)),
                Words("Choose who has it."),
                "giver",
            )
        if not asked.could_have_it(row, taker, on=start):
            named = Pair(taker.title, taker.title_en)
            raise _refused(
                Words("The order does not let {post} have the decision.", post=named),
                Words("Choose a post further out, no further than the lowest level allowed."),
                "taker",
            )
        same = PassingOn.objects.filter(body=body, code=row.code, giver=giver, taker=taker, end__isnull=True)
        if same.exists():
            raise _refused(Words("It is passed on already."), Words("Read the list of what is passed on."), "taker")
        made = PassingOn(body=body, code=row.code, giver=giver, taker=taker, start=start)
        store(made, act="pass-decision-on", who=who)
    return made


def end_passing(*, passing: PassingOn, end: date, who: Who) -> PassingOn:
    """From the day the taker takes no more decisions by it; what was decided before stands.

    Refuses with `PassingRefused` one that has ended, and a day before its first.
    """
    with transaction.atomic():
        held = PassingOn.objects.select_for_update().select_related("giver", "taker").get(pk=passing.pk)
        if held.end is not None or end < held.start:
            raise _refused(
                Words("It has ended already, or began later."), Words("Give a day on or after its first."), "end"
            )
        amend(held, to={"end": end}, act="end-passing-on", who=who)
    return held


def _refused(words: Bilingual, way: Bilingual, field: str) -> PassingRefused:
    return PassingRefused(words, way=way, field=field)
