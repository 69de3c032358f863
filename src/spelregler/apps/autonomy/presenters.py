"""The field and a unit's page: shape, words and colour for each state, in the reader's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.autonomy.doors import SeenUnit
from spelregler.apps.autonomy.queries import LimitInForce, SignalStory
from spelregler.apps.frames.models import LineMove
from spelregler.apps.frames.queries.unit_money import UnitMoney
from spelregler.domain.autonomy.states import UnitState as State
from spelregler.domain.findings import Status
from spelregler.domain.money import Money
from spelregler.platform.findings import answers
from spelregler.ui import formatting
from spelregler.ui.page import Tile, TileGroup

MOST_MOVES = 50


def ground_choices(grounds: Iterable[str], unit: str, day: date, language: str) -> list[tuple[str, str]]:
    """Each ground with the rule in our own words."""
    words = {each.clause: each.text(language) for each in answers(as_of=day, clauses=list(grounds), scope=unit)}
    return [(each, f"{each}: {words[each]}" if each in words else each) for each in grounds]


def state_word(state: State) -> str:
    """A unit's state in plain words."""
    return {
        State.AUTONOMOUS: _("autonomous"),
        State.DIALOGUE: _("in dialogue"),
        State.INTERVENTION_PROPOSED: _("intervention proposed"),
        State.INTERVENTION: _("intervention"),
        State.CLOSING: _("closing"),
    }[state]


def tile_groups(units: Iterable[SeenUnit]) -> list[TileGroup]:
    """Departments as people know them, each unit a tile of the same size; no ranking."""
    groups = []
    for _code, each in groupby(units, key=lambda unit: unit.place.department):
        members = list(each)
        groups.append(
            TileGroup(
                label=members[0].place.department_name,
                note=summary(members),
                tiles=[
                    Tile(
                        label=unit.place.name,
                        status=unit_status(unit),
                        status_text=unit_words(unit),
                        url=reverse("autonomy:unit", args=[unit.place.code]),
                    )
                    for unit in members
                ],
            )
        )
    return groups


def unit_status(unit: SeenUnit) -> Status | str:
    """How the unit is marked: by its state where that is seen, by an intervention that is told, or not at all."""
    if unit.state:
        return unit.state.status
    return Status.BREACH if unit.limits else ""


def unit_words(unit: SeenUnit) -> str:
    """The state in plain words, and that a signal waits for an answer where one does; empty where it is not seen."""
    if unit.state is None:
        return state_word(State.INTERVENTION) if unit.limits else ""
    word = state_word(unit.state.picture.state)
    return _("%(state)s, signal waits") % {"state": word} if unit.state.unanswered else word


def summary(units: Iterable[SeenUnit]) -> str:
    """How many units there are in each state, of those seen: 9 autonomous, 1 in dialogue. Else how many there are."""
    shown = list(units)
    counts = Counter(unit.state.picture.state for unit in shown if unit.state)
    if told := sum(bool(unit.limits) for unit in shown if unit.state is None):
        counts[State.INTERVENTION] += told
    words = [_counted(state, counts[state]) for state in State if counts[state]]
    if any(unit.state for unit in shown):
        return ", ".join(words)
    count = ngettext("%(count)s unit", "%(count)s units", len(shown)) % {"count": len(shown)}
    return ", ".join([count, *words])


def _counted(state: State, count: int) -> str:
    """Several units that are free are called so in the plural, which Swedish shows."""
    if state is State.AUTONOMOUS:
        return ngettext("%(count)s autonomous", "%(count)s autonomous", count) % {"count": count}
    return f"{count} {state_word(state)}"


@dataclass(frozen=True)
class FieldRow:
    """One unit in the table under the field; None for what the reader does not see."""

    name: str
    url: str
    department: str
    status: Status | str
    state: str
    conditions: str
    signals: int | None
    unanswered: int | None


def field_rows(units: Iterable[SeenUnit], language: str) -> list[FieldRow]:
    """The same field as a table."""
    return [
        FieldRow(
            name=unit.place.name,
            url=reverse("autonomy:unit", args=[unit.place.code]),
            department=unit.place.department_name,
            status=unit_status(unit),
            state=unit_words(unit),
            conditions=formatting.share(
                sum(condition.status == "kept" for condition in unit.conditions), len(unit.conditions), language
            ),
            signals=sum(ground.open_signals for ground in unit.state.picture.grounds) if unit.state else None,
            unanswered=unit.state.unanswered if unit.state else None,
        )
        for unit in units
    ]


@dataclass(frozen=True)
class ClauseRow:
    """One of the twelve clauses on a unit's page."""

    id: str
    url: str
    text: str
    status: str
    evidence: str


def clause_rows(unit: SeenUnit, clauses: Collection[str], language: str, as_of: date) -> list[ClauseRow]:
    """The six conditions or the six grounds, each with its answer for the unit; else the municipality's answer."""
    rows = []
    texts = {each.clause: each for each in answers(as_of=as_of, clauses=clauses, scope_kind="municipality")}
    for clause in clauses:
        answer = unit.answers.get(clause) or texts.get(clause)
        reason = formatting.days_in_words(answer.reason(language), language) if answer else ""
        rows.append(
            ClauseRow(
                id=clause,
                url=reverse("policy:clause", args=[clause]),
                text=answer.text(language) if answer else "",
                status=answer.status if answer else "not_assessed",
                evidence=reason or _("The evidence is not recorded yet."),
            )
        )
    return rows


