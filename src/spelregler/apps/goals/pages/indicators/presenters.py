"""The pages of indicators, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.goals.models import AddsUp, DefinitionChange, Goal, Indicator, SmallNumbers, Target
from spelregler.apps.goals.pages.words import target_sign
from spelregler.apps.goals.queries.goal_detail import role_of
from spelregler.apps.goals.queries.indicators import Defined
from spelregler.apps.goals.queries.ownership import PostHeld
from spelregler.apps.goals.queries.plans import Owner
from spelregler.ui.names import named


def direction_words(direction: str) -> str:
    """Which way is good."""
    return _("lower is better") if direction == "lower" else _("higher is better")


def adds_up_words(adds_up: str) -> str:
    """How the values of units make one for all of them."""
    return {
        AddsUp.RATIO.value: _("ratio: the numerators together through the denominators together"),
        AddsUp.MEAN.value: _("mean of the units' values"),
        AddsUp.SUM.value: _("sum of the units' values"),
        AddsUp.LAST.value: _("not added up: each place's latest value stands by itself"),
    }[adds_up]


def small_words(kind: str) -> str:
    """From how many on the value is shown."""
    fewest = SmallNumbers(kind).fewest
    return {
        SmallNumbers.CASES.value: _("fewer than %(n)s cases behind it") % {"n": fewest},
        SmallNumbers.COUNT.value: _("fewer than %(n)s, where the value itself is a number of cases") % {"n": fewest},
        SmallNumbers.ANSWERS.value: _("fewer than %(n)s answers to a survey") % {"n": fewest},
        SmallNumbers.NONE.value: _("never: it counts nobody"),
    }[kind]


def every_words(months: int) -> str:
    """How often it is measured."""
    named = {12: _("every year"), 6: _("every half-year"), 4: _("every four months"), 3: _("every quarter")}
    return named.get(months) or (_("every month") if months == 1 else _("every %(months)s months") % {"months": months})


def source_words(indicator: Indicator) -> str:
    """Where its values come from; of Kolada's own in the words that its terms ask for."""
    if indicator.kolada_id:
        return f"Källa: Kolada ({indicator.kolada_id})"
    return indicator.source or _("own")


@dataclass(frozen=True)
class ListedRow:
    """One indicator of the list."""

    title: str
    url: str
    unit: str
    owner: str
    source: str


def listed_rows(found: Iterable[Indicator], acting_role: ActingRole) -> list[ListedRow]:
    """A page of the list."""
    return [
        ListedRow(
            title=acting_role.say(each.title, each.title_en),
            url=reverse("goals:indicator", args=[each.code]),
            unit=each.unit_of_measure,
            owner=acting_role.say(each.owner.title, each.owner.title_en) if each.owner else "",
            source=source_words(each),
        )
        for each in found
    ]


def facts(found: Defined, acting_role: ActingRole) -> list[tuple[str, str]]:
    """The definition, fact by fact."""
    each = found.indicator
    said = {
        "unit_of_measure": each.unit_of_measure,
        "direction": direction_words(each.direction),
        "adds_up": adds_up_words(each.adds_up),
        "formula": each.formula or _("not said"),
        "source": source_words(each),
        "months_between": every_words(each.months_between),
        "by_sex": _("yes") if each.by_sex else _("no"),
        "small_numbers": small_words(each.small_numbers),
        "owner": _owner(found.owner, acting_role),
    }
    return [(field_words(name), words) for name, words in said.items()]


def _owner(owner: PostHeld | None, acting_role: ActingRole) -> str:
    if owner is None:
        return _("nobody")
    return acting_role.say(owner.title, owner.title_en) + ("" if owner.holder else f" ({_('vacant')})")


@dataclass(frozen=True)
class UseRow:
    """A goal that uses the indicator, and what it is to reach."""

    title: str
    url: str
    owner: str
    is_decided: bool
    target: Decimal
    sign: str


def use_rows(found: Iterable[Target], acting_role: ActingRole) -> list[UseRow]:
    """A page of the goals of the year that are measured by it."""
    return [_use_row(each.goal, each, acting_role) for each in found]


def _use_row(goal: Goal, target: Target, acting_role: ActingRole) -> UseRow:
    owner, decision = goal.unit or goal.body, goal.decision
    return UseRow(
        title=acting_role.say(goal.title, goal.title_en),
        url=reverse("goals:goal", args=[goal.code]),
        owner=named(owner.name, owner.name_en, acting_role.language) if owner else "",
        # A unit's goals are in use in the year that runs.
        is_decided=goal.unit is not None or bool(decision and decision.decided_on <= acting_role.as_of),
        target=target.value,
        sign=target_sign(target.indicator.direction),
    )


@dataclass(frozen=True)
class ChangeRow:
    """One dated edit of the definition."""

    on: date
    by: str
    reason: str
    breaks: bool
    is_first: bool
    fields: list[tuple[str, str, str]]


def change_rows(changes: Sequence[DefinitionChange]) -> list[ChangeRow]:
    """The edits, the latest first. The first one says what the indicator was defined as."""
    return [
        ChangeRow(
            on=each.changed_on,
            by=role_of(each.role),
            reason=each.reason,
            breaks=each.breaks_series,
            is_first=is_first(each.changes),
            fields=[
                (field_words(name), value_words(name, was), value_words(name, now))
                for name, (was, now) in each.changes.items()
            ],
        )
        for each in changes
    ]


def is_first(changes: Mapping[str, Sequence[str]]) -> bool:
    """An indicator that had no name before was not there before."""
    return "title" in changes and not changes["title"][0]


def field_words(name: str) -> str:
    """What a field of the definition is called."""
    return {
        "title": _("What is measured"),
        "title_en": _("The same in English"),
        "unit_of_measure": _("Unit of measure"),
        "direction": _("Which way is good"),
        "adds_up": _("How units make a whole"),
        "formula": _("How it is computed"),
        "source": _("Source"),
        "months_between": _("Measured"),
        "by_sex": _("Women and men are told apart"),
        "small_numbers": _("Hidden when it is about few"),
        "decimals": _("Decimals"),
        "noise": _("Smallest change that means something"),
        "minutes": _("Minutes asked of whoever reports it, each time"),
        "owner": _("Answers for it"),
        "kolada_id": "Kolada",
    }.get(name, name)


def value_words(name: str, value: str) -> str:
    """What a field said, in words; a dash where it said nothing."""
    if not value:
        return "–"
    if name == "direction":
        return direction_words(value)
    if name == "adds_up":
        return adds_up_words(value)
    if name == "small_numbers":
        return small_words(value)
    if name == "months_between":
        return every_words(int(value))
    return {"True": _("yes"), "False": _("no")}.get(value, value)


def plan_links(plans: Sequence[Owner], indicator: Indicator, year: int, language: str) -> list[tuple[str, str]]:
    """The plans in which a goal may be measured by it, with the indicator chosen."""
    return [
        (
            f"{reverse('goals:owner_plan', args=[year, each.kind, each.code])}?matt={indicator.code}",
            each.named(language),
        )
        for each in plans
    ]
