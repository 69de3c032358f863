"""The frame of every page: the acting role, the day, the rooms, and the rules that govern the page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from urllib.parse import urlencode, urlsplit

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.menu import Menu, menu
from spelregler.apps.acting.near_tasks import near_known
from spelregler.apps.acting.rights import SET_UP, START, may
from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.apps.acting.rule_marks import rule_marks
from spelregler.platform import access
from spelregler.platform.findings import clauses, is_recounting
from spelregler.ui.page import Addresses, Crumb, Page, RoleChoice


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
    near = near_known(request)
    shown_menu = Menu([], [])
    if acting_role.is_begun:
        shown_menu = menu(acting_role, current=current, path=request.path, waiting=near or 0)
    keep = [(key, str(value)) for key, value in request.GET.items() if key != "per"]
    return Page(
        title=title,
        municipality=acting_role.municipality,
        today=acting_role.today,
        as_of=acting_role.as_of,
        path=path or request.path,
        lead=lead,
        crumbs=[Crumb(label=label, url=_as_left(url, request)) for label, url in crumbs],
        nav=shown_menu.rooms,
        nav_more=shown_menu.more,
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
        near_tasks=near,
        addresses=Addresses(
            home=address_of("home"),
            search=address_of("search") if acting_role.is_begun else "",
            tasks=address_of("tasks") if acting_role.is_begun and acting_role.person_code else "",
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


def _as_left(url: str, request: Request) -> str:
    """The page's address with the filters that it had when the reader went on from it."""
    left = urlsplit(request.headers.get("Referer", ""))
    is_ours = left.netloc == request.get_host() and left.path == url and "?" not in url
    return f"{url}?{left.query}" if is_ours and left.query else url


def _choice(assignment: RoleAssignment, acting_role: ActingRole) -> RoleChoice:
    label = assignment.label(acting_role.language)
    return RoleChoice(key=assignment.code, label=label, current=assignment == acting_role.role_assignment)
