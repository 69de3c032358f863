"""The menu of every page. A room adds its own entry when the product starts, as it adds its checks.

The place that a role answers for stands first, then the rooms where the role has an errand; the rest is under More.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.domain.roles import Beside, Role
from spelregler.domain.roles.vocabulary import role_of
from spelregler.ui.page import NavItem


@dataclass(frozen=True)
class MenuEntry:
    """One entry. `place` is its place in the order of the documents; `label` is translated when it is shown.

    `errands` are the roles that come here in the course of their work; None is every role. For the others it stands
    under More, or nowhere where it `is_hidden`. `address` is the role's own page in the room, where it has one.
    `tells_waiting` where the count of what waits for the role stands beside it.
    """

    place: int
    label: str | Promise
    url_name: str
    errands: Collection[Role | Beside] | None = None
    is_hidden: bool = False
    address: Callable[[ActingRole], str] | None = None
    tells_waiting: bool = False

    def is_seen(self, acting_role: ActingRole) -> bool:
        """Whether it stands somewhere in the role's menu."""
        return not self.is_hidden or self.errands is None or role_of(acting_role.role) in self.errands

    def url(self, acting_role: ActingRole) -> str:
        """Where it leads the role."""
        return self.address(acting_role) if self.address else reverse(self.url_name)


@dataclass(frozen=True)
class Menu:
    """What stands in sight, and what stands under More."""

    rooms: list[NavItem]
    more: list[NavItem]


_entries: dict[str, MenuEntry] = {}
_own_pages: dict[str, Callable[[str], str]] = {}


def register(*entries: MenuEntry) -> None:
    """Called by a room's AppConfig when the product starts."""
    _entries.update({each.url_name: each for each in entries})


def entries() -> list[MenuEntry]:
    """Every entry, in its place; of the menus of all roles."""
    return sorted(_entries.values(), key=lambda each: each.place)


def register_own_pages(**pages: Callable[[str], str]) -> None:
    """Where a place of a kind has its page: the kind, and its address by the place's code."""
    _own_pages.update(pages)


def menu(acting_role: ActingRole, *, current: str = "", path: str = "", waiting: int = 0) -> Menu:
    """The entries for the role, in their order; `current` is the address name of the room that is shown, `waiting` how
    much is late or due this week.

    On the role's own place that entry is the one that is shown, and not the room that the page lies in.
    """
    own = _own(acting_role, path)
    is_own = any(each.current for each in own)
    role, rooms = role_of(acting_role.role), list(own)
    more: list[NavItem] = []
    for each in entries():
        has_errand = each.errands is None or role in each.errands
        if each.is_seen(acting_role):
            item = NavItem(
                label=str(each.label),
                url=each.url(acting_role),
                current=each.url_name == current and not is_own,
                count=waiting if each.tells_waiting else 0,
            )
            (rooms if has_errand else more).append(item)
    return Menu(rooms=rooms, more=more)


def _own(acting_role: ActingRole, path: str) -> list[NavItem]:
    kind, code = acting_role.place
    name = acting_role.role_assignment.place_name.text(acting_role.language)
    if kind not in _own_pages or not name:
        return []
    url = _own_pages[kind](code)
    return [NavItem(label=name, url=url, current=url == path, is_own=True)]
