"""The demo's registry, built by the same operations as a registrar's."""

from __future__ import annotations

from spelregler.apps.registry.models import CaseFile
from spelregler.apps.registry.operations import (
    NewCase,
    NewRecord,
    Occasion,
    add_party,
    begin_memo,
    bring_plan,
    close_case,
    open_case,
    register_record,
    set_up_registry,
    sign_memo,
    write_memo,
)
from spelregler.demo.build_delegation import minuted
from spelregler.demo.cases import CASES, PLAN, PLAN_DECIDED, PLAN_START, CaseFact, MemoFact
from spelregler.demo.made import DEMO, Made
from spelregler.domain.registry import DEFAULT_PATTERN

DEMANDED = ("background", "alternatives", "money", "children")


def build_cases(made: Made) -> None:
    """Numbers in the default pattern, a template of six parts, and the cases in the order in which they were opened."""
    set_up_registry(pattern=DEFAULT_PATTERN, demanded=DEMANDED, who=DEMO)
    minutes = minuted(made, "un", *PLAN_DECIDED, "Gallringsplan")
    bring_plan(body=made.bodies["un"], minutes=minutes, start=PLAN_START, rows=PLAN, today=PLAN_START, who=DEMO)
    for fact in sorted(CASES, key=lambda each: each.opened_on):
        case = open_case(
            new=NewCase(
                body=made.bodies[fact.body],
                title=fact.title,
                responsible=made.posts[fact.responsible],
                opened_on=fact.opened_on,
                title_ground=fact.title_ground,
                occasion=Occasion(fact.event, fact.on) if fact.on else None,
            ),
            on=fact.opened_on,
            who=DEMO,
        )
        _fill(made, case, fact)


def _fill(made: Made, case: CaseFile, fact: CaseFact) -> None:
    if fact.party:
        add_party(case=case, name=fact.party, name_ground=fact.party_ground, who=DEMO)
    for each in fact.records:
        register_record(
            case=case,
            new=NewRecord(
                kind=each.kind,
                dated=each.dated,
                subject=each.subject,
                correspondent=each.correspondent,
                correspondent_ground=each.correspondent_ground,
                is_draft=each.is_draft,
            ),
            on=each.dated,
            who=DEMO,
        )
    if fact.memo:
        _memo(made, case, fact, fact.memo)
    if fact.closed_on:
        close_case(case=case, on=fact.closed_on, who=DEMO)


def _memo(made: Made, case: CaseFile, fact: CaseFact, told: MemoFact) -> None:
    memo = begin_memo(case=case, subject=fact.title, on=told.begun_on, who=DEMO)
    write_memo(memo=memo, parts=told.parts, reason="", who=DEMO)
    if told.signed_on:
        post = made.posts[fact.responsible]
        sign_memo(memo=memo, post=post, demanded=DEMANDED, on=told.signed_on, who=DEMO)
