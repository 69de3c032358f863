"""The central manager policy and a department's own beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.policy.models import LocalRule
from spelregler.domain.roles.vocabulary import owner_called
from spelregler.exchange.package import Clause, Package
from spelregler.ui.formatting import long_date

CHECK = "policy.manager_policies_in_force"


def central_rules(package: Package | None) -> tuple[Clause, ...]:
    """The rules that a department's own policy inherits: those of the document that asks for it; else none."""
    asking = next((each for each in package.clauses if each.check == CHECK), None) if package else None
    if package is None or asking is None:
        return ()
    return tuple(each for each in package.clauses if each.document == asking.document)


@dataclass(frozen=True)
class RuleBeside:
    """A rule of the central policy, and what the department's own says of it; nothing where it only inherits it."""

    id: str
    title: str
    central: str
    own: str
    stated: str
    write: str


@dataclass(frozen=True)
class ChapterBeside:
    """A chapter: the rules of which the own policy speaks, and those that it inherits as they are."""

    title: str
    own: Sequence[RuleBeside]
    inherited: Sequence[RuleBeside]


def chapters_beside(
    rules: Sequence[Clause], said: Mapping[str, LocalRule], *, department: str, may_write: bool, language: str
) -> list[ChapterBeside]:
    """Every rule of the central policy in its order, by chapter."""
    found = []
    for title, alike in groupby(rules, lambda each: each.section.text(language)):
        rows = [_row(each, said.get(each.id), department, may_write, language) for each in alike]
        found.append(ChapterBeside(title, [each for each in rows if each.own], [each for each in rows if not each.own]))
    return found


def _row(clause: Clause, own: LocalRule | None, department: str, may_write: bool, language: str) -> RuleBeside:
    return RuleBeside(
        id=clause.id,
        title=clause.name.text(language),
        central=clause.text.text(language),
        own=own.text if own else "",
        stated=_stated(own, language) if own else "",
        write=reverse("policy:own_policy_rule", args=[department, clause.id]) if may_write else "",
    )


def _stated(own: LocalRule, language: str) -> str:
    if own.stated_on is None:
        return _("Nobody has stated that it takes nothing away from the central rule.")
    role = owner_called(own.stated_role).text(language)
    told = {"role": role[:1].upper() + role[1:], "day": long_date(own.stated_on, language)}
    return _("%(role)s stated on %(day)s that it takes nothing away from the central rule.") % told
