"""The rules' year: each rule's last twelve months as a strip, about the reader's own place or about all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rule_marks import about, nearest
from spelregler.apps.acting.visibility import SeenAnswers, in_english
from spelregler.apps.policy.pages.policy.presenters import ClauseView
from spelregler.apps.policy.queries.rule_years import HeldAbout, Turn, held_since, turns_lately
from spelregler.domain.rule_year import Stretch, stretches, year_to
from spelregler.exchange.package import Clause, Package
from spelregler.platform.findings import URGENCY, Wanted
from spelregler.ui import formatting
from spelregler.ui.pictures import Picture, Svg, month_scale, row_strip, strip
from spelregler.ui.pictures.strip import status_words


@dataclass(frozen=True)
class YearRow:
    """A rule in a chapter: its strip, what is answered now, and since when."""

    clause: ClauseView
    strip: Svg
    status: str
    since: str


@dataclass(frozen=True)
class YearTable:
    """The strips of a chapter under the names of the months, from a day to a day."""

    scale: Svg
    rows: list[YearRow]
    start: date
    end: date


def wanted_about(clauses: Collection[str], acting_role: ActingRole, *, own: bool) -> Wanted:
    """The answers to the clauses about the reader's own place, and about the whole; or about every place."""
    return Wanted(clauses=clauses, places=about(acting_role.place) if own else None)


def year_table(clauses: Sequence[ClauseView], seen: SeenAnswers, acting_role: ActingRole, *, own: bool) -> YearTable:
    """The year of each rule. One query, and one more where something is hidden from the reader."""
    start, end = year_to(acting_role.as_of)
    years = _years([each.id for each in clauses], seen, acting_role, own=own)
    rows = []
    for each in clauses:
        *_before, now = years[each.id]
        rows.append(
            YearRow(
                clause=each,
                strip=row_strip(years[each.id], name=each.id, language=acting_role.language),
                status=now.status,
                since=_since(now, start, acting_role),
            )
        )
    return YearTable(month_scale(start, end, acting_role.language), rows, start, acting_role.as_of)


def _since(now: Stretch, start: date, acting_role: ActingRole) -> str:
    if not now.status:
        return status_words("", acting_role.language)
    if now.start == start:
        return _("the whole year")
    day = formatting.short_date(now.start, acting_role.language, today=acting_role.as_of)
    return _("since %(day)s") % {"day": day}


def rule_strips(clause: Clause, seen: SeenAnswers, acting_role: ActingRole) -> list[Picture]:
    """The rule's year about the reader's own place, where it is answered about it, and in the whole municipality."""
    found = [_("The rule's year in the whole municipality")]
    whole = _years([clause.id], seen, acting_role, own=False)[clause.id]
    pictures = [strip(whole, title=found[0], language=acting_role.language)]
    if acting_role.place[1]:
        own = _years([clause.id], seen, acting_role, own=True, only_place=True)[clause.id]
        if any(each.status for each in own):
            name = acting_role.role_assignment.place_name.text(acting_role.language)
            title = _("The rule's year: %(place)s") % {"place": name}
            pictures.insert(0, strip(own, title=title, language=acting_role.language))
    return pictures


def _years(
    clauses: Collection[str], seen: SeenAnswers, acting_role: ActingRole, *, own: bool, only_place: bool = False
) -> dict[str, list[Stretch]]:
    """Each clause's year; about the nearest kind of place where one's own is asked for."""
    start, end = year_to(acting_role.as_of)
    mine, hidden = seen.parts(wanted_about(clauses, acting_role, own=own))
    held = held_since(mine, None if only_place else hidden, start=start, as_of=acting_role.as_of)
    kind = acting_role.place[0] if own else ""
    by_clause: dict[str, list[HeldAbout]] = {clause: [] for clause in clauses}
    for each in held:
        if not only_place or each.scope_kind in _kinds(kind):
            by_clause[each.clause].append(each)
    return {
        clause: stretches((each.held for each in _near(alike, kind)), start=start, end=end, urgency=URGENCY)
        for clause, alike in by_clause.items()
    }


def _kinds(kind: str) -> set[str]:
    """A department is answered about by itself and by its units."""
    return {kind, "unit"} if kind == "department" else {kind}


def _near(found: Sequence[HeldAbout], kind: str) -> Iterable[HeldAbout]:
    return nearest(found, kind) if found else ()


@dataclass(frozen=True)
class TurnView:
    """A rule whose answer has become another lately."""

    id: str
    title: str
    url: str
    before: str
    status: str
    on: date
    where: str


def turn_views(package: Package, seen: SeenAnswers, acting_role: ActingRole) -> list[TurnView]:
    """What changed lately among the rules of the package, of what the reader sees; the latest first.

    One query, and on an English page one more for each kind of place.
    """
    mine, _hidden = seen.parts(Wanted(clauses=[each.id for each in package.clauses]))
    found = turns_lately(mine, as_of=acting_role.as_of)
    english = in_english(acting_role, [each.place for each in found])
    return [_turn(package, each, english.get(each.place, each.first), acting_role.language) for each in found]


def _turn(package: Package, turn: Turn, where: str, language: str) -> TurnView:
    if turn.count > 1:
        where = _("%(name)s and %(more)d more") % {"name": where, "more": turn.count - 1}
    return TurnView(
        id=turn.clause,
        title=package.clause(turn.clause).name.text(language),
        url=reverse("policy:clause", args=[turn.clause]),
        before=turn.before,
        status=turn.status,
        on=turn.on,
        where=where,
    )
