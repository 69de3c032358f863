"""The frame of every page: the acting role, the day, the rooms, and the rules that govern the page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from urllib.parse import urlencode

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.menu import menu
from spelregler.apps.acting.rights import SET_UP, START, may
from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.apps.acting.visibility import seen_answers
from spelregler.domain.findings import MUNICIPALITY
from spelregler.platform import access
from spelregler.platform.findings import (
    UNITS_OF,
    Answer,
    Place,
    Tally,
    Wanted,
    clauses,
    is_recounting,
    most_urgent,
    titles,
)
from spelregler.ui.page import Addresses, Crumb, Page, RoleChoice, RuleMark

MOST_RULES = 8


def page_shell(
    request: Request,
    *,
    title: str,
    lead: str = "",
    crumbs: Sequence[tuple[str, str]] = (),
    current: str = "",
    modules: Collection[str] = (),
    who: str = "",
    scope_kind: str = "",
    scope: str = "",
    can_travel: bool = True,
    path: str = "",
) -> Page:
    """Everything round the page itself. The rules of the page's `modules`, or that bind `who`, stand beside it.

    `path` is the page's own address where it answers at another, as when it shows a form that was sent and is wrong.
    """
    acting_role = request.acting_role
    borrowed = access.borrowed(today=acting_role.today) if acting_role.person_code else ""
    governing = clauses(as_of=acting_role.as_of, modules=modules, who=who) if modules or who else []
    keep = [(key, str(value)) for key, value in request.GET.items() if key != "per"]
    return Page(
        title=title,
        municipality=acting_role.municipality,
        today=acting_role.today,
        as_of=acting_role.as_of,
        path=path or request.path,
        lead=lead,
        crumbs=[Crumb(label=label, url=url) for label, url in crumbs],
        nav=menu(current) if acting_role.is_begun else [],
        rules=rule_marks(acting_role, governing, scope_kind=scope_kind, scope=scope),
        is_demo=acting_role.is_demo,
        is_recounting=is_recounting(),
        borrowed_rules=borrowed,
        role=_choice(acting_role.role_assignment, acting_role),
        role_choices=[_choice(each, acting_role) for each in acting_role.role_assignments],
        person=acting_role.person or next((h.person for h in acting_role.role_assignments if h.person), ""),
        keep=keep,
        query=urlencode(list(request.GET.items())),
        can_travel=can_travel,
        addresses=Addresses(
            home=address_of("home"),
            search=address_of("search") if acting_role.is_begun else "",
            set_language=address_of("language"),
            change_role=address_of("change_role"),
            log_in=address_of("sign_in") if acting_role.is_begun else "",
            log_out=address_of("sign_out"),
            account=address_of("account"),
            demo_cast=address_of("sign_in") if acting_role.is_demo else "",
            accessibility=address_of("accessibility"),
            start=address_of("checklist") if borrowed and may(acting_role, SET_UP, START) else "",
        ),
    )


def _choice(assignment: RoleAssignment, acting_role: ActingRole) -> RoleChoice:
    label = assignment.label(acting_role.language)
    return RoleChoice(key=assignment.code, label=label, current=assignment == acting_role.role_assignment)


def rule_marks(
    acting_role: ActingRole, governing: Collection[str], *, scope_kind: str = "", scope: str = ""
) -> list[RuleMark]:
    """One mark per clause: its answer about the page's place, else the role's own, else the whole municipality.

    Another place's answer is never shown as if it were the page's own: only a page of no place, for a role of none,
    shows the answer that most needs eyes, by name. What can be judged stands first, so that a long list of rules still
    to be evidenced does not hide it. An answer that gathers places the reader does not see says no more than its status
    here; the clause's own page says why.
    """
    if not governing:
        return []
    seen = seen_answers(acting_role)
    place = (scope_kind, scope) if scope else acting_role.place
    wanted = Wanted(clauses=governing, places=_about(place) if place[1] else None)
    found: dict[str, list[Tally]] = {}
    for tally in seen.tallies(wanted):
        found.setdefault(tally.clause, []).append(tally)
    marked = [most_urgent(_nearest(found[clause], place[0])) for clause in governing if clause in found]
    shown = seen.first_of(sorted(marked, key=lambda mark: mark.status == "not_assessed")[:MOST_RULES], wanted)
    named = titles(as_of=acting_role.as_of)
    return [
        RuleMark(
            id=answer.clause,
            title=named[answer.clause].text(acting_role.language),
            status=answer.status,
            url=address_of("clause", answer.clause),
            evidence=""
            if answer.gathers
            else _evidence(answer, acting_role.language, named=place != (answer.scope_kind, answer.scope)),
        )
        for answer in shown.values()
    ]


def _about(place: Place) -> list[Place]:
    """The place itself, a department's own units, and the whole."""
    kind, code = place
    return [place, *([(UNITS_OF, code)] if kind == "department" else ()), (MUNICIPALITY.kind, "")]


def _nearest(found: Sequence[Tally], kind: str) -> Sequence[Tally]:
    """About the place itself, else about the units in it, else about the whole; of no place, about any."""
    if not kind:
        return found
    return next(near for at in (kind, "unit", MUNICIPALITY.kind) if (near := [t for t in found if t.scope_kind == at]))


def _evidence(shown: Answer, language: str, *, named: bool) -> str:
    """The reason, with the place that it is about where the page does not say it."""
    reason = shown.reason(language)
    return f"{shown.scope_name}: {reason}" if named and shown.scope_kind != MUNICIPALITY.kind else reason
