"""The entries are kept true: made anew from the rooms' rows, or those alone that a write has touched.

The trail tells which rows were written (as for the answers of the rules, ADR 56): two who write at once, or a process
that dies in between, leave rows that the next one finds too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from spelregler.domain.searching.tokens import MADE_AS, kept_under
from spelregler.platform.audit.queries import last_number, rows_written
from spelregler.platform.search.models import Entry, Known
from spelregler.platform.search.sources import Keys, Source, Thing, sources

MOST_ROWS = 1_000
"""So many rows of the trail are followed one by one; after more, every entry is held against its thing."""
MANY = 500
LONGEST = 8_000
_TOLD = ("address", "title_sv", "title_en", "place_sv", "place_en", "text_sv", "text_en", "end")
_FOUND_BY = frozenset({"title_sv", "title_en", "place_sv", "place_en", "text_sv", "text_en"})


@dataclass
class Difference:
    """What would make some entries true."""

    new: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.new) + len(self.changed) + len(self.gone)


def make_anew(*, word_for_word: bool = False) -> int:
    """Every entry is held against its thing, and what differs is written; how many did. Its tokens too,
    `word_for_word` or where they are made otherwise than they were.

    What is written meanwhile is followed afterwards, for the entries know of the trail up to where this began. Others
    can write in between: it is stored in many small parts.
    """
    number = last_number()
    known = Known.objects.first()
    with_tokens = word_for_word or known is None or known.made_as != MADE_AS
    count = sum(_make(source, with_tokens=with_tokens) for source in sources())
    Known.objects.update_or_create(pk=1, defaults={"number": number, "made_as": MADE_AS})
    return count


def _make(source: Source, *, with_tokens: bool) -> int:
    found = difference(source, with_tokens=with_tokens)
    for part in _parts(found):
        with transaction.atomic():
            _write(part)
    return len(found)


def follow() -> bool:
    """What was written up to now is found from now on, and what was changed is found as it is.

    False where too much was written to be followed row by row: then everything is to be made anew, by the worker. Where
    nothing has been made yet there is nothing to follow.
    """
    with transaction.atomic():
        known = Known.objects.select_for_update().first()
        number = last_number()
        if known is None or known.number >= number:
            return True
        written = rows_written(after=known.number, to=number, most=MOST_ROWS)
        if written is None:
            return False
        rows: dict[str, set[int]] = defaultdict(set)
        for row in written:
            if row.key is not None:
                rows[row.kind].add(row.key)
        for source in sources():
            keys = {key for kind, its in rows.items() for key in source.touched(kind, its)}
            if keys:
                _write(difference(source, keys))
        known.number = number
        known.save(update_fields=["number"])
    return True


def is_behind() -> bool:
    """Whether something was written that the entries do not know of."""
    known = Known.objects.first()
    return known is None or known.number < last_number()


def untrue_entries() -> int:
    """How many entries are not what their things say now. Takes as long as making them anew; nothing is written."""
    return sum(len(difference(source, with_tokens=True)) for source in sources())


def difference(source: Source, keys: Keys = None, *, with_tokens: bool = False) -> Difference:
    """What is stored of a kind, or of some things, held against what its room says now. One query beside the room's.

    Nothing is written.
    """
    rows = Entry.objects.filter(kind=source.kind)
    if keys is not None:
        rows = rows.filter(key__in=keys)
    stored = {(each.key, each.start): each for each in rows.iterator(chunk_size=2_000)}
    found = Difference()
    for thing in source.things(keys):
        held = stored.pop((thing.key, thing.start), None)
        told = _told(thing)
        if held is None:
            made = Entry(kind=source.kind, key=thing.key, start=thing.start, **told)
            made.words = _words(made)
            found.new.append(made)
        elif _is_changed(held, told, with_tokens=with_tokens):
            found.changed.append(held)
    found.gone = [each.pk for each in stored.values()]
    return found


def _is_changed(held: Entry, told: Mapping[str, Any], *, with_tokens: bool) -> bool:
    """Whether the entry is another now; it is given what is told of it, and tokens of that."""
    changed = {name for name, value in told.items() if getattr(held, name) != value}
    for name in changed:
        setattr(held, name, told[name])
    before = held.words
    if with_tokens or changed & _FOUND_BY:
        held.words = _words(held)
    return bool(changed) or held.words != before


def _told(thing: Thing) -> dict[str, Any]:
    """As an entry has it: English stands there only where it is not the same."""
    told: dict[str, Any] = {"address": thing.address, "end": thing.end}
    for name, said, longest in (
        ("title", thing.title, 300),
        ("place", thing.place, 300),
        ("text", thing.text, LONGEST),
    ):
        told[f"{name}_sv"] = said.sv[:longest]
        told[f"{name}_en"] = "" if said.en == said.sv else said.en[:longest]
    return told


def _words(entry: Entry) -> str:
    return kept_under(
        kind=entry.kind,
        titles={"sv": entry.title_sv, "en": entry.title_en},
        texts={"sv": f"{entry.place_sv} {entry.text_sv}", "en": f"{entry.place_en} {entry.text_en}"},
    )


def _parts(found: Difference) -> Iterator[Difference]:
    for at in range(0, max(len(found.gone), len(found.changed), len(found.new)), MANY):
        here = slice(at, at + MANY)
        yield Difference(new=found.new[here], changed=found.changed[here], gone=found.gone[here])


def _write(found: Difference) -> None:
    Entry.objects.filter(pk__in=found.gone).delete()
    Entry.objects.bulk_update(found.changed, [*_TOLD, "words"], batch_size=50)
    Entry.objects.bulk_create(found.new, batch_size=MANY, ignore_conflicts=True)
