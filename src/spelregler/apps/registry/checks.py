"""The check of this room: what a body must decide in the year has a case in time (CP-11)."""

from __future__ import annotations

from spelregler.apps.registry.models import CaseFile
from spelregler.apps.registry.queries.matters import body_occasions
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.counting import later_of
from spelregler.domain.findings import Scope
from spelregler.domain.registry import BodyMatters, MattersRaised, judge_matters_raised
from spelregler.domain.words import Words
from spelregler.exchange.package.year import TRACK, events_of
from spelregler.platform.findings import moved_occasions
from spelregler.platform.touching import belongs

belongs(CaseFile)


def load_matters(load: Load) -> list[BodyMatters]:
    """Each committee and the board with the occasions it decides on, on the days that they are moved to.

    Four queries, however many cases there are.
    """
    events = events_of(load.package) if load.package else []
    return [
        BodyMatters(
            body=Scope("committee", each.body.code, each.body.name),
            since=later_of(each.first_case, load.counts_from) if each.first_case else None,
            occasions=each.occasions,
        )
        for each in body_occasions(events, as_of=load.as_of, track=TRACK, moves=moved_occasions(as_of=load.as_of))
    ]


registry.register(
    Check(
        name="registry.matters_raised",
        title=Words("What must be decided has a case in time"),
        formula=Words(
            "Decisions of the year due within the days and without a case = 0, and none has passed without a case."
        ),
        scope_kinds=("committee",),
        load=load_matters,
        judge=judge_matters_raised,
        reads=("registry.casefile", "organisation.body", "policy.movedoccasion"),
        parameters=MattersRaised,
    )
)
