"""What a table is called in an address, so that the page can be asked for it as a file."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

ASKED = "tabell"
"""What the address of a page calls the table that is asked for."""


@dataclass(frozen=True)
class SavedTable:
    """A table's name on its page, and the address that gives it as a file."""

    name: str
    address: str


def saved_table(request: HttpRequest, heading: str) -> SavedTable:
    """Named by its heading, else ”tabell”; the second of a name on one page gets its number."""
    taken: dict[str, int] = request.__dict__.setdefault("_tables_named", {})
    plain = heading or ASKED
    taken[plain] = taken.get(plain, 0) + 1
    name = plain if taken[plain] == 1 else f"{plain}-{taken[plain]}"
    said = request.GET.copy()
    said[ASKED] = name
    return SavedTable(name=name, address=f"{request.path}?{said.urlencode()}")


def forget_names(request: HttpRequest) -> None:
    """Before a page is asked for once more in one request: its tables are named anew."""
    request.__dict__.pop("_tables_named", None)
