"""Whether bodies have the activity evaluated, and decide what each evaluation leads to (MR-21)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spelregler.domain.checks import param
from spelregler.domain.findings import Duty, InputValue, Judgement, Scope, Status, nothing_known
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY, add_months
from spelregler.domain.roles import Role
from spelregler.domain.words import Bilingual, Words

USED = "followup.evaluations_used"
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class EvaluationsUsed:
    """MR-21: how long a body has, from when it gets an evaluation, to decide what it leads to."""

    months: int = param(
        6,
        minimum=1,
        maximum=24,
        unit=Unit.MONTHS,
        title=Words("Time to decide what an evaluation leads to"),
        number="P46",
    )


@dataclass(frozen=True)
class Commissioned:
    """An evaluation: the days it was commissioned, was to come, came, and was followed by a decision."""

    title: str
    commissioned_on: date
    due_on: date
    handed_on: date | None = None
    followed_on: date | None = None


@dataclass(frozen=True)
class BodyEvaluations:
    """A body with what it has commissioned; `owner` decides, and `head` sees to it that an evaluation comes."""

    body: Scope
    owner: Role
    head: Role
    evaluations: tuple[Commissioned, ...] = ()


def judge_evaluations_used(
    facts: Sequence[BodyEvaluations], *, parameters: EvaluationsUsed, as_of: date
) -> list[Judgement]:
    """MR-21: a body commissions an evaluation within each 365 days, and decides within the months what it leads to.

    One judgement a body. A breach is one that was handed in and not decided about in time (P46), or so long since the
    last was commissioned. One that is late, that waits for the decision, or that was decided about too late in the past
    365 days is to be watched. Nothing known without one that was commissioned.
    """
    if not facts:
        return [nothing_known(missing=Words("a commissioned evaluation"), expected_of=Role.N)]
    return [_used(fact, months=parameters.months, as_of=as_of) for fact in facts]


def _used(fact: BodyEvaluations, *, months: int, as_of: date) -> Judgement:
    known = sorted((each for each in fact.evaluations if each.commissioned_on <= as_of), key=_commissioned)
    if not known:
        return nothing_known(missing=Words("a commissioned evaluation"), expected_of=fact.owner, scope=fact.body)
    last = known[-1].commissioned_on
    waits = sorted((each for each in known if _waits(each, as_of)), key=_handed)
    recent = [each for each in known if each.commissioned_on > as_of - YEAR]
    inputs: dict[str, InputValue] = {"evaluations": len(recent), "evaluations_waiting": len(waits)}
    return (
        _undecided(fact, waits, inputs, months=months, as_of=as_of)
        or _none_in_a_year(fact, last, inputs, as_of=as_of)
        or _not_handed_in(fact, known, inputs, as_of=as_of)
        or _to_decide(fact, waits, inputs, months=months)
        or _decided_late(fact, known, inputs, months=months, as_of=as_of)
        or Judgement(fact.body, Status.KEPT, _counted(recent, last), inputs, _last_step(known, as_of))
    )


def _commissioned(each: Commissioned) -> date:
    return each.commissioned_on


def _handed(each: Commissioned) -> date:
    return each.handed_on or date.max


def _waits(each: Commissioned, as_of: date) -> bool:
    return _handed(each) <= as_of and not (each.followed_on and each.followed_on <= as_of)


def _counted(recent: Sequence[Commissioned], last: date) -> Bilingual:
    return Words(
        "Evaluations commissioned in the past year: {count}. The last one on {last}.", count=len(recent), last=last
    )


def _undecided(
    fact: BodyEvaluations, waits: Sequence[Commissioned], inputs: dict[str, InputValue], *, months: int, as_of: date
) -> Judgement | None:
    if not waits or as_of <= (due := add_months(_handed(waits[0]), months)):
        return None
    words = Words(
        "{title} was handed in on {day}. What it leads to was to be decided by {due}.",
        title=waits[0].title,
        day=_handed(waits[0]),
        due=due,
    )
    told = inputs | {"due": due.isoformat()}
    duty = Duty(due, _handed(waits[0]))
    return Judgement(fact.body, Status.BREACH, words, told, due + ONE_DAY, fact.owner, duty=duty)


def _none_in_a_year(
    fact: BodyEvaluations, last: date, inputs: dict[str, InputValue], *, as_of: date
) -> Judgement | None:
    due = last + YEAR
    if as_of <= due:
        return None
    words = Words("The last evaluation was commissioned on {last}. The next was to be by {due}.", last=last, due=due)
    told = inputs | {"due": due.isoformat()}
    return Judgement(fact.body, Status.BREACH, words, told, due + ONE_DAY, fact.owner, duty=Duty(due, last))


def _not_handed_in(
    fact: BodyEvaluations, known: Sequence[Commissioned], inputs: dict[str, InputValue], *, as_of: date
) -> Judgement | None:
    late = [each for each in known if _handed(each) > as_of and each.due_on < as_of]
    if not late:
        return None
    first = min(late, key=lambda each: each.due_on)
    words = Words("{title} was to be handed in by {due}.", title=first.title, due=first.due_on)
    told = inputs | {"due": first.due_on.isoformat()}
    return Judgement(
        fact.body, Status.ATTENTION, words, told, first.due_on + ONE_DAY, fact.head, duty=Duty(first.due_on)
    )


def _to_decide(
    fact: BodyEvaluations, waits: Sequence[Commissioned], inputs: dict[str, InputValue], *, months: int
) -> Judgement | None:
    if not waits:
        return None
    handed = _handed(waits[0])
    due = add_months(handed, months)
    words = Words("{title} is handed in. What it leads to is to be decided by {due}.", title=waits[0].title, due=due)
    told = inputs | {"due": due.isoformat()}
    return Judgement(fact.body, Status.ATTENTION, words, told, handed, fact.owner, duty=Duty(due, handed))


def _decided_late(
    fact: BodyEvaluations, known: Sequence[Commissioned], inputs: dict[str, InputValue], *, months: int, as_of: date
) -> Judgement | None:
    late = [
        (each.followed_on, each)
        for each in known
        if each.followed_on
        and as_of - YEAR < each.followed_on <= as_of
        and each.followed_on > add_months(_handed(each), months)
    ]
    if not late:
        return None
    on, each = max(late, key=lambda found: found[0])
    words = Words("What {title} leads to was decided on {day}, too late.", title=each.title, day=on)
    duty = Duty(add_months(_handed(each), months), _handed(each), done_on=on)
    return Judgement(fact.body, Status.ATTENTION, words, inputs, on, duty=duty)


def _last_step(known: Sequence[Commissioned], as_of: date) -> date:
    days = [day for each in known for day in (each.commissioned_on, each.followed_on) if day and day <= as_of]
    return max(days)
