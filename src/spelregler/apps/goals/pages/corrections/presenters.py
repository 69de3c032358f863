"""The page of corrections, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.goals.models import GoalJudgement, Target
from spelregler.apps.goals.pages.reporting.presenters import sex_words
from spelregler.apps.goals.pages.words import status_words, title
from spelregler.apps.goals.queries.corrections import Corrected
from spelregler.apps.goals.queries.reporting import PeriodState
from spelregler.apps.goals.queries.thread import GoalNode
from spelregler.apps.organisation.models import Department
from spelregler.ui.formatting import days_in_words
from spelregler.ui.formatting import period as period_words


@dataclass(frozen=True)
class CorrectedRow:
    """One correction: what, before and after, when, by which role and why."""

    what: str
    detail: str
    url: str
    was: Decimal | str | None
    now: Decimal | str | None
    is_number: bool
    decimals: int
    on: date
    by: str
    reason: str


def corrected_rows(found: Sequence[Corrected], acting_role: ActingRole) -> list[CorrectedRow]:
    """The corrections of a page."""
    return [_row(each, acting_role) for each in found]


def _row(each: Corrected, acting_role: ActingRole) -> CorrectedRow:
    goal = title(each.goal, acting_role.language)
    what = acting_role.say(each.indicator.title, each.indicator.title_en) if each.indicator else goal
    owner = acting_role.say(each.goal.owner_name, each.goal.owner_name_en)
    where = f"{goal}, {owner}" if each.indicator else owner
    detail, was, now, by = _points(each, acting_role)
    return CorrectedRow(
        what=what,
        detail=f"{detail} · {where}",
        url=reverse("goals:goal", args=[each.goal.code]),
        was=was,
        now=now,
        is_number=each.indicator is not None,
        decimals=each.indicator.decimals if each.indicator else 0,
        on=each.on,
        by=by,
        reason=each.reason,
    )


def _points(each: Corrected, acting_role: ActingRole) -> tuple[str, Decimal | str | None, Decimal | str | None, str]:
    """What kind it is, before and after, and by whom."""
    if each.value is not None:
        when = period_words(each.value.period_start, each.value.period_end, acting_role.language)
        sex = "" if each.value.sex == "T" else f", {sex_words(each.value.sex)}"
        return f"{_('value')} {when}{sex}", each.value.was, each.value.value, each.value.by
    if each.target is not None:
        decided = days_in_words(each.target.decision, acting_role.language)
        return f"{_('target')} {each.target.year}", each.target.was, each.target.value, decided
    assert each.judgement is not None  # noqa: S101 - one of the three points is there
    said = each.judgement
    return f"{_('judgement')} {said.year}", status_words(said.was), status_words(said.level), said.by


def opened_again(
    periods: Sequence[PeriodState], year: int, acting_role: ActingRole
) -> list[tuple[str, str, date, str]]:
    """The periods of the year that are open somewhere: which, for whom, since when and why."""
    return [
        (
            period_words(each.start, each.end, acting_role.language),
            _whole_or(row.department, acting_role),
            row.recorded_on,
            row.reason,
        )
        for each in periods
        if each.year == year
        for row in each.rows
        if row.opens and each.is_open(row.department.code if row.department else "")
    ]


def goal_choices(goals: Sequence[GoalNode], acting_role: ActingRole) -> list[tuple[str, str]]:
    """The goals whose judgement the role may change."""
    return [
        (goal.code, f"{title(goal, acting_role.language)} ({acting_role.say(goal.owner_name, goal.owner_name_en)})")
        for goal in goals
    ]


def _whole_or(department: Department | None, acting_role: ActingRole) -> str:
    return acting_role.say(department.name, department.name_en) if department else _("all departments")


def target_choices(targets: Sequence[Target], acting_role: ActingRole) -> list[tuple[str, str]]:
    """The targets on which a new decision may be entered, each with what it is."""
    return [
        (
            str(target.pk),
            f"{acting_role.say(target.indicator.title, target.indicator.title_en)}, {target.value.normalize():f} "
            f"{target.indicator.unit_of_measure} ({acting_role.say(target.goal.title, target.goal.title_en)})",
        )
        for target in targets
    ]


def level_choices() -> list[tuple[str, str]]:
    """How a goal may have gone."""
    return [
        (GoalJudgement.Level.MET.value, _("met")),
        (GoalJudgement.Level.PARTLY_MET.value, _("partly met")),
        (GoalJudgement.Level.NOT_MET.value, _("not met")),
        (GoalJudgement.Level.NOT_MEASURABLE.value, _("cannot be measured")),
    ]
