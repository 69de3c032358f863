"""The check on the vision: it grows out of a dialogue with residents, who are told what came of it (MR-11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.domain.checks import param
from spelregler.domain.findings import MUNICIPALITY, InputValue, Judgement, Status, nothing_known
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY, Period, add_months
from spelregler.domain.words import Words


@dataclass(frozen=True)
class Dialogue:
    """A dialogue that was held, and when residents were told what was taken in."""

    held_on: date
    feedback_on: date | None = None


@dataclass(frozen=True)
class VisionInTerm:
    """The vision in force, the council's term on the day, and the dialogues on the vision.

    `entered_late` is a vision that was decided before the installation began: nobody is to blame for what is not told.
    """

    decided_on: date
    term: Period | None = None
    dialogues: tuple[Dialogue, ...] = ()
    entered_late: bool = False


@dataclass(frozen=True)
class OncePerTerm:
    """MR-11: once per term, and in its last months it is time."""

    warn_months: int = param(
        12, minimum=0, maximum=48, unit=Unit.MONTHS, title=Words("It is time when there is left of the term")
    )


def judge_vision_in_dialogue(facts: Sequence[VisionInTerm], *, parameters: OncePerTerm, as_of: date) -> list[Judgement]:
    """MR-11: in each term there is a dialogue with residents on the vision, with published feedback.

    A vision adopted in the term without any dialogue behind it is a breach. Whether the dialogue was good is not asked.

    One judgement for the municipality; nothing known without a vision or a term. In a term's last months it is time.
    """
    if not facts:
        missing = Words("a vision that the council has decided")
        return [nothing_known(missing=missing, expected_of="KF")]
    return [_judge(fact, parameters, as_of) for fact in facts]


def _judge(fact: VisionInTerm, parameters: OncePerTerm, as_of: date) -> Judgement:
    term, held = fact.term, [each for each in fact.dialogues if each.held_on <= as_of]
    if term is None or term.end is None:
        words = Words("the council's term of office")
        return nothing_known(missing=words, expected_of="KF")
    in_term = [each for each in held if term.contains(each.held_on)]
    told = [day for each in in_term if (day := each.feedback_on) is not None and day <= as_of]
    inputs: dict[str, InputValue] = {
        "term_start": term.start.isoformat(),
        "term_end": term.end.isoformat(),
        "dialogues": len(in_term),
        "with_feedback": len(told),
        "decided_on": fact.decided_on.isoformat(),
    }
    if told:
        words = Words(
            "A dialogue on the vision was held in the term, and feedback was published on {told}.", told=min(told)
        )
        return Judgement(MUNICIPALITY, Status.KEPT, words, inputs, min(told))
    if in_term:
        first = min(each.held_on for each in in_term)
        words = Words("The dialogue of {first} has no published feedback on what was taken in.", first=first)
        return Judgement(MUNICIPALITY, Status.ATTENTION, words, inputs, first, "KF")
    if held:
        return _waits(term.start, term.end, held, inputs, parameters, as_of)
    if term.contains(fact.decided_on) and not fact.entered_late:
        words = Words(
            "The vision was adopted on {decided_on} without any dialogue with residents.", decided_on=fact.decided_on
        )
        return Judgement(MUNICIPALITY, Status.BREACH, words, inputs, fact.decided_on, "KF")
    return nothing_known(
        missing=Words("dialogues with residents on the vision"),
        expected_of="KF",
    )


def _waits(
    start: date,
    end: date,
    held: Sequence[Dialogue],
    inputs: dict[str, InputValue],
    parameters: OncePerTerm,
    as_of: date,
) -> Judgement:
    """This term's dialogue is to come. There is time as long as the term before had its own, until the last months."""
    last = max(each.held_on for each in held)
    told = max((each.held_on for each in held if each.feedback_on and each.feedback_on <= as_of), default=None)
    time_is_short = add_months(end, -parameters.warn_months)
    words = Words(
        "No dialogue on the vision has been held in the term; the last was on {last}. The next by {end}.",
        last=last,
        end=end - ONE_DAY,
    )
    if told is None or told < start - (end - start):
        return Judgement(MUNICIPALITY, Status.ATTENTION, words, inputs, start, "KF")
    if as_of < time_is_short:
        return Judgement(MUNICIPALITY, Status.KEPT, words, inputs, told)
    return Judgement(MUNICIPALITY, Status.ATTENTION, words, inputs, time_is_short, "KF")
