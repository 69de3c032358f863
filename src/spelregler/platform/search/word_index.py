"""The database's own index of the entries' words: FTS5 on SQLite, a tsvector with GIN on PostgreSQL.

Both hold the same tokens and are asked whether they are there; neither knows any language.
"""

from __future__ import annotations

from spelregler.platform.invariants import Triggers

TABLE, INDEX, COLUMN = "search_entry", "search_words", "vector"
_NEW = f"INSERT INTO {INDEX} (rowid, words) VALUES (NEW.id, NEW.words);"  # noqa: S608  names of our own
_OLD = f"INSERT INTO {INDEX} ({INDEX}, rowid, words) VALUES ('delete', OLD.id, OLD.words);"  # noqa: S608  the same


class WordIndex(Triggers):
    """Made forwards and dropped backwards. On SQLite triggers keep it, on PostgreSQL the column computes itself."""

    def describe(self) -> str:
        """What `migrate` prints."""
        return "Index the words that entries are found by"

    def statements(self, vendor: str) -> list[str]:
        """The index in the words of one database."""
        if vendor == "postgresql":
            return [
                f"ALTER TABLE {TABLE} ADD COLUMN {COLUMN} tsvector "
                "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED",
                f"CREATE INDEX {INDEX} ON {TABLE} USING gin ({COLUMN})",
            ]
        return [
            f"CREATE VIRTUAL TABLE {INDEX} USING fts5(words, content='{TABLE}', content_rowid='id', "
            "tokenize='unicode61 remove_diacritics 0', prefix='2 3 4', detail=none, columnsize=0)",
            f"CREATE TRIGGER {INDEX}_insert AFTER INSERT ON {TABLE} BEGIN {_NEW} END",
            f"CREATE TRIGGER {INDEX}_delete AFTER DELETE ON {TABLE} BEGIN {_OLD} END",
            f"CREATE TRIGGER {INDEX}_update AFTER UPDATE OF words ON {TABLE} BEGIN {_OLD} {_NEW} END",
        ]

    def dropping(self, vendor: str) -> list[str]:
        """How it is taken away again."""
        if vendor == "postgresql":
            return [f"ALTER TABLE {TABLE} DROP COLUMN {COLUMN}"]
        return [
            *(f"DROP TRIGGER {INDEX}_{event}" for event in ("insert", "delete", "update")),
            f"DROP TABLE {INDEX}",
        ]
