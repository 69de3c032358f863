"""Each committee and the executive board understands the rules: trained seats, and a self-check together (MR-3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spelregler.domain.checks import param
from spelregler.domain.findings import InputValue, Judgement, Scope, Status, nothing_known
from spelregler.domain.learners import Gathering, Learner, Reached, reached
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY, add_months
from spelregler.domain.words import Bilingual, Words, joined

ANSWERS = ("yes", "partly", "no")
"""What a body may answer to a question of its self-check."""


@dataclass(frozen=True)
class BodyLearns:
    """A body on the date: its members and substitutes, the term's trainings with attendance, and its last self-check.

    `uncounted` are trainings of the term without a recorded number of those who took part.
    """

    body: Scope
    seats: tuple[Learner, ...] = ()
    gatherings: tuple[Gathering, ...] = ()
    uncounted: tuple[date, ...] = ()
    self_checked_on: date | None = None


@dataclass(frozen=True)
class MembersUnderstand:
    """MR-3: the share of the seats, the time to catch up, and how often the body makes its self-check."""

    share_pct: int = param(
        90, minimum=50, maximum=100, unit=Unit.PER_CENT, title=Words("Share of the seats that is to be trained")
    )
    catch_up_days: int = param(
        60, minimum=1, maximum=365, unit=Unit.DAYS, title=Words("Time for those who were absent to catch up")
    )
    self_check_months: int = param(
        12, minimum=1, maximum=48, unit=Unit.MONTHS, title=Words("How often the body makes its self-check")
    )


def judge_members_understand(
    facts: Sequence[BodyLearns], *, parameters: MembersUnderstand, as_of: date
) -> list[Judgement]:
    """MR-3: trained seats / seats that are held ≥ the share, catch-up counted, and a self-check within its months.

    One judgement per body, never per person. What lacks is to be watched for the days to catch up after the training,
    and then broken. Nothing known without bodies, without members, and where no attendance is recorded. A fact is a
    body with its seats, its trainings and its last self-check.
    """
    if not facts:
        return [nothing_known(missing=Words("committees and board"), expected_of="KS")]
    return [_understand(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _understand(fact: BodyLearns, *, parameters: MembersUnderstand, as_of: date) -> Judgement:
    if not fact.seats:
        return nothing_known(scope=fact.body, missing=Words("members and substitutes"), expected_of="SE")
    held = [each for each in fact.gatherings if each.held_on <= as_of]
    found = reached(fact.seats, held)
    seats = len(fact.seats)
    enough = found.count * 100 >= parameters.share_pct * seats
    if found.base is None and not enough:
        return _no_attendance(fact)
    days = [each.held_on for each in held] or [each.learnt_on for each in fact.seats if each.learnt_on is not None]
    trained_on = found.base.held_on if found.base else max(days)
    caught_up = trained_on + timedelta(days=parameters.catch_up_days)
    checked = fact.self_checked_on if fact.self_checked_on and fact.self_checked_on <= as_of else None
    check_by = add_months(checked, parameters.self_check_months) if checked else caught_up
    inputs: dict[str, InputValue] = {
        "seats": seats,
        "trained": found.count,
        "share_pct": found.count * 100 // seats,
        "limit_pct": parameters.share_pct,
        "trained_on": trained_on.isoformat(),
        "self_checked_on": checked.isoformat() if checked else None,
        "self_check_last": check_by.isoformat(),
    }
    lacks = [] if enough else [caught_up]
    if checked is None or check_by < as_of:
        lacks.append(check_by)
    words = joined(_trained_words(found, seats, parameters=parameters), _checked_words(checked, check_by, as_of=as_of))
    if not lacks:
        since = max(trained_on, checked) if checked else trained_on
        return Judgement(fact.body, Status.KEPT, words, inputs, since)
    last_day = min(lacks)
    inputs["last_day"] = last_day.isoformat()
    if last_day < as_of:
        return Judgement(fact.body, Status.BREACH, words, inputs, last_day + ONE_DAY, "SE")
    return Judgement(fact.body, Status.ATTENTION, words, inputs, trained_on, "SE")


def _no_attendance(fact: BodyLearns) -> Judgement:
    if fact.uncounted:
        words = Words("how many of the seats took part in the training on {day}", day=max(fact.uncounted))
        return nothing_known(scope=fact.body, missing=words, expected_of="SE")
    words = Words("a training in this term, and how many of the seats took part")
    return nothing_known(scope=fact.body, missing=words, expected_of="SE")


def _trained_words(found: Reached, seats: int, *, parameters: MembersUnderstand) -> Bilingual:
    return Words(
        "{trained} of {seats} in the body's seats are trained; {limit} % are to be.",
        trained=found.count,
        seats=seats,
        limit=parameters.share_pct,
    )


def _checked_words(checked: date | None, check_by: date, *, as_of: date) -> Bilingual:
    if checked is None:
        return Words("The body has not made its self-check; the last day is {day}.", day=check_by)
    if check_by < as_of:
        return Words(
            "The self-check of {checked} is too old; a new one was to be made by {day}.", checked=checked, day=check_by
        )
    return Words("The self-check was made on {checked} and counts until {day}.", checked=checked, day=check_by)
