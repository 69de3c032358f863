"""A body's yearly evaluation is written by its parts, and decided by the body (MR-9)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import Minutes, decision_as_minuted
from spelregler.apps.evaluation.models import EvaluatedRule, Evaluation, QuestionAnswer, SidePart
from spelregler.apps.evaluation.models.yearly import EVALUATING
from spelregler.apps.organisation.models import Body, Post
from spelregler.domain.evaluation import Side
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store
from spelregler.platform.bulk import put_in
from spelregler.platform.errors import DomainError
from spelregler.platform.findings import URGENCY, RuleInYear


class EvaluationRefused(DomainError):
    """An evaluation is of a year that has ended, is answered by the body itself, and stays as it was decided."""

    code = "evaluation-refused"


@dataclass(frozen=True)
class Answered:
    """What the body answered to a question as it was put, and in a few words why."""

    question: str
    asked: Bilingual
    answer: str
    words: str = ""


def the_open(*, body: Body, year: int, on: date, who: Who) -> Evaluation:
    """The evaluation that is worked on. Whoever writes first opens it.

    Refuses with `EvaluationRefused` a year that has not ended, a body that evaluates nothing, and a year that is
    decided where no correction is begun.
    """
    if on.year <= year:
        raise _refused(Words("A year is evaluated when it has ended."), Words("Come back after New Year."))
    if body.kind not in EVALUATING:
        raise _refused(
            Words("Committees and the executive board evaluate."), Words("Choose a committee or the executive board.")
        )
    rows = Evaluation.objects.select_for_update().filter(body=body, year=year).order_by("-number")
    newest = rows.first()
    if newest is not None and newest.is_decided:
        raise _refused(
            Words("The evaluation is decided, and stays as it was decided."),
            Words("The secretary can begin a correction, which the body decides anew."),
        )
    if newest is None:
        newest = Evaluation(body=body, year=year, opened_on=on)
        store(newest, act="open-evaluation", who=who)
    return newest


def answer_questions(*, body: Body, year: int, answered: Sequence[Answered], on: date, who: Who) -> Evaluation:
    """What the body answers to the questions, as one, after the members have talked. It may be changed until decided.

    Refuses with `EvaluationRefused` as `the_open` does.
    """
    with transaction.atomic():
        lock_audit_chain()
        evaluation = the_open(body=body, year=year, on=on, who=who)
        held = {each.question: each for each in evaluation.answers.all()}
        for place, each in enumerate(answered):
            row = held.get(each.question) or QuestionAnswer(evaluation=evaluation, question=each.question)
            to = {
                "place": place,
                "asked_sv": each.asked.sv,
                "asked_en": each.asked.en,
                "answer": each.answer,
                "words": each.words.strip(),
                "written_on": on,
            }
            amend(row, to=to, act="answer-evaluation", who=who)
    return evaluation


def write_part(*, body: Body, year: int, side: Side, post: Post, text: str, on: date, who: Who) -> SidePart:
    """What a department's head or a union representative says of the year. It may be changed until decided.

    Refuses with `EvaluationRefused` an empty text, and as `the_open` does.
    """
    if not text.strip():
        raise _refused(
            Words("The part says nothing."), Words("Write how the policy has been followed, seen from you."), "text"
        )
    with transaction.atomic():
        lock_audit_chain()
        evaluation = the_open(body=body, year=year, on=on, who=who)
        row = evaluation.parts.filter(post=post).first() or SidePart(evaluation=evaluation, post=post)
        amend(row, to={"side": side, "text": text.strip(), "written_on": on}, act="write-evaluation-part", who=who)
    return row


def propose_improvements(*, body: Body, year: int, text: str, on: date, who: Who) -> Evaluation:
    """What the body means to do better. It may be changed until decided.

    Refuses with `EvaluationRefused` as `the_open` does.
    """
    with transaction.atomic():
        lock_audit_chain()
        evaluation = the_open(body=body, year=year, on=on, who=who)
        amend(evaluation, to={"improvements": text.strip()}, act="propose-improvements", who=who)
    return evaluation


def decide_evaluation(
    *,
    body: Body,
    year: int,
    minutes: Minutes,
    questions: Collection[str],
    rules: Sequence[RuleInYear],
    on: date,
    who: Who,
) -> Evaluation:
    """The body has decided its evaluation; what was computed is kept with it, and nothing in it changes any more.

    `questions` are those of the package: the administration alone evaluates nobody, so the body has answered each
    (MR-9). `rules` are what is stored of the year.

    Refuses with `EvaluationRefused` one with a question left, a day within the year itself or that has not come, and as
    `the_open` does; with `DecisionRefused` what the minutes lack.
    """
    with transaction.atomic():
        lock_audit_chain()
        evaluation = the_open(body=body, year=year, on=on, who=who)
        left = set(questions) - set(evaluation.answers.values_list("question", flat=True))
        if left:
            raise _refused(
                Words("The body has not answered its own questions: {count} are left.", count=len(left)),
                Words("Write what the body answered after its talk, and enter the decision then."),
            )
        decision = decision_of(body, minutes, first=date(year + 1, 1, 1), on=on, title=_title(year), who=who)
        _keep(evaluation, rules)
        amend(
            evaluation,
            to={"decision": decision, "entered_on": on},
            act="decide-evaluation",
            who=who,
            details={"rules": len(rules)},
        )
    return evaluation


def correct_evaluation(*, body: Body, year: int, on: date, who: Who) -> Evaluation:
    """A new one is begun with what the decided one says; the decided one holds until the body has decided again.

    Refuses with `EvaluationRefused` where none is decided, or a correction is begun already.
    """
    with transaction.atomic():
        lock_audit_chain()
        newest = Evaluation.objects.select_for_update().filter(body=body, year=year).order_by("-number").first()
        if newest is None or not newest.is_decided:
            raise _refused(Words("There is no decided evaluation to correct."), Words("Write in the one that is open."))
        fresh = Evaluation(
            body=body, year=year, number=newest.number + 1, opened_on=on, improvements=newest.improvements
        )
        store(fresh, act="correct-evaluation", who=who)
        for answer in newest.answers.order_by("place"):
            answer.pk, answer.evaluation, answer._state.adding = None, fresh, True
            store(answer, act="correct-evaluation", who=who)
        for part in newest.parts.order_by("pk"):
            part.pk, part.evaluation, part._state.adding = None, fresh, True
            store(part, act="correct-evaluation", who=who)
    return fresh


def decision_of(body: Body, minutes: Minutes, *, first: date, on: date, title: Words, who: Who) -> Decision:
    """The decision that the minutes tell of: the one that is entered already under the paragraph, else a new one.

    Refuses with `EvaluationRefused` a day before the first that it could be, or that has not come; with
    `OtherDecision` a paragraph that is another decision.
    """
    if not first <= minutes.decided_on <= on:
        raise _refused(
            Words("The decision cannot be earlier than {first}, or later than today.", first=first),
            Words("Give the day of the meeting."),
            "decided_on",
        )
    return decision_as_minuted(body=body, minutes=minutes, title=title, on=on, who=who, kind=Decision.Kind.EVALUATION)


def _title(year: int) -> Words:
    return Words("Evaluation of how the policy was followed in {year}", year=year)


def _keep(evaluation: Evaluation, rules: Sequence[RuleInYear]) -> None:
    """What was computed, as rows that nobody changes. The decision's own row in the trail tells of them."""
    fields = ("evaluation", "place", "clause", "title_sv", "title_en", *URGENCY, "breached_days")
    put_in(
        EvaluatedRule,
        fields=fields,
        rows=[
            (
                evaluation.pk,
                place,
                each.clause,
                each.title.sv[:120],
                each.title.en[:120],
                *(each.said.get(status, 0) for status in URGENCY),
                each.breached_days,
            )
            for place, each in enumerate(rules)
        ],
    )


def _refused(words: Bilingual, way: Bilingual, field: str = "") -> EvaluationRefused:
    return EvaluationRefused(words, clause="MR-9", way=way, field=field)
