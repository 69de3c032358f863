"""The one door to what can be found: the same question to SQLite's FTS5 and to PostgreSQL's full text."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from spelregler.domain.searching.tokens import Groups, Nearness, Sought, of_kind
from spelregler.platform.search.models import Entry
from spelregler.platform.search.word_index import COLUMN, INDEX, TABLE

FILLING = frozenset({Nearness.BEGINNING, Nearness.AKIN, Nearness.LAST_PART})
"""What fills a page that is not full: never all there is."""
GATHERED = 500
"""So many things of whatever kind are found by one question; where there are more, each kind is asked for."""


@dataclass(frozen=True)
class Hit:
    """An entry that was found, and how near it lies to what was asked for; its texts are read when it is shown."""

    pk: int
    kind: str
    key: str
    title_sv: str
    title_en: str
    nearness: Nearness


def hits(
    sought: Sought, *, nearness: Nearness, most: Mapping[str, int], as_of: date, by_kind: bool = False
) -> list[Hit]:
    """What is kept under the words on the day: of each kind at least `most`, those that were entered last.

    One query where there is little. Where there is much each kind is asked for by itself, so that none hides another;
    not so what only begins as the words do, or is akin to them, of which as much is gathered as fits. `by_kind` asks
    for each kind at once, where a few are looked for.
    """
    groups = sought.groups(nearness)
    if not groups or not most:
        return []
    gathered = [] if by_kind else _ask([(groups, GATHERED)], as_of)
    if by_kind or (len(gathered) == GATHERED and nearness not in FILLING):
        each_kind = [(((of_kind(kind),), *groups), at_most) for kind, at_most in most.items()]
        gathered = _ask(each_kind, as_of, last_first=True)
    return [Hit(*row, nearness) for row in gathered if row[1] in most]


def _ask(
    questions: Sequence[tuple[Groups, int]], as_of: date, *, last_first: bool = False
) -> list[tuple[int, str, str, str, str]]:
    """What holds one token of each group, so many of each question."""
    one, said = (_on_postgresql, _in_tsquery) if connection.vendor == "postgresql" else (_on_sqlite, _in_fts5)
    question = f"SELECT * FROM ({one(last_first=last_first)}) AS found"  # noqa: S608  names of our own
    params = [each for asked, at_most in questions for each in (said(asked), as_of, as_of, at_most)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([question] * len(questions)), params)
        found: list[tuple[int, str, str, str, str]] = cursor.fetchall()
    return found


def entries(keys: Collection[int]) -> dict[int, Entry]:
    """Some entries with their texts, by number. One query."""
    return Entry.objects.in_bulk(list(keys))


_COLUMNS = "e.id, e.kind, e.key, e.title_sv, e.title_en"
_ON_THE_DAY = 'e.start <= %s AND e."end" > %s'


def _on_sqlite(*, last_first: bool) -> str:
    order = f"ORDER BY {INDEX}.rowid DESC" if last_first else ""
    return (
        f"SELECT {_COLUMNS} FROM {INDEX} JOIN {TABLE} e ON e.id = {INDEX}.rowid "  # noqa: S608  names of our own
        f"WHERE {INDEX} MATCH %s AND {_ON_THE_DAY} {order} LIMIT %s"
    )


def _on_postgresql(*, last_first: bool) -> str:
    # Not by the number itself: the planner would walk the whole table backwards in search of a rare word.
    order = "ORDER BY e.id + 0 DESC" if last_first else ""
    return (
        f"SELECT {_COLUMNS} FROM {TABLE} e "  # noqa: S608  names of our own
        f"WHERE e.{COLUMN} @@ %s::tsquery AND {_ON_THE_DAY} {order} LIMIT %s"
    )


def _in_fts5(groups: Groups) -> str:
    """Every token between quotes, so that none is taken for a word of the language."""
    return " AND ".join(f"({' OR '.join(_fts5_token(token) for token in group)})" for group in groups)


def _fts5_token(token: str) -> str:
    return f'"{token[:-1]}"*' if token.endswith("*") else f'"{token}"'


def _in_tsquery(groups: Groups) -> str:
    return " & ".join(f"({' | '.join(_tsquery_token(token) for token in group)})" for group in groups)


def _tsquery_token(token: str) -> str:
    return f"'{token[:-1]}':*" if token.endswith("*") else f"'{token}'"