@dataclass(frozen=True)
class StepRow:
    """One step in a signal's story."""

    on: date
    title: str
    text: str
    by: str


@dataclass(frozen=True)
class StoryView:
    """A signal's story in the reader's language."""

    pk: int
    unit_name: str
    ground: str
    is_open: bool
    has_statement: bool
    has_stand: bool
    waits_for_intervention: bool
    steps: list[StepRow]
    in_force: LimitInForce | None = None
    intervention: int | None = None
    review_status: str = ""


def review_status(next_review: date | None, day: date) -> str:
    """A review that should have been made is told louder than one to come."""
    if next_review is None:
        return ""
    return "breach" if next_review < day else "attention" if next_review == day else "not_applicable"


@dataclass(frozen=True)
class LimitRow:
    """A limit on a unit's freedom as the role is told of it."""

    unit: str
    url: str
    department: str
    ground: str
    limits: str
    last_day: date
    since: date | None
    next_review: date | None
    review_status: str


def limit_rows(units: Iterable[SeenUnit], day: date) -> list[LimitRow]:
    """Every limit in force that the role is told of; what it rests on, and its review, where it is told why."""
    return [
        LimitRow(
            unit=unit.place.name,
            url=reverse("autonomy:unit", args=[unit.place.code]),
            department=unit.place.department_name,
            ground=each.ground if unit.tells_why else "",
            limits=each.limits if unit.tells_why else "",
            last_day=each.last_day,
            since=each.since,
            next_review=each.next_review if unit.state else None,
            review_status=review_status(each.next_review, day) if unit.state else "",
        )
        for unit in units
        for each in unit.limits
    ]


def step_title(kind: str) -> str:
    """What happened, in plain words."""
    return {
        "signal": _("Signal"),
        "review_continue": _("Review: it continues"),
        "review_ease": _("Review: it is eased"),
        "review_renew": _("Review: it is renewed"),
        "review_end": _("Review: it ends"),
        "statement": _("The unit's own statement"),
        "dialogue": _("Department management chooses dialogue, not intervention"),
        "intervene": _("Department management chooses to intervene"),
        "no_action": _("Department management takes no action"),
        "intervention": _("Intervention"),
    }[kind]


def story_views(stories: Iterable[SignalStory], language: str, day: date) -> list[StoryView]:
    """Signals newest first, each from its first step to its last."""
    return [
        StoryView(
            pk=story.pk,
            unit_name=story.unit_name,
            ground=story.ground,
            is_open=story.is_open,
            has_statement=story.has_statement,
            has_stand=story.has_stand,
            waits_for_intervention=story.waits_for_intervention,
            steps=[
                StepRow(
                    on=step.on,
                    title=step_title(step.kind),
                    text=step.text_sv if language == "sv" or not step.text_en else step.text_en,
                    by=step.by,
                )
                for step in story.steps
            ],
            in_force=story.in_force,
            intervention=story.intervention,
            review_status=review_status(story.in_force.next_review, day) if story.in_force else "",
        )
        for story in stories
    ]


@dataclass(frozen=True)
class LineRow:
    """One of the unit's own lines."""

    number: int
    label: str
    amount: Money


@dataclass(frozen=True)
class MoveRow:
    """A move with both sides before and after; without them where an older move did not keep them."""

    pk: int
    from_label: str
    to_label: str
    amount: Money
    reason: str
    moved_on: date
    moved_by: str
    from_before: Money | None
    from_after: Money | None
    to_before: Money | None
    to_after: Money | None


def line_rows(money: UnitMoney | None) -> list[LineRow]:
    """The unit's lines as they stand on the day."""
    return [LineRow(each.number, each.label, Money(each.amount_ore)) for each in (money.lines if money else ())]


def move_rows(money: UnitMoney | None) -> list[MoveRow]:
    """The year's moves, the latest first; as many as a page holds."""
    found = [
        MoveRow(
            pk=each.pk,
            from_label=each.from_label,
            to_label=each.to_label,
            amount=Money(each.amount_ore),
            reason=each.reason,
            moved_on=each.moved_on,
            moved_by=each.moved_by,
            from_before=_money(each.from_before_ore),
            from_after=_money(each.from_after_ore),
            to_before=_money(each.to_before_ore),
            to_after=_money(each.to_after_ore),
        )
        for each in (money.moves if money else ())
    ]
    return found[::-1][:MOST_MOVES]


def moved_words(move: LineMove, language: str) -> str:
    """Both sides of a move, before and after."""

    def side(label: str, before_ore: int, after_ore: int) -> str:
        before, after = (formatting.money(Money(ore), language, unit=False) for ore in (before_ore, after_ore))
        return f"{label} {before} → {after}"

    source, target = move.from_after_ore or 0, move.to_after_ore or 0
    return _("The money is moved. In tkr: %(source)s, %(target)s.") % {
        "source": side(move.from_line.label, source + move.amount_ore, source),
        "target": side(move.to_line.label, target - move.amount_ore, target),
    }


def _money(ore: int | None) -> Money | None:
    return None if ore is None else Money(ore)
