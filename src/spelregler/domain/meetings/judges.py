"""Papers come in time (MR-27, CP-8), the body is informed (CP-10), and gets to know its activities (MR-20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.domain.checks import param
from spelregler.domain.findings import InputValue, Judgement, Scope, Status, nothing_known
from spelregler.domain.measured import Unit
from spelregler.domain.meetings.notice_days import last_day_for_papers
from spelregler.domain.period import add_months
from spelregler.domain.roles import Role
from spelregler.domain.wording import named
from spelregler.domain.words import Bilingual, Pair, Words, joined

ON_TIME = "meetings.papers_on_time"
ON_TIME_DEPARTMENT = "meetings.department_papers_on_time"
INFORMED = "meetings.body_informed"
THEMES = "meetings.activities_followed"
"""The names of the four checks."""


@dataclass(frozen=True)
class ItemPapers:
    """An item of a meeting that was held: when the last of what members were to read was sent, None where nothing was.

    `told_on` is the day on which members were told that the item was on the agenda.
    """

    title: str
    held_on: date
    told_on: date | None
    papers_on: date | None
    needs_papers: bool

    def is_on_time(self, *, working_days: int) -> bool:
        """Whether all that was sent was sent in time, and something was where it is to be decided on."""
        last = last_day_for_papers(self.held_on, working_days=working_days)
        if self.told_on is None or self.told_on > last or (self.needs_papers and self.papers_on is None):
            return False
        return self.papers_on is None or self.papers_on <= last


@dataclass(frozen=True)
class PapersOf:
    """A body, or a department, with the items of its meetings that were held."""

    scope: Scope
    items: tuple[ItemPapers, ...] = ()


@dataclass(frozen=True)
class OnTime:
    """MR-27, CP-8: working days that papers are to be there before (P23), and the share that must be."""

    working_days: int = param(
        5, minimum=1, maximum=20, unit=Unit.DAYS, number="P23", title=Words("Working days that papers come before")
    )
    share_pct: int = param(
        95, minimum=50, maximum=100, unit=Unit.PER_CENT, title=Words("Share of the items with papers in time")
    )
    months: int = param(12, minimum=3, maximum=24, unit=Unit.MONTHS, title=Words("How far back it is counted"))


def judge_papers_on_time(facts: Sequence[PapersOf], *, parameters: OnTime, as_of: date) -> list[Judgement]:
    """MR-27, CP-8: items whose papers came P23's working days before / items ≥ the share, over the months.

    One judgement a body, or a department; nothing known without meetings that have been held. A fact is a body
    or a department with the items of meetings that were held. The month's share is of items, never of persons.
    """
    if not facts:
        return [nothing_known(missing=Words("meetings that have been held"), expected_of=Role.SE)]
    return [_on_time(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _on_time(fact: PapersOf, *, parameters: OnTime, as_of: date) -> Judgement:
    since = add_months(as_of, -parameters.months)
    counted = [each for each in fact.items if since < each.held_on <= as_of]
    owner = Role.FC if fact.scope.kind == "department" else Role.SE
    if not counted:
        missing = Words("a meeting that has been held, with the items and the day when the papers were sent")
        return nothing_known(scope=fact.scope, missing=missing, expected_of=owner)
    late = [each for each in counted if not each.is_on_time(working_days=parameters.working_days)]
    timely = len(counted) - len(late)
    inputs: dict[str, InputValue] = {
        "items": len(counted),
        "items_on_time": timely,
        "share_pct": timely * 100 // len(counted),
        "limit_pct": parameters.share_pct,
        "working_days": parameters.working_days,
    }
    words: Bilingual = Words(
        "{timely} of {count} items had their papers {days} working days before the meeting; {limit} % are to.",
        timely=timely,
        count=len(counted),
        days=parameters.working_days,
        limit=parameters.share_pct,
    )
    newest = max(each.held_on for each in counted)
    if timely * 100 >= parameters.share_pct * len(counted):
        return Judgement(fact.scope, Status.KEPT, words, inputs, newest)
    came_late = Words("Late: {names}.", names=named([f"{each.title} ({each.held_on})" for each in late]))
    last_late = max(each.held_on for each in late)
    return Judgement(fact.scope, Status.BREACH, joined(words, came_late), inputs, last_late, owner)


@dataclass(frozen=True)
class BodyMeetings:
    """A body and the ordinary meetings that it has held: their days, and whether the department's information stood."""

    body: Scope
    held: tuple[tuple[date, bool], ...] = ()


