"""The frame of every page: the role worn, the day, the rooms, and the rules that govern the page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.organisation.access import START, Action, may
from spelregler.apps.organisation.doors import seen_answers
from spelregler.apps.organisation.queries import units_of_department
from spelregler.apps.organisation.worn import Request, Worn
from spelregler.domain.findings import MUNICIPALITY
from spelregler.platform import access
from spelregler.platform.findings import Answer, answers, clauses, is_recounting, most_urgent
from spelregler.ui.page import Addresses, Crumb, Hat, NavItem, Page, RuleMark

MOST_RULES = 8


def frame(
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
) -> Page:
    """Everything round the page itself. The rules of the page's `modules`, or that bind `who`, stand beside it."""
    worn = request.worn
    borrowed = access.borrowed(today=worn.today) if worn.hat.person_code else ""
    governing = clauses(as_of=worn.as_of, modules=modules, who=who) if modules or who else []
    keep = [(key, str(value)) for key, value in request.GET.items() if key != "per"]
    return Page(
        title=title,
        municipality=worn.municipality,
        today=worn.today,
        as_of=worn.as_of,
        path=request.path,
        lead=lead,
        crumbs=[Crumb(label=label, url=url) for label, url in crumbs],
        nav=navigation(current) if worn.is_begun else [],
        rules=rule_marks(worn, governing, scope_kind=scope_kind, scope=scope),
        is_demo=worn.is_demo,
        is_recounting=is_recounting(),
        borrowed_rules=borrowed,
        hat=Hat(key=worn.hat.code, label=worn.hat.label(worn.language), current=True),
        hats=[Hat(key=h.code, label=h.label(worn.language), current=h == worn.hat) for h in worn.hats],
        person=worn.hat.person or next((h.person for h in worn.hats if h.person), ""),
        keep=keep,
        query=urlencode(list(request.GET.items())),
        can_travel=can_travel,
        addresses=Addresses(
            home=reverse("home:home"),
            search=reverse("home:search") if worn.is_begun else "",
            set_language=reverse("home:language"),
            wear_hat=reverse("home:wear"),
            log_in=reverse("home:log_in") if worn.is_begun else "",
            log_out=reverse("home:log_out"),
            account=reverse("identity_account"),
            demo_cast=reverse("home:log_in") if worn.is_demo else "",
            accessibility=reverse("home:accessibility"),
            start=reverse("start:checklist") if borrowed and may(worn, Action.SET_UP, START) else "",
        ),
    )


def navigation(current: str) -> list[NavItem]:
    """The rooms that are built, in the order of the documents."""
    rooms = (
        ("home:home", _("Home")),
        ("policy:documents", _("The policy")),
        ("goals:tree", _("Goals")),
        ("comparison:list", _("Comparison")),
        ("frames:overview", _("Frames")),
        ("autonomy:field", _("Units")),
        ("organisation:overview", _("The organisation")),
        ("decisions:list", _("Decisions")),
        ("policy:roles", _("Who may do what")),
    )
    return [NavItem(label=label, url=reverse(name), current=name == current) for name, label in rooms]


def rule_marks(worn: Worn, governing: Collection[str], *, scope_kind: str = "", scope: str = "") -> list[RuleMark]:
    """One mark per clause: its answer about the page's place, else the role's own, else the whole municipality.

    Another place's answer is never shown as if it were the page's own: only a page of no place, for a role of none,
    shows the answer that most needs eyes, by name. What can be judged stands first, so that a long list of rules still
    to be evidenced does not hide it. An answer that gathers places the reader does not see says no more than its status
    here; the clause's own page says why.
    """
    if not governing:
        return []
    found: dict[str, list[Answer]] = {}
    for answer in seen_answers(worn, answers(as_of=worn.as_of, clauses=governing)):
        found.setdefault(answer.clause, []).append(answer)
    place = (scope_kind, scope) if scope else worn.hat.place
    units = units_of_department(place[1], as_of=worn.as_of) if place[0] == "department" else frozenset()
    marks = []
    for clause in governing:
        candidates = _about(found.get(clause, []), place, units) if place[1] else found.get(clause, [])
        if not candidates:
            continue
        shown = most_urgent(candidates)
        marks.append(
            RuleMark(
                id=clause,
                text=shown.text(worn.language),
                status=shown.status,
                url=reverse("policy:clause", args=[clause]),
                evidence="" if shown.gathers else _evidence(shown, worn.language, named=place != _place_of(shown)),
            )
        )
    return sorted(marks, key=lambda mark: mark.status == "not_assessed")[:MOST_RULES]


def _about(candidates: Sequence[Answer], place: tuple[str, str], units: Collection[str]) -> list[Answer]:
    """The answers about the place, else about a department's own units, else about the whole."""
    own = [each for each in candidates if _place_of(each) == place]
    inside = [each for each in candidates if each.scope_kind == "unit" and each.scope in units]
    return own or inside or [each for each in candidates if each.scope_kind == MUNICIPALITY.kind]


def _place_of(answer: Answer) -> tuple[str, str]:
    return answer.scope_kind, answer.scope


def _evidence(shown: Answer, language: str, *, named: bool) -> str:
    """The reason, with the place that it is about where the page does not say it."""
    reason = shown.reason(language)
    return f"{shown.scope_name}: {reason}" if named and shown.scope_kind != MUNICIPALITY.kind else reason
