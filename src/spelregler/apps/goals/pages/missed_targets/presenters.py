"""Missed targets and their answers, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.goals.pages.words import hidden_words, target_sign
from spelregler.apps.goals.queries.missed_targets import DAYS, MissedTarget, may_answer, owners_near
from spelregler.apps.organisation.queries.departments import departments
from spelregler.ui.formatting import period as period_words


@dataclass(frozen=True)
class MissedRow:
    """A missed target, and its answer or the day by which it is due."""

    key: str
    title: str
    goal: str
    unit: str
    where: str
    period: str
    decimals: int
    value: Decimal | None
    target: Decimal
    sign: str
    mark: str
    reaction: str
    last_day: date
    answered_on: date | None
    cause: str
    action: str
    owner: str
    due_on: date | None
    may_answer: bool
    hidden: str = ""


def missed_rows(rows: Sequence[MissedTarget], acting_role: ActingRole) -> list[MissedRow]:
    """The list, with the button only for whoever may answer."""
    return [_missed_row(each, acting_role) for each in rows]


def _missed_row(each: MissedTarget, acting_role: ActingRole) -> MissedRow:
    indicator, answer, reaction = each.target.indicator, each.answer, each.reaction(acting_role.as_of)
    return MissedRow(
        key=each.key,
        title=acting_role.say(indicator.title, indicator.title_en),
        goal=acting_role.say(each.target.goal.title, each.target.goal.title_en),
        unit=indicator.unit_of_measure,
        where=each.where.text(acting_role.language),
        period=period_words(each.measurement.period_start, each.measurement.period_end, acting_role.language),
        decimals=indicator.decimals,
        value=None if each.hidden else each.measurement.value,
        hidden=hidden_words(each.hidden),
        target=each.target.value,
        sign=target_sign(indicator.direction),
        mark={"answered": "kept", "waiting": "attention", "late": "breach"}[reaction.value],
        reaction={"answered": _("answered"), "waiting": _("awaits an answer"), "late": _("answer is late")}[
            reaction.value
        ],
        last_day=each.fact.last_day(DAYS),
        answered_on=answer.answered_on if answer else None,
        cause=answer.cause if answer else "",
        action=acting_role.say(answer.action.title, answer.action.title_en) if answer else "",
        owner=acting_role.say(answer.owner.title, answer.owner.title_en) if answer else "",
        due_on=answer.action.due_on if answer else None,
        may_answer=acting_role.as_of == acting_role.today and may_answer(acting_role, each),
    )


def owner_choices(each: MissedTarget, acting_role: ActingRole) -> list[tuple[str, str]]:
    """The posts that may own the action, with their holders."""
    near = owners_near(each, as_of=acting_role.today)
    return [(post.code, f"{acting_role.say(post.title, post.title_en)} ({post.holder})") for post in near]


def reaction_rows(medians: Mapping[str, Decimal | None], acting_role: ActingRole) -> list[tuple[str, Decimal | None]]:
    """Each department with its median; nothing where fewer than five have been answered."""
    names = {each.code: acting_role.say(each.name, each.name_en) for each in departments(as_of=acting_role.as_of)}
    return sorted((names.get(code, code), days) for code, days in medians.items())