@dataclass(frozen=True)
class Informed:
    """CP-10: how far back the meetings are looked at."""

    months: int = param(12, minimum=3, maximum=24, unit=Unit.MONTHS, title=Words("How far back it is counted"))


def judge_body_informed(facts: Sequence[BodyMeetings], *, parameters: Informed, as_of: date) -> list[Judgement]:
    """CP-10: information from the department stands on the agenda of every ordinary meeting that was held.

    One judgement a body; nothing known without meetings that have been held. A fact is a body with the days of
    its ordinary meetings and whether each had the item. That the item is there does not say that it was good.
    """
    if not facts:
        return [nothing_known(missing=Words("meetings that have been held"), expected_of=Role.SE)]
    return [_informed(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _informed(fact: BodyMeetings, *, parameters: Informed, as_of: date) -> Judgement:
    since = add_months(as_of, -parameters.months)
    held = sorted((day, has) for day, has in fact.held if since < day <= as_of)
    if not held:
        missing = Words("an ordinary meeting that has been held, with its agenda")
        return nothing_known(scope=fact.body, missing=missing, expected_of=Role.SE)
    lacking = [day for day, has in held if not has]
    inputs: dict[str, InputValue] = {"meetings": len(held), "meetings_without_information": len(lacking)}
    if lacking:
        words = Words(
            "{lacking} of {count} ordinary meetings were held without information from the department: {days}.",
            lacking=len(lacking),
            count=len(held),
            days=named([day.isoformat() for day in lacking]),
        )
        return Judgement(fact.body, Status.BREACH, words, inputs, lacking[-1], Role.FC)
    words = Words(
        "Information from the department stood on the agenda of every ordinary meeting ({count}).", count=len(held)
    )
    return Judgement(fact.body, Status.KEPT, words, inputs, held[-1][0])


@dataclass(frozen=True)
class BodyThemes:
    """A body, its areas of activity, the first meeting that is known, and when each area was last a theme."""

    body: Scope
    areas: tuple[Pair, ...] = ()
    themes: tuple[tuple[str, date], ...] = ()
    """The Swedish name of an area, and the day of a meeting that was held with it as a theme."""
    first_meeting: date | None = None


@dataclass(frozen=True)
class Themes:
    """MR-20: how often each area is to be a theme."""

    months: int = param(12, minimum=6, maximum=48, unit=Unit.MONTHS, title=Words("How far back it is counted"))


def judge_activities_followed(facts: Sequence[BodyThemes], *, parameters: Themes, as_of: date) -> list[Judgement]:
    """MR-20: each area of activity has been a theme of one of the body's meetings within the months.

    One judgement a body; nothing known without meetings, and none to apply to where the body has no area. A fact is a
    body with its areas and themes. Before the months have passed since the first known meeting nothing is broken.
    """
    if not facts:
        return [nothing_known(missing=Words("meetings that have been held"), expected_of=Role.SE)]
    return [_followed(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _followed(fact: BodyThemes, *, parameters: Themes, as_of: date) -> Judgement:
    if not fact.areas:
        return Judgement(fact.body, Status.NOT_APPLICABLE, Words("The body has no area of activity of its own."))
    if fact.first_meeting is None:
        return nothing_known(scope=fact.body, missing=Words("a meeting that has been held"), expected_of=Role.SE)
    since = add_months(as_of, -parameters.months)
    recent = {area: day for area, day in sorted(fact.themes, key=lambda each: each[1]) if since < day <= as_of}
    lacking = [each for each in fact.areas if each.sv not in recent]
    inputs: dict[str, InputValue] = {"areas": len(fact.areas), "areas_followed": len(fact.areas) - len(lacking)}
    if not lacking:
        words: Bilingual = Words(
            "Every area has been a theme within {months} months ({count}).",
            count=len(fact.areas),
            months=parameters.months,
        )
        return Judgement(fact.body, Status.KEPT, words, inputs, max(recent.values()))
    words = Words("Not a theme within {months} months: {areas}.", months=parameters.months, areas=named(lacking))
    starts = add_months(fact.first_meeting, parameters.months)
    if as_of < starts:
        waits = Words(
            "The meetings have been kept here since {day}, so there is time until {last}.",
            day=fact.first_meeting,
            last=starts,
        )
        return Judgement(fact.body, Status.NOT_ASSESSED, joined(words, waits), inputs, fact.first_meeting, Role.N)
    return Judgement(fact.body, Status.BREACH, joined(words), inputs, starts, Role.N)
