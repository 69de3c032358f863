"""Who is to know the policy, by when, and how far it has come: in numbers per body and unit, never by name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.visibility import seen_answers
from spelregler.apps.knowledge.pages.words import clauses_of
from spelregler.apps.knowledge.queries.audiences import Counted
from spelregler.apps.knowledge.queries.bodies import BODIES
from spelregler.apps.knowledge.queries.units import UNITS
from spelregler.apps.organisation.queries.introductions import EMPLOYEES, MEMBERS, TRAINED
from spelregler.domain.introductions import counted
from spelregler.domain.unit_place import UnitPlace
from spelregler.platform.findings import URGENCY, Wanted, parameters_of
from spelregler.ui.measured import day_of_year

OF_BODIES, OF_UNITS = (BODIES, MEMBERS, TRAINED), (UNITS, EMPLOYEES)


@dataclass(frozen=True)
class AudienceRow:
    """An audience: who, how many, what they get, by when, and what the answers say of bodies or units."""

    who: str
    how_many: str
    what: str
    by_when: str
    said: list[tuple[str, int]]
    clause: str
    url: str


def audiences(acting_role: ActingRole, people: Counted) -> list[AudienceRow]:
    """The five audiences of the package in force; one whose rule it does not have is left out."""
    found = clauses_of({*OF_BODIES, *OF_UNITS}, as_of=acting_role.as_of)
    said = _tallies(acting_role, found.values())
    limits = {check: parameters_of(check, as_of=acting_role.as_of) for check in found}
    rows = [(check, *words) for check, words in _audiences(people).items() if check in found]
    return [
        AudienceRow(
            who=who,
            how_many=how_many,
            what=what,
            by_when=_by_when(check, limits[check], acting_role.language),
            said=said.get(found[check], []),
            clause=found[check],
            url=address_of("clause", found[check]),
        )
        for check, who, how_many, what in rows
    ]


def _audiences(people: Counted) -> dict[str, tuple[str, str, str]]:
    seats = _("%(n)d members and substitutes") % {"n": people.seated}
    return {
        BODIES: (_("Committees and the board"), seats, _("Training in the term, and a self-check together")),
        UNITS: (
            _("All employees"),
            _("%(n)d by the register") % {"n": people.employed} if people.employed else "",
            _("A workplace meeting, or the course"),
        ),
        EMPLOYEES: (_("New employees"), "", _("An introduction at the unit")),
        MEMBERS: (
            _("New members and substitutes"),
            _("%(n)s wait") % {"n": counted(people.waiting)},
            _("An introduction with the secretary"),
        ),
        TRAINED: (_("Everyone at a new term"), seats, _("A training of the body")),
    }


def _by_when(check: str, said: Mapping[str, Any], language: str) -> str:
    if check == BODIES:
        words = _("%(share)s %% of the seats, and a self-check every %(months)s months")
        return words % {"share": said.get("share_pct"), "months": said.get("self_check_months")}
    if check == UNITS:
        return _("%(share)s %% within %(months)s months") % {
            "share": said.get("share_pct"),
            "months": said.get("months"),
        }
    if check == TRAINED:
        return _("By %(day)s") % {"day": day_of_year(str(said.get("by", "03-31")), language)}
    return _("Within %(days)s days") % {"days": said.get("days", "–")}


def _tallies(acting_role: ActingRole, clauses: Collection[str]) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, dict[str, int]] = {}
    for each in seen_answers(acting_role).tallies(Wanted(clauses=list(clauses))):
        said = found.setdefault(each.clause, {})
        said[each.status] = said.get(each.status, 0) + each.count
    return {clause: [(each, said[each]) for each in URGENCY if each in said] for clause, said in found.items()}


@dataclass(frozen=True)
class PlaceRow:
    """A body or a unit with what the answers say of it, in the order of the columns; empty where none does."""

    name: str
    url: str
    said: list[str]


def body_rows(acting_role: ActingRole, codes: Sequence[tuple[str, str, str]]) -> list[PlaceRow]:
    """Each committee and the board: trained and self-checked, new members introduced, trained in the term."""
    said = _said(acting_role, OF_BODIES, "committee", [code for code, _sv, _en in codes])
    return [
        PlaceRow(acting_role.say(sv, en), reverse("knowledge:body", args=[code]), said[code]) for code, sv, en in codes
    ]


def unit_rows(acting_role: ActingRole, places: Sequence[UnitPlace]) -> list[PlaceRow]:
    """Each unit: gone through the policy, and new employees introduced."""
    said = _said(acting_role, OF_UNITS, "unit", [each.code for each in places])
    return [
        PlaceRow(acting_role.say(each.name, each.name_en), reverse("knowledge:unit", args=[each.code]), said[each.code])
        for each in places
    ]


def _said(acting_role: ActingRole, checks: Sequence[str], kind: str, codes: Sequence[str]) -> dict[str, list[str]]:
    clauses = clauses_of(checks, as_of=acting_role.as_of)
    wanted = Wanted(clauses=list(clauses.values()), places=[(kind, code) for code in codes])
    found = {(each.clause, each.scope): each.status for each in seen_answers(acting_role).answers(wanted)}
    return {code: [found.get((clauses.get(check, ""), code), "") for check in checks] for code in codes}
