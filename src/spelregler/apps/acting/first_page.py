"""What a role's first page shows, told by each room when the product starts, as it tells which checks it has.

A new room adds its own panel and its own pages for what a role decides; the first page is not edited for it. What waits
for the role is in `work_list`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.ui.charts import FrameBar
from spelregler.ui.page import StatCard, StateList


@dataclass(frozen=True)
class Panel:
    """One picture of how it is going. `place` is its place among them; None where it is nothing to the role."""

    place: int
    card: Callable[[ActingRole], StatCard | None]


@dataclass(frozen=True)
class Few:
    """A list of a few things and how each goes. `place` is its place among the lists."""

    place: int
    found: Callable[[ActingRole], StateList | None]


@dataclass(frozen=True)
class Bar:
    """A frame as a bar, with the page that has its parts."""

    bar: FrameBar
    url: str = ""
    link: str = ""


@dataclass(frozen=True)
class Note:
    """A line with a link, above all else."""

    text: str
    url: str
    link: str = ""
    """What the link says; empty where the whole line is the link."""


@dataclass(frozen=True)
class Errand:
    """What a role enters or sees to though it decides nothing by it, in words of what is done."""

    text: str
    url: str


_panels: list[Panel] = []
_lists: list[Few] = []
_bars: list[Callable[[ActingRole], Bar | None]] = []
_notes: list[Callable[[ActingRole], Note | None]] = []
_errands: list[tuple[int, Callable[[ActingRole], Errand | None]]] = []
_action_pages: dict[str, Callable[[ActingRole], str]] = {}


def register_panel(place: int, card: Callable[[ActingRole], StatCard | None]) -> None:
    """A picture among those of how it is going."""
    _panels.append(Panel(place, card))


def register_list(place: int, found: Callable[[ActingRole], StateList | None]) -> None:
    """A list of a few things and how each goes; None where it is nothing to the role."""
    _lists.append(Few(place, found))


def register_bar(bar: Callable[[ActingRole], Bar | None]) -> None:
    """A bar under the pictures."""
    _bars.append(bar)


def register_note(note: Callable[[ActingRole], Note | None]) -> None:
    """A line above all else."""
    _notes.append(note)


def register_errand(place: int, errand: Callable[[ActingRole], Errand | None]) -> None:
    """What the role enters or sees to, at its place among such; None where it is not the role's."""
    _errands.append((place, errand))


def register_action_pages(**pages: str | Callable[[ActingRole], str]) -> None:
    """Where a role does what an action of the matrix names: an address name, or the address for the role."""
    for action, page in pages.items():
        _action_pages[action] = page if callable(page) else _always(page)


def _always(name: str) -> Callable[[ActingRole], str]:
    return lambda _acting_role: reverse(name)


def cards(acting_role: ActingRole) -> list[StatCard]:
    """The few pictures that matter to the role, in their order."""
    ordered = sorted(_panels, key=lambda each: each.place)
    return [card for panel in ordered if (card := panel.card(acting_role)) is not None]


def lists(acting_role: ActingRole) -> list[StateList]:
    """The lists of how a few things go, in their order."""
    ordered = sorted(_lists, key=lambda each: each.place)
    return [shown for few in ordered if (shown := few.found(acting_role)) is not None]


def bars(acting_role: ActingRole) -> list[Bar]:
    """The bars under the pictures."""
    return [found for bar in _bars if (found := bar(acting_role)) is not None]


def notes(acting_role: ActingRole) -> list[Note]:
    """The lines above all else."""
    return [found for note in _notes if (found := note(acting_role)) is not None]


def errands(acting_role: ActingRole) -> list[Errand]:
    """What the role enters or sees to, in order."""
    ordered = sorted(_errands, key=lambda each: each[0])
    return [found for _place, errand in ordered if (found := errand(acting_role)) is not None]


def page_of_action(action: str, acting_role: ActingRole) -> str:
    """Where the role does what the action names; empty where no room has a page for it."""
    page = _action_pages.get(action)
    return page(acting_role) if page else ""


def actions_with_a_page() -> frozenset[str]:
    """What the rooms have told a page for."""
    return frozenset(_action_pages)
