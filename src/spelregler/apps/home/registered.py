"""The pages of the menu, and those where something is done, for whoever searches and may do it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spelregler.apps.acting import first_page, menu
from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.searching import Kind
from spelregler.apps.policy.models import Adoption
from spelregler.apps.policy.packages.in_force import rules_on
from spelregler.domain.roles import Role, role_of
from spelregler.domain.words import Pair
from spelregler.platform import clock
from spelregler.platform.search.sources import Keys, Source, Thing

DONE = frozenset({"decide", "prepare", "execute"})
MENU, ERRAND = "menu-", "errand-"


def _pages(keys: Keys) -> Iterator[Thing]:
    for each in (*_of_the_menu(), *_errands()):
        if keys is None or each.key in keys:
            yield each


def _of_the_menu() -> Iterator[Thing]:
    for key, each in _menu().items():
        yield Thing(key=key, address="", title=_both(each.label))


def _errands() -> Iterator[Thing]:
    """What may be done on a page somewhere, as the role rules in force call it."""
    pages = first_page.actions_with_a_page()
    for row in rules_on(clock.today()).matrix():
        if row.action in pages:
            yield Thing(key=f"{ERRAND}{row.action}", address="", title=row.label)


def _both(label: str | Promise) -> Pair:
    said = {}
    for language in ("sv", "en"):
        with translation.override(language):
            said[language] = str(label)
    return Pair(said["sv"], said["en"])


def _seen(acting_role: ActingRole, keys: Collection[str]) -> Collection[str]:
    """What stands in the role's menu; an errand is found by the roles that do it and have a page for it."""
    found = {each for each, entry in _menu().items() if each in keys and entry.is_seen(acting_role)}
    role = role_of(acting_role.role)
    if isinstance(role, Role):
        for row in rules_on(acting_role.today).matrix():
            key = f"{ERRAND}{row.action}"
            if key in keys and any(part.operation in DONE for part in row.cells[role].parts):
                found |= {key} if first_page.page_of_action(row.action, acting_role) else set()
    return found


def _address(acting_role: ActingRole, key: str) -> str:
    if key.startswith(ERRAND):
        return first_page.page_of_action(key.removeprefix(ERRAND), acting_role)
    return _menu()[key].url(acting_role)


def _menu() -> dict[str, menu.MenuEntry]:
    return {f"{MENU}{each.url_name}": each for each in menu.entries()}


SEARCHED = (
    Kind(
        Source(
            kind="page",
            things=_pages,
            follows={Adoption: lambda _rows: (each.key for each in _pages(None))},
        ),
        place=10,
        one=_("page"),
        many=_("Pages"),
        seen=_seen,
        address=_address,
    ),
)
"""The kinds of things that this room lets be searched for."""
