"""What has changed in a body's field since a day, in words: first what is worse, then what is answered no more."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.overruled import address_of_overruling
from spelregler.apps.acting.visibility import in_english, seen_answers
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.departments import field_of
from spelregler.apps.policy.queries.rule_changes import MOST, ChangedAnswer, changes_between
from spelregler.domain.assessment import place_of
from spelregler.domain.rule_changes import Change, change_of
from spelregler.exchange.package import Package
from spelregler.platform.findings import Place, Wanted, answers
from spelregler.platform.overrulings import Overruling, standing

WHOLE = (Body.Kind.COUNCIL, Body.Kind.EXECUTIVE_BOARD)
"""The bodies whose field is the whole municipality."""


def places_of(body: Body, *, as_of: date) -> list[Place] | None:
    """The body's field; None is everything. Three queries."""
    return None if body.kind in WHOLE else field_of(body.code, as_of=as_of)


@dataclass(frozen=True)
class ChangeRow:
    """A rule whose answer has become another, and where."""

    id: str
    title: str
    url: str
    where: str
    before: str
    status: str
    on: date
    is_assessed: bool


@dataclass(frozen=True)
class ChangeGroup:
    """The rules to which the same has happened."""

    title: str
    rows: Sequence[ChangeRow]


@dataclass(frozen=True)
class OverruledRow:
    """An answer beside which somebody has said something else since the day."""

    id: str
    title: str
    url: str
    where: str
    computed: str
    status: str
    by: str
    on: date


@dataclass(frozen=True)
class Since:
    """All that has changed, and whether there is more than the page tells."""

    groups: Sequence[ChangeGroup]
    overruled: Sequence[OverruledRow]
    is_cut: bool


def since(body: Body, package: Package, acting_role: ActingRole, *, start: date) -> Since:
    """What the reader sees of the changes in the body's field. Nothing is judged anew.

    Three queries for the field, two for the changes, three for the overrulings, and three more on an English page.
    """
    places = places_of(body, as_of=acting_role.as_of)
    clauses = [each.id for each in package.clauses]
    seen, _hidden = seen_answers(acting_role).parts(Wanted(clauses=clauses, places=places))
    found = changes_between(seen, start=start, as_of=acting_role.as_of)
    english = in_english(acting_role, [each.place for each in found])
    by_change: dict[Change, list[ChangeRow]] = {}
    for each in sorted(found[:MOST], key=lambda each: package.place[each.clause]):
        row = _row(package, each, english.get(each.place, each.first), acting_role.language)
        by_change.setdefault(change_of(each.before, each.status), []).append(row)
    called = _titles()
    return Since(
        groups=[ChangeGroup(called[change], by_change[change]) for change in called if change in by_change],
        overruled=_overruled(package, seen, clauses, acting_role, start=start),
        is_cut=len(found) > MOST,
    )


def _titles() -> dict[Change, str]:
    """What has happened, in the order that it is read in."""
    return {
        Change.WORSE: _("Worse"),
        Change.LOST: _("No longer assessed"),
        Change.ANSWERED: _("Answered now"),
        Change.BETTER: _("Better"),
        Change.OTHER: _("Otherwise"),
        Change.NEW: _("Asked since then, and not assessed yet"),
    }


def _row(package: Package, each: ChangedAnswer, where: str, language: str) -> ChangeRow:
    if each.count > 1:
        where = _("%(name)s and %(more)d more") % {"name": where, "more": each.count - 1}
    clause = package.clause(each.clause)
    return ChangeRow(
        id=each.clause,
        title=clause.name.text(language),
        url=reverse("policy:clause", args=[each.clause]),
        where=where,
        before=each.before,
        status=each.status,
        on=each.on,
        is_assessed=place_of(clause.check) is not None and each.status != "not_assessed",
    )


def _overruled(
    package: Package, seen: Wanted, clauses: Collection[str], acting_role: ActingRole, *, start: date
) -> list[OverruledRow]:
    """Those made since the day about answers that are seen in the field, the newest first."""
    new = [each for each in standing(clauses, as_of=acting_role.as_of) if each.made_on > start]
    if not new:
        return []
    about = {each.about[0] for each in new}
    places = {each.about[1:] for each in new} if seen.places is None else seen.places
    shown = answers(
        Wanted(clauses=about, places=places, unseen=seen.unseen), as_of=acting_role.as_of, limit=MOST_ANSWERS
    )
    named = {(each.clause, each.scope_kind, each.scope): each.scope_name for each in shown}
    told = [each for each in new if each.about in named]
    english = in_english(acting_role, [each.about[1:] for each in told])
    return [_said(package, each, english.get(each.about[1:], named[each.about]), acting_role.language) for each in told]


MOST_ANSWERS = 5_000
"""The answers of the rules that are overruled: those of every unit of the largest municipality to a few rules."""


def _said(package: Package, each: Overruling, where: str, language: str) -> OverruledRow:
    clause = package.clause(each.about[0])
    return OverruledRow(
        id=clause.id,
        title=clause.name.text(language),
        url=address_of_overruling(each.about),
        where=where,
        computed=each.computed,
        status=each.status,
        by=each.by.text(language),
        on=each.made_on,
    )
