"""What one package says otherwise than another, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spelregler.apps.policy.pages.policy.presenters import who_words
from spelregler.domain.counting import EVERY
from spelregler.domain.words import Bilingual, Pair, Words
from spelregler.exchange.package.differences import Differences, LimitDifference, RuleDifference
from spelregler.ui.formatting import NOTHING
from spelregler.ui.measured import with_unit

ASKED: Mapping[str, Bilingual] = {
    "nightly": Words("every night"),
    **EVERY,
    "event": Words("when it happens"),
}
"""How often a rule is asked about, by the package's word for it."""


@dataclass(frozen=True)
class DifferenceRow:
    """One thing that the two packages say differently."""

    id: str
    title: str
    part: str
    before: str
    after: str


def difference_rows(found: Differences, language: str) -> list[DifferenceRow]:
    """Limits first, then rules part by part, then rules that are new or gone."""
    rows = [limit_difference(each, language) for each in found.limits]
    rows += [row for each in found.changed for row in _rule_rows(each, language)]
    rows += [DifferenceRow(each.id, each.name.text(language), "", NOTHING, _("a new rule")) for each in found.new]
    rows += [DifferenceRow(each.id, each.name.text(language), "", _("is there"), _("is gone")) for each in found.gone]
    return rows


def limit_difference(each: LimitDifference, language: str) -> DifferenceRow:
    """A limit with both values."""
    unit = each.limit.unit_of(each.name).text(language)
    before, after = (
        NOTHING if value is None else with_unit(value, unit, language) for value in (each.before, each.after)
    )
    part = each.limit.title_of(each.name).text(language) if each.name in each.limit.names else ""
    return DifferenceRow(each.limit.id, each.limit.title.text(language), part, before, after)


def _rule_rows(each: RuleDifference, language: str) -> Iterator[DifferenceRow]:
    for part, before, after in each.parts:
        told = (_told(part, value, language) for value in (before, after))
        yield DifferenceRow(each.clause.id, each.clause.name.text(language), _part(part), *told)


def _told(part: str, value: object, language: str) -> str:
    match part, value:
        case _, Pair():
            return value.text(language)
        case "who", tuple():
            return who_words(value, language)
        case "frequency", _:
            return ASKED[str(value)].text(language)
        case _, tuple():
            return ", ".join(map(str, value))
        case _, dict():
            return ", ".join(f"{key} {given}" for key, given in value.items()) or NOTHING
    return str(value or NOTHING)


def _part(name: str) -> str:
    return {
        "title": _("title"),
        "text": _("text"),
        "evidence": _("what shows it"),
        "breach": _("what a breach looks like"),
        "who": _("whom it obliges"),
        "frequency": _("how often it is asked about"),
        "check": _("what answers"),
        "parameters": _("the limits it is judged with"),
        "section": _("chapter"),
        "law": _("law"),
        "covers": _("what the answer covers"),
        "beside": _("rules told beside"),
        "source": _("what would tell of it"),
    }.get(name, name)
