"""A delegation order and its versions, as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.decisions.pages.versions import by_decision
from spelregler.apps.delegation.models import DelegationOrder, OrderRow
from spelregler.apps.delegation.pages.words import delegate
from spelregler.domain.delegation import LEVELS, MATTERS, Compared, Level, Matter, TypeOfDecision
from spelregler.domain.words import Words

FIELDS: dict[str, Words] = {
    "title": Words("Type of decision"),
    "law": Words("Law"),
    "level": Words("Who decides"),
    "lowest": Words("Lowest level allowed"),
    "post": Words("The post"),
    "matter": Words("What it is about"),
    "conditions": Words("Conditions"),
    "may_subdelegate": Words("May be passed on"),
    "is_employer": Words("Employer matter"),
    "reason": Words("Why it is kept higher"),
}
"""The parts of a row in words."""


@dataclass(frozen=True)
class RowView:
    """A type of decision: who decides, how far out it may lie, and what it is kept higher for."""

    pk: int
    code: str
    title: str
    law: str
    who: str
    terms: str
    lowest: str
    reason: str
    status: str
    word: str
    decided: int
    is_delegated: bool


def row_views(
    acting_role: ActingRole, rows: Iterable[OrderRow], *, decided: dict[str, int] | None = None
) -> list[RowView]:
    """The rows in their order, each with how many were decided by it this year."""
    counts, language = decided or {}, acting_role.language
    found = []
    for row in rows:
        fact = row.fact
        status, word = _how_far(fact)
        found.append(
            RowView(
                pk=row.pk,
                code=row.code,
                title=row.title,
                law=row.law,
                who=delegate(acting_role, row),
                terms=_terms(row),
                lowest="" if fact.is_furthest_out or not fact.is_delegable else LEVELS[fact.lowest].text(language),
                reason=row.reason,
                status=status,
                word=word,
                decided=counts.get(row.code, 0),
                is_delegated=row.level > Level.BODY,
            )
        )
    return found


def _how_far(fact: TypeOfDecision) -> tuple[str, str]:
    if fact.matter != Matter.DELEGABLE:
        return "", _("kept by law (KL 6 kap. 38 §)")
    if not fact.is_delegable or fact.is_furthest_out:
        return "", ""
    if fact.lacks_reason:
        return "breach", _("kept higher without a reason")
    return "", _("kept higher")


def _terms(row: OrderRow) -> str:
    said = [row.conditions.rstrip(".") + "."] if row.conditions else []
    said += [_("May be passed on.")] if row.may_subdelegate else []
    said += [_("Employer matter.")] if row.is_employer else []
    return " ".join(said)


@dataclass(frozen=True)
class VersionView:
    """A version: its key, the days in words, and whether there is one before it to compare with."""

    pk: int
    words: str
    is_to_come: bool
    has_before: bool


def version_views(acting_role: ActingRole, found: Sequence[DelegationOrder]) -> list[VersionView]:
    """The entered versions, the latest first."""
    last = len(found) - 1
    return [
        VersionView(each.pk, by_decision(acting_role, each), each.start > acting_role.as_of, place < last)
        for place, each in enumerate(found)
    ]


@dataclass(frozen=True)
class Difference:
    """A type that differs: what the parts said before, and say now."""

    code: str
    title: str
    parts: list[tuple[str, str, str]]


def differences(found: Compared, language: str) -> list[Difference]:
    """The types that say something else than before, part by part."""
    return [
        Difference(
            code=now.code,
            title=now.title,
            parts=[
                (FIELDS[name].text(language), _said(was, name, language), _said(now, name, language))
                for name in names
                if name in FIELDS
            ],
        )
        for was, now, names in found.changed
    ]


def _said(row: TypeOfDecision, name: str, language: str) -> str:
    value = getattr(row, name)
    if isinstance(value, Level):
        return LEVELS[value].text(language)
    if isinstance(value, Matter):
        return MATTERS[value].text(language)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value) or "–"
