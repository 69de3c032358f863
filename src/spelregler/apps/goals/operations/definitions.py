"""What an indicator means. Another edit than reporting a value, with other rights."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal

from spelregler.apps.goals.models import Indicator
from spelregler.apps.organisation.models import Post
from spelregler.platform.audit.operations import Who, amend
from spelregler.platform.errors import DomainError


class DefinitionRefused(DomainError):
    """An indicator that has values keeps its direction and unit: a change would turn them into something else."""

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
    small_numbers: str = "cases"
    by_sex: bool = False
    owner: Post | None = None


def define_indicator(*, indicator: Indicator, definition: Definition, who: Who) -> Indicator:
    """The definition is changed with its audit row; direction and unit only as long as nothing has been measured."""
    moved = (indicator.unit_of_measure, indicator.direction) != (definition.unit_of_measure, definition.direction)
    if moved and indicator.measurements.exists():
        raise DefinitionRefused(
            sv="Måttet har värden, så enhet och riktning ligger fast.",
            en="The indicator has values, so its unit and direction stand.",
            clause="MR-17",
            way_sv="Lägg in ett nytt mått med den nya enheten; det gamla behåller sin serie.",
            way_en="Add a new indicator with the new unit; the old one keeps its series.",
        )
    if not definition.title.strip():
        raise DefinitionRefused(
            sv="Namnet saknas.",
            en="The title is missing.",
            way_sv="Skriv vad som mäts.",
            way_en="Write what is measured.",
        )
    to = {field.name: getattr(definition, field.name) for field in fields(definition)}
    amend(indicator, to=to, act="define-indicator", who=who)
    return indicator
