"""The field of units: shape, words and colour for each state, in the reader's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.autonomy.access.visibility import FieldTally, SeenUnit
from spelregler.apps.autonomy.pages.field.shared import Whole
from spelregler.apps.autonomy.pages.words import state_word, unit_status, unit_words
from spelregler.apps.frames.queries.frames import PartRow
from spelregler.apps.goals.access.tallies import GoalTally
from spelregler.apps.goals.pages.words import MARKS, counted_words
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.unit_counts import DepartmentOnField
from spelregler.domain.autonomy.states import UnitState as State
from spelregler.domain.findings import Status
from spelregler.domain.goals.attainment import GoalStatus
from spelregler.domain.money import Money
from spelregler.platform.forms import language_of_reader
from spelregler.ui import formatting
from spelregler.ui.names import named
from spelregler.ui.page import BodyBox, Tile, TileGroup


def body_boxes(found: Iterable[Body], whole: Whole, acting_role: ActingRole) -> list[BodyBox]:
    """Council, executive board and committees, each with what is its own: vision, goals and money."""
    return [
        BodyBox(
            label=acting_role.say(body.name, body.name_en),
            kind=body.kind,
            line=" · ".join(_owned(body, whole, acting_role.language)),
            url=reverse("organisation:body", args=[body.code]),
        )
        for body in found
        if body.kind != Body.Kind.AUDITORS
    ]


def _owned(body: Body, whole: Whole, language: str) -> Iterable[str]:
    goals, row = whole.goals_of_bodies.get(body.code, 0), whole.money_of_bodies.get(body.code)
    is_council = body.kind == Body.Kind.COUNCIL
    if is_council and whole.has_vision:
        yield _("vision")
    if body.kind == Body.Kind.EXECUTIVE_BOARD:
        yield _("leads and coordinates")
    if goals and is_council:
        yield ngettext("%(n)d municipal goal", "%(n)d municipal goals", goals) % {"n": goals}
    elif goals:
        yield ngettext("%(n)d goal", "%(n)d goals", goals) % {"n": goals}
    money = whole.total if is_council else Money(row.frame_ore) if row else None
    if money is not None:
        yield formatting.money(money, language)


def tile_groups(units: Iterable[SeenUnit], tallies: Mapping[str, FieldTally], shown: Shown) -> list[TileGroup]:
    """Departments as people know them, each unit a tile of the same size; no ranking. Of each what it is to reach and
    what it has to use, and how it stands where that is seen. The note counts every unit of the department.
    """
    return [
        TileGroup(
            label=named(members[0].place.department_name, members[0].place.department_name_en, shown.language),
            note=summary(tallies[code]),
            whose=_answers_to(members[0].place.body, shown),
            marks=goal_marks(shown.whole.goals_of_departments.get(code, Counter())),
            money=_department_money(shown.whole.money_of_departments.get(code), shown.language),
            tiles=[_tile(unit, shown) for unit in members],
        )
        for code, each in groupby(units, key=lambda unit: unit.place.department)
        for members in [list(each)]
    ]


@dataclass(frozen=True)
class Shown:
    """What the tiles and the table are made of beside states, and what the bodies are called."""

    whole: Whole
    bodies: Mapping[str, str]
    language: str


def _answers_to(body: str, shown: Shown) -> str:
    return _("answers to %(body)s") % {"body": shown.bodies[body]} if body in shown.bodies else ""


def _tile(unit: SeenUnit, shown: Shown) -> Tile:
    code = unit.place.code
    row = shown.whole.money_of_units.get(code)
    return Tile(
        label=named(unit.place.name, unit.place.name_en, shown.language),
        status=unit_status(unit),
        status_text=unit_words(unit, shown.language),
        url=reverse("autonomy:unit", args=[code]),
        marks=goal_marks(shown.whole.goals_of_units.get(code, Counter())) or [(Status.NOT_APPLICABLE, _("no goals"))],
        note=formatting.money(Money(row.frame_ore), shown.language) if row else _("no frame"),
    )


def goal_marks(tally: GoalTally) -> list[tuple[Status | str, str]]:
    """How many goals stand how: shape and words, what most needs eyes last as the steps go."""
    return [(MARKS[status], counted_words(status, tally[status])) for status in GoalStatus if tally[status]]


def _department_money(row: PartRow | None, language: str) -> str:
    """What the department's units have together, and what the year is expected to come to where each has told."""
    if row is None:
        return ""
    frame = formatting.money(Money(row.frame_ore), language)
    if row.forecast_ore is None:
        return _("the units' frame %(frame)s") % {"frame": frame}
    forecast = formatting.money(Money(row.forecast_ore), language)
    return _("the units' frame %(frame)s, forecast %(forecast)s") % {"frame": frame, "forecast": forecast}


def department_ways(
    field: Mapping[DepartmentOnField, FieldTally], asked: str, per: str, shown: Shown
) -> list[TileGroup]:
    """The departments by name, each with how its units stand, their money and the way to them alone; the one asked has
    no way.
    """
    return [
        TileGroup(
            label=named(department.name, department.name_en, shown.language),
            tiles=(),
            note=summary(tally),
            money=_department_money(shown.whole.money_of_departments.get(department.code), shown.language),
            url=""
            if department.code == asked
            else f"?{urlencode({'forvaltning': department.code, **({'per': per} if per else {})})}",
        )
        for department, tally in field.items()
    ]


def summary(tally: FieldTally) -> str:
    """How many units there are, and of those seen how many about which something is decided; of none it is told free
    here, for that rests on what is known of each (MR-40…45).
    """
    counts = tally.states + Counter({State.INTERVENTION: tally.told})
    told = [
        f"{counts[state]} {state_word(state)}" for state in State if counts[state] and state is not State.AUTONOMOUS
    ]
    written = formatting.number(tally.units, language_of_reader())
    count = ngettext("%(count)s unit", "%(count)s units", tally.units) % {"count": written}
    if told or tally.seen < tally.units:
        return ", ".join([count, *told])
    return _("%(units)s, none in dialogue") % {"units": count}


@dataclass(frozen=True)
class FieldRow:
    """One unit in the table under the field; None for what the reader does not see."""

    name: str
    url: str
    department: str
    status: Status | str
    state: str
    conditions: str
    goals: str
    frame: Money | None
    forecast: Money | None
    signals: int | None
    unanswered: int | None


def field_rows(units: Iterable[SeenUnit], shown: Shown) -> list[FieldRow]:
    """The same field as a table."""
    rows = shown.whole.money_of_units
    told = {code: row.forecast.amount_ore for code, row in rows.items() if row.forecast}
    return [
        FieldRow(
            name=named(unit.place.name, unit.place.name_en, shown.language),
            url=reverse("autonomy:unit", args=[unit.place.code]),
            department=named(unit.place.department_name, unit.place.department_name_en, shown.language),
            status=unit_status(unit),
            state=unit_words(unit, shown.language),
            goals=", ".join(words for _mark, words in goal_marks(shown.whole.goals_of_units.get(code, Counter()))),
            frame=Money(rows[code].frame_ore) if code in rows else None,
            forecast=Money(told[code]) if code in told else None,
            conditions=formatting.share(
                sum(condition.status == "kept" for condition in unit.conditions), len(unit.conditions), shown.language
            ),
            signals=sum(ground.open_signals for ground in unit.state.picture.grounds) if unit.state else None,
            unanswered=unit.state.unanswered if unit.state else None,
        )
        for unit in units
        for code in [unit.place.code]
    ]
