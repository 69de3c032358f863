"""Words are found whatever their case, and å, ä and ö as well, on both databases alike.

SQLite folds the case of a–z alone, so "Å" would not find "å" there. `icontains` is mended once, for every search.
"""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, TextField
from django.db.models.lookups import IContains

LOWER = "spelregler_lower"


class IContainsInSwedish(IContains):
    """`icontains`, with the case of every letter folded by Python on SQLite; PostgreSQL does it itself."""

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """The column and the words are lowered alike before they are compared."""
        connection.ensure_connection()
        connection.connection.create_function(LOWER, 1, _lower, deterministic=True)
        column, params = self.process_lhs(compiler, connection)
        words, asked = self.process_rhs(compiler, connection)
        return f"{LOWER}({column}) LIKE {LOWER}({words}) ESCAPE '\\'", [*params, *asked]


def _lower(text: Any) -> str | None:
    return None if text is None else str(text).lower()


def search_in_swedish() -> None:
    """Every search for words in a text goes this way."""
    for field in (CharField, TextField):
        field.register_lookup(IContainsInSwedish)
