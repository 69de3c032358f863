"""How an answer counts: from the municipality's start day (ADR 30), and no longer than its evidence is fresh (ADR 37).

Both stand between the judge and the stored answer, so that every check has them, and no check has to think of them. So
does the last day that the answer tells: by the rule's own clock, as it counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from spelregler.domain.findings import Duty, Judgement, Status
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Words

DAYS_BY_FREQUENCY = {"monthly": 45, "quarterly": 106, "per_interim": 170, "yearly": 396, "per_term": 1_500}
"""How old the newest evidence may be, where a package says nothing else: its interval and time to report it."""

LAST_DAY, DUE = "last_day", "due"
"""The facts of an answer that hold its last day. The first counts where both are told and differ."""

SETTLING_DAYS = 60
"""How long a lack from before the start day may be mended, where a package says nothing else."""

EVERY = {
    "monthly": Words("every month"),
    "quarterly": Words("every quarter"),
    "per_interim": Words("at every interim report"),
    "yearly": Words("every year"),
    "per_term": Words("every term of office"),
}


@dataclass(frozen=True)
class AgeLimit:
    """How often evidence is to come, how old the newest may be, and what an older one is worth.

    Months in which nothing is due do not make it older.
    """

    every: str
    days: int
    quiet_months: frozenset[int] = frozenset()
    old: Status = Status.NOT_ASSESSED

    def last_day(self, reported_on: date) -> date:
        """The last day on which a report still tells how it is."""
        return _last_day(reported_on, days=self.days, quiet_months=self.quiet_months)


@lru_cache(maxsize=1_000)
def _last_day(reported_on: date, *, days: int, quiet_months: frozenset[int]) -> date:
    """Thousands of answers rest on reports of a few days; each is counted once."""
    day, left = reported_on, days
    while left:
        day += ONE_DAY
        left -= day.month not in quiet_months
    return day


def later_of(day: date, counts_from: date | None) -> date:
    """The day that a time is counted from: the fact's own, or the start day where that is later."""
    return day if counts_from is None else max(day, counts_from)


def last_day_counted(last_day: date, *, runs_from: date, counts_from: date | None) -> date:
    """A running time has its whole length from the start day where its cause is older, out by then or not.

    What still waits on the start day is inherited: nobody is blamed for the time before, nothing is let off for good.
    """
    return last_day + (later_of(runs_from, counts_from) - runs_from)


def since_start(judgement: Judgement, *, counts_from: date | None, settling_days: int, as_of: date) -> Judgement:
    """Nobody is to blame for what went wrong before the municipality began.

    A duty whose last day lay before the start day is not judged. A running time counts from the start day at the
    earliest. A lack that began before it is pointed at, and is a breach when the settling days have passed.
    """
    if counts_from is None or judgement.status not in (Status.BREACH, Status.ATTENTION):
        return judgement
    duty = judgement.duty
    if duty is None:
        return _lack(judgement, counts_from, settled=counts_from + timedelta(days=settling_days), as_of=as_of)
    if duty.runs_from is not None:
        return _running(judgement, duty, duty.runs_from, counts_from=counts_from, as_of=as_of)
    if duty.last_day >= counts_from:
        return judgement
    return replace(
        judgement,
        status=Status.NOT_APPLICABLE if duty.done_on is None else Status.KEPT,
        reason=Words(
            "{reason} The time was out before the start day, {counts_from}, and is not judged.",
            counts_from=counts_from,
            reason=judgement.reason,
        ),
        since=duty.done_on,
        expected_of="",
    )


def _lack(judgement: Judgement, counts_from: date, *, settled: date, as_of: date) -> Judgement:
    if judgement.status is not Status.BREACH or judgement.since is None or judgement.since >= counts_from:
        return judgement
    late = as_of > settled
    return replace(
        judgement,
        status=Status.BREACH if late else Status.ATTENTION,
        reason=Words(
            "{reason} It was so before the start day, {start}; the last day to put it right was {settled}.",
            reason=judgement.reason,
            start=counts_from,
            settled=settled,
        )
        if late
        else Words(
            "{reason} It was so before the start day, {start}; the last day to put it right is {settled}.",
            reason=judgement.reason,
            start=counts_from,
            settled=settled,
        ),
        since=settled + ONE_DAY if late else counts_from,
        last_day=settled,
    )


def _running(judgement: Judgement, duty: Duty, runs_from: date, *, counts_from: date, as_of: date) -> Judgement:
    if runs_from >= counts_from:
        return judgement
    last = last_day_counted(duty.last_day, runs_from=runs_from, counts_from=counts_from)
    words = Words(
        "{reason} The time is counted from the start day, {counts_from}, to {last}.",
        counts_from=counts_from,
        last=last,
        reason=judgement.reason,
    )
    if duty.done_on is not None:
        status = Status.KEPT if duty.done_on <= last else judgement.status
        return replace(judgement, status=status, reason=words)
    late = as_of > last
    return replace(
        judgement,
        status=Status.BREACH if late else Status.ATTENTION,
        reason=words,
        inputs=judgement.inputs | {"due": last.isoformat()},
        since=last + ONE_DAY if late else counts_from,
        duty=replace(duty, last_day=last),
    )


def while_fresh(judgement: Judgement, *, limit: AgeLimit | None, as_of: date) -> Judgement:
    """What was true when it was last reported is not known to be true today: old evidence is never a green light."""
    evidence = judgement.evidence
    if limit is None or evidence is None or judgement.status not in (Status.KEPT, Status.ATTENTION):
        return judgement
    last = limit.last_day(evidence.reported_on)
    if as_of <= last:
        return judgement
    return replace(
        judgement,
        status=limit.old,
        reason=Words(
            "Last on {reported_on}, is to come {every}. Then: {reason}",
            reported_on=evidence.reported_on,
            every=EVERY[limit.every],
            reason=judgement.reason,
        ),
        inputs=judgement.inputs | {"evidence_on": evidence.reported_on.isoformat(), "fresh_to": last.isoformat()},
        since=last + ONE_DAY,
        expected_of=evidence.brought_by,
        duty=None,
        last_day=last,
    )


def with_last_day(judgement: Judgement) -> Judgement:
    """An answer that asks for an act tells its last day among its facts, unless the judge has told that day already.

    The day on which a fault began is none: a rule without a clock of its own gives no last day.
    """
    if judgement.status not in (Status.BREACH, Status.ATTENTION) or judgement.asked_by is None:
        return judgement
    last = judgement.asked_by.isoformat()
    if last in (judgement.inputs.get(LAST_DAY), judgement.inputs.get(DUE)):
        return judgement
    return replace(judgement, inputs=judgement.inputs | {LAST_DAY: last})
