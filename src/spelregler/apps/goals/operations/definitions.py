"""What an indicator means. Another edit than reporting a value, with other rights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from spelregler.apps.goals.models import DefinitionChange, Indicator, SmallNumbers
from spelregler.apps.goals.operations.chain import free_code
from spelregler.apps.goals.operations.shown_values import remember_shown, weigh
from spelregler.apps.goals.operations.targets import add_indicator
from spelregler.apps.organisation.models import Post
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.errors import DomainError

FIXED = frozenset({"unit_of_measure", "direction"})
"""What stands once something is measured: another unit or direction is another indicator."""
BREAKS = FIXED | {"adds_up", "formula", "source"}
"""What a value says. Changed under values that are there, later values are not the same as earlier ones."""
MEANS = BREAKS | {"months_between", "by_sex", "small_numbers"}
"""What is a change of the definition, and not only of its wording or of who answers for it."""


class DefinitionRefused(DomainError):
    """An indicator that has values keeps its direction and unit, and what else it means changes with a reason."""

    code = "definition-refused"


@dataclass(frozen=True)
class Definition:
    """What an indicator measures, how, and how much it asks of whoever reports it."""

    title: str
    unit_of_measure: str
    direction: str
    title_en: str = ""
    source: str = ""
    formula: str = ""
    decimals: int = 1
    noise: Decimal = Decimal(0)
    minutes: int = 15
    months_between: int = 12
    small_numbers: str = "cases"
    by_sex: bool = False
    adds_up: str = "ratio"
    owner: Post | None = None


def new_indicator(*, definition: Definition, on: date, who: Who) -> Indicator:
    """An indicator is defined before anything is measured by it, and the day is kept (CP-22).

    Refuses with `DefinitionRefused` no title or no unit of measure.
    """
    _refuse_bare(definition)
    with transaction.atomic():
        indicator = add_indicator(
            code=free_code(definition.title, kind=Indicator),
            title=definition.title,
            unit_of_measure=definition.unit_of_measure,
            direction=definition.direction,
            who=who,
        )
        blank = Indicator(title="", unit_of_measure="", direction="")
        to = _values(definition)
        changed = _moved(blank, to)
        amend(indicator, to=to, act="define-indicator", who=who)
        _keep(indicator, changed=changed, breaks=False, reason="", on=on, who=who)
    return indicator


def define_indicator(
    *, indicator: Indicator, definition: Definition, on: date, who: Who, reason: str = ""
) -> Indicator:
    """A definition is changed on a day; with values there, only with a reason, and the series shows it (pitfall 9).

    Refuses with `DefinitionRefused` no title or no unit of measure, and as `redefine` does.
    """
    _refuse_bare(definition)
    return redefine(indicator=indicator, to=_values(definition), on=on, who=who, reason=reason)


def redefine(
    *,
    indicator: Indicator,
    to: Mapping[str, Any],
    on: date,
    who: Who,
    reason: str = "",
    act: str = "define-indicator",
) -> Indicator:
    """Some fields of a definition are changed. Unit and direction stand once something has been measured (MR-17).

    Refuses with `DefinitionRefused` another unit or direction then, and values that would come to mean something else
    without a reason (MR-14).
    """
    with transaction.atomic():
        held: Indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
        changed = _moved(held, to)
        has_values = held.measurements.exists()
        if has_values and FIXED & changed.keys():
            raise DefinitionRefused(
                Words("The indicator has values, so its unit and direction stand."),
                clause="MR-17",
                field=min(FIXED & changed.keys()),
                way=Words("Add a new indicator with the new unit; the old one keeps its series."),
            )
        if has_values and MEANS & changed.keys() and not reason.strip():
            raise DefinitionRefused(
                Words("The indicator has approved values, so its definition does not change without a reason."),
                clause="MR-14",
                field="reason",
                way=Words("Write the reason on the indicator's page; it is shown where the series breaks."),
            )
        if not changed:
            return held
        details = {"reason": reason.strip()} if reason.strip() else {}
        if "small_numbers" in changed and held.small_numbers == SmallNumbers.NONE:
            remember_shown(indicator=held, on=on)
        amend(held, to=to, act=act, who=who, details=details)
        if changed.keys() & {"small_numbers", "unit_of_measure"}:
            weigh(indicator=held, on=on, who=who, is_all=True)
        breaks = has_values and bool(BREAKS & changed.keys())
        _keep(held, changed=changed, breaks=breaks, reason=reason.strip(), on=on, who=who)
    return held


def _values(definition: Definition) -> dict[str, Any]:
    said = {field.name: getattr(definition, field.name) for field in fields(definition)}
    return {name: value.strip() if isinstance(value, str) else value for name, value in said.items()}


def _moved(held: Indicator, to: Mapping[str, Any]) -> dict[str, list[str]]:
    """The fields that get another value, each before and after as it is read."""
    return {
        name: [_words(getattr(held, name)), _words(value)] for name, value in to.items() if getattr(held, name) != value
    }


def _words(value: Any) -> str:
    if isinstance(value, Post):
        return value.title
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)


def _keep(
    indicator: Indicator, *, changed: Mapping[str, list[str]], breaks: bool, reason: str, on: date, who: Who
) -> None:
    row = DefinitionChange(
        indicator=indicator,
        changed_on=on,
        changes=dict(changed),
        breaks_series=breaks,
        reason=reason,
        by=who.name,
        by_person=who.person,
        role=who.role,
    )
    store(row, act="define-indicator", who=who, subject=str(indicator)[:200])


def _refuse_bare(definition: Definition) -> None:
    if not definition.title.strip() or not definition.unit_of_measure.strip():
        raise DefinitionRefused(
            Words("The title or the unit of measure is missing."),
            clause="CP-22",
            way=Words("Write what is measured and in which unit."),
        )
