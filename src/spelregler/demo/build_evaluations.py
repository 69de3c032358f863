"""The demo's yearly evaluations and the account of them, as those who write in them did."""

from __future__ import annotations

from datetime import date
from typing import Any

from spelregler.apps.decisions.models import Decision, Origin
from spelregler.apps.decisions.operations import record_decision
from spelregler.apps.evaluation import operations
from spelregler.apps.evaluation.operations import Answered, Minutes
from spelregler.apps.evaluation.queries.yearly import evaluations_of_year
from spelregler.demo.evaluations import ACCOUNT, EVALUATED, EVALUATIONS, EvaluationFact
from spelregler.demo.made import Made
from spelregler.platform.findings import evaluation_questions

SECRETARY = "namndsekreterare"


def build_evaluations(made: Made) -> None:
    """Four bodies have decided, one of them late; one has only a part of it, and the account lacks it."""
    for fact in EVALUATIONS:
        _evaluation(made, fact)
    _account(made)


def _evaluation(made: Made, fact: EvaluationFact) -> None:
    secretary = made.who(SECRETARY, "SE")
    about: dict[str, Any] = {"body": made.bodies[fact.body], "year": EVALUATED, "on": fact.on}
    for part in fact.parts:
        who = made.who(part.post, "FC" if part.side == "staff" else "UN")
        operations.write_part(side=part.side, post=made.posts[part.post], text=part.text, who=who, **about)
    questions = evaluation_questions(as_of=fact.on)
    answered = [
        Answered(question, asked, answer, words)
        for (question, asked), (answer, words) in zip(questions, fact.answers, strict=False)
    ]
    if answered:
        operations.answer_questions(answered=answered, who=secretary, **about)
    if fact.improvements:
        operations.propose_improvements(text=fact.improvements, who=secretary, **about)
    if fact.paragraph:
        text = "Utvärderingen godkänns. Förslagen till förbättringar genomförs."
        # Nothing was asked in the system in the year itself, so nothing computed is kept with it.
        operations.decide_evaluation(
            minutes=_minuted(made, fact.body, fact.on, fact.paragraph, f"Utvärdering av policyn {EVALUATED}", text),
            questions=[question for question, _asked in questions],
            rules=[],
            who=secretary,
            **about,
        )


def _minuted(made: Made, body: str, on: date, paragraph: str, title: str, text: str) -> Minutes:
    """The decision stands in the register, marked as invented, before the evaluation points at it."""
    made_up = record_decision(
        body=made.bodies[body],
        decided_on=on,
        paragraph=paragraph,
        title=title,
        text=text,
        kind=Decision.Kind.EVALUATION,
        origin=Origin.INVENTED,
        who=made.who(SECRETARY, "SE"),
    )
    return Minutes(on, paragraph, text, made_up.pk)


def _account(made: Made) -> None:
    fact, secretary, title = ACCOUNT, made.who(SECRETARY, "SE"), f"Redogörelse för hur policyn följdes {EVALUATED}"
    operations.write_boards_answer(year=EVALUATED, text=fact.answer, on=fact.board_on, who=secretary)
    found = evaluations_of_year(EVALUATED, as_of=fact.board_on)
    text = "Styrelsen godkänner redogörelsen och lämnar den till fullmäktige."
    operations.decide_account(
        year=EVALUATED,
        board=made.bodies["ks"],
        evaluations=[each.decided for each in found.values() if each.decided],
        lacking=[made.bodies[code] for code, each in found.items() if not each.decided],
        minutes=_minuted(made, "ks", fact.board_on, fact.board_paragraph, title, text),
        on=fact.board_on,
        who=secretary,
    )
    text = "Fullmäktige lägger redogörelsen till handlingarna."
    operations.hand_over_account(
        year=EVALUATED,
        council=made.bodies["kf"],
        minutes=_minuted(made, "kf", fact.council_on, fact.council_paragraph, title, text),
        on=fact.council_on,
        who=secretary,
    )
