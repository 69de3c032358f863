"""The menu of every page. A room adds its own entry when the product starts, as it adds its checks."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from spelregler.ui.page import NavItem


@dataclass(frozen=True)
class MenuEntry:
    """One entry. `place` is its place in the order of the documents; `label` is translated when it is shown."""

    place: int
    label: str | Promise
    url_name: str


_entries: dict[str, MenuEntry] = {}


def register(*entries: MenuEntry) -> None:
    """Called by a room's AppConfig when the product starts."""
    _entries.update({each.url_name: each for each in entries})


def menu(current: str) -> list[NavItem]:
    """The rooms that are there, in their order; `current` is the address name of the room that is shown."""
    return [
        NavItem(label=str(each.label), url=reverse(each.url_name), current=each.url_name == current)
        for each in entries()
    ]


def entries() -> list[MenuEntry]:
    """Every entry, in its place."""
    return sorted(_entries.values(), key=lambda each: each.place)
