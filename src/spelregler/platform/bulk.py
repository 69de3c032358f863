"""Many rows of a table at once, where making an object of each would take ten times as long as storing it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Any

from django.db import connection, models

AT_ONCE = 100
"""Rows in a statement: more are no faster, on either database."""


def put_in(
    model: type[models.Model], *, fields: Sequence[str], rows: Iterable[Sequence[Any]], at_once: int = AT_ONCE
) -> None:
    """Rows by the named fields, in their order, as plain values; days as text.

    Give fewer at once where a row is long. Whoever calls sees to what `full_clean` and defaults see to elsewhere.
    """
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(f"{model._meta.get_field(name).column}") for name in fields)  # type: ignore[union-attr]
    into, rest = f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ", iter(rows)  # noqa: S608  our own names
    given = f"({', '.join(['%s'] * len(fields))})"
    with connection.cursor() as cursor:
        while some := list(islice(rest, at_once)):
            cursor.execute(into + ", ".join([given] * len(some)), [*chain.from_iterable(some)])
