"""The preview of a roll-over, and what stands still, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.operations import RollOverRow
from spelregler.apps.goals.pages.reporting.presenters import PageOf
from spelregler.apps.goals.queries.idle import Idle
from spelregler.apps.goals.queries.ownership import GOAL
from spelregler.domain.goals.planning import CARRIED, CARRIED_BEFORE, DONE, GOES_ON
from spelregler.ui.page import Pager


@dataclass(frozen=True)
class RolledRow:
    """A row of the preview of a roll-over."""

    key: str
    title: str
    kind: str
    why: str
    is_carried: bool


def rolled_rows(lines: Sequence[RollOverRow], acting_role: ActingRole) -> list[RolledRow]:
    """What becomes of each goal and action, and why."""
    words = {
        CARRIED: _("carried"),
        DONE: _("done"),
        GOES_ON: _("goes on by itself"),
        CARRIED_BEFORE: _("already carried"),
    }
    return [
        RolledRow(
            key=line.key,
            title=acting_role.say(line.row.title, line.row.title_en),
            kind=_("goal") if isinstance(line.row, Goal) else _("action"),
            why=words[line.fate],
            is_carried=line.fate == CARRIED,
        )
        for line in lines
    ]


def row_choices(rows: Sequence[RollOverRow], acting_role: ActingRole) -> list[tuple[str, str]]:
    """What may be carried, to choose among."""
    return [(row.key, f"{row.title} ({row.kind})") for row in rolled_rows(rows, acting_role) if row.is_carried]


@dataclass(frozen=True)
class IdleRow:
    """A measure or a goal that stands still."""

    title: str
    kind: str
    url: str


@dataclass(frozen=True)
class IdleList:
    """A page of what stands still in one way, and what the way's words mean."""

    heading: str
    explained: str
    rows: list[IdleRow]
    pager: Pager


def idle_lists(never: PageOf[Idle], unused: PageOf[Idle], *, acting_role: ActingRole) -> list[IdleList]:
    """The two lists."""
    meant = _("In no plan for this year or the next, no judgement and no answer for a year. Reading is not recorded.")
    said = (
        (never, _("Never updated"), _("Measures of goals in force that have never had a value.")),
        (unused, _("Not used for a year"), meant),
    )
    return [IdleList(words, meaning, _idle_rows(page.rows, acting_role), page.pager) for page, words, meaning in said]


def _idle_rows(found: Sequence[Idle], acting_role: ActingRole) -> list[IdleRow]:
    return [
        IdleRow(
            title=acting_role.say(each.title, each.title_en),
            kind=_("goal") if each.kind == GOAL else _("indicator"),
            url=reverse("goals:goal", args=[each.code]) if each.kind == GOAL else "",
        )
        for each in found
    ]
