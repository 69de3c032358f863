"""Whether the elected get answers to what they ask (CP-12)."""

from __future__ import annotations

from spelregler.apps.decisions.models import MemberQuestion
from spelregler.apps.decisions.queries.questions import ANSWERED, questions_by_body
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.bodies import bodies
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.findings import Scope
from spelregler.domain.questions import AskedQuestion, BodyQuestions, QuestionsAnswered, judge_questions_answered
from spelregler.domain.words import Words
from spelregler.platform.touching import belongs

# A question is a body's; it touches no unit.
belongs(MemberQuestion, beside=lambda _keys: ())


def load_questions(load: Load) -> list[BodyQuestions]:
    """Each political body with what its members asked and was not answered before the start day. Two queries."""
    asked = questions_by_body(as_of=load.as_of)
    return [
        BodyQuestions(Scope("committee", body.code, body.name), tuple(_counted(asked[body.code], load)))
        for body in bodies(as_of=load.as_of)
        if body.kind != Body.Kind.AUDITORS
    ]


def _counted(asked: list[AskedQuestion], load: Load) -> list[AskedQuestion]:
    start = load.counts_from
    return [each for each in asked if start is None or each.answered_on is None or each.answered_on >= start]


registry.register(
    Check(
        name=ANSWERED,
        title=Words("Members' questions are answered"),
        formula=Words(
            "Members' questions that wait longer than the working days allowed = 0. The answer goes to the whole body."
        ),
        scope_kinds=("committee",),
        load=load_questions,
        judge=judge_questions_answered,
        reads=("decisions.memberquestion", "organisation.body", "organisation.post"),
        parameters=QuestionsAnswered,
    )
)
