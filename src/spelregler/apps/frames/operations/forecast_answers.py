"""A negative forecast is answered by a minuted decision (MR-19)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import record_decision
from spelregler.apps.frames.models import Forecast
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, lock_audit_chain, store
from spelregler.platform.errors import DomainError

ANSWERS = (Decision.Kind.MEASURES, Decision.Kind.REPRIORITISATION, Decision.Kind.ACCEPT_WITH_REASON)
"""What counts as an answer to a negative forecast: measures, reprioritisation, or acceptance with a reason (MR-19)."""


class AnswerRefused(DomainError):
    """A forecast is answered by a minuted decision about that forecast (MR-19)."""

    code = "answer-refused"


def answer_forecast(*, forecast: Forecast, decision: Decision, who: Who) -> Forecast:
    """A negative forecast is answered by a minuted decision: measures, reprioritisation or acceptance (MR-19).

    Refuses with `AnswerRefused` another kind of decision, one older than the forecast, and a second answer.
    """
    with transaction.atomic():
        lock_audit_chain()
        answered = Forecast.objects.select_for_update().get(pk=forecast.pk)
        _refuse_strange_answer(forecast=answered, decision=decision)
        answered.answered_by = decision
        store(answered, act="answer-forecast", who=who, details={"decision": str(decision)})
    return answered


def minute_answer(*, forecast: Forecast, kind: str, decided_on: date, paragraph: str, text: str, who: Who) -> Forecast:
    """A committee's decision on its own forecast is entered and answers it, both or neither (MR-19).

    Measures, or acceptance with the reason in the text; a reprioritisation moves the frames as well (`reprioritise`).

    Refuses with `AnswerRefused` a unit's forecast and what `answer_forecast` refuses, with `DecisionRefused`
    minutes that are not whole or are in the register already.
    """
    if forecast.body is None:
        raise AnswerRefused(
            Words("A unit's forecast is answered by department management, not by the committee."),
            clause="MR-19",
            way=Words("Choose the committee's own forecast."),
        )
    with transaction.atomic():
        lock_audit_chain()
        decision = record_decision(
            body=forecast.body,
            decided_on=decided_on,
            paragraph=paragraph,
            title=f"Prognos efter {forecast.month:%Y-%m}",
            text=text,
            kind=kind,
            who=who,
        )
        return answer_forecast(forecast=forecast, decision=decision, who=who)


def _refuse_strange_answer(*, forecast: Forecast, decision: Decision) -> None:
    if decision.kind not in ANSWERS:
        raise AnswerRefused(
            Words("The decision is neither measures, nor reprioritisation, nor acceptance with a reason."),
            clause="MR-19",
            way=Words("Choose the decision that takes a stand on the forecast."),
            field="kind",
        )
    if decision.decided_on < forecast.recorded_on:
        raise AnswerRefused(
            Words(
                "The decision of {decided_on} is older than the forecast of {recorded_on}.",
                decided_on=decision.decided_on,
                recorded_on=forecast.recorded_on,
            ),
            clause="MR-19",
            way=Words("An answer comes after what it answers."),
            field="decided_on",
        )
    if forecast.answered_by_id not in (None, decision.pk):
        raise AnswerRefused(
            Words("The forecast has already been answered by {answered_by}.", answered_by=forecast.answered_by),
            clause="MR-19",
            way=Words("A new stand belongs to the next forecast."),
        )
