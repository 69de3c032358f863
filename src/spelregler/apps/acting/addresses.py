"""Where a thing has its page, told by the room that has the page. A room below links to it by what it is.

So no room names the address of a page above it, and a page that is not there is linked by nobody.
"""

from __future__ import annotations

from django.urls import reverse

_names: dict[str, str] = {}


def provide(**names: str) -> None:
    """Called by a room's AppConfig when the product starts: which of its addresses shows what."""
    _names.update(names)


def address_of(what: str, *about: object) -> str:
    """The address of a thing's page; empty where no room has one."""
    return reverse(_names[what], args=about) if what in _names else ""
