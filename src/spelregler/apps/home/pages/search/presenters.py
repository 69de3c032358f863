"""What was found, as it is shown: each thing with its kind, where it belongs, and the words that it was found by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from spelregler.apps.acting import searching
from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.searching import MOST, Found
from spelregler.domain.searching.excerpts import Part, excerpt, marked
from spelregler.domain.searching.tokens import Sought
from spelregler.platform.search import asking
from spelregler.platform.search.asking import Hit
from spelregler.platform.search.models import Entry

ROWS = 20


@dataclass(frozen=True)
class Row:
    """One thing that was found."""

    url: str
    kind: str
    title: tuple[Part, ...]
    place: tuple[Part, ...]
    excerpt: tuple[Part, ...]


@dataclass(frozen=True)
class KindChoice:
    """One kind among what was found, or all of them, as a link that shows it alone."""

    label: str
    count: str
    url: str
    is_current: bool


def rows(found: Found, hits: Iterable[Hit], acting_role: ActingRole) -> list[Row]:
    """The things of one page, with their texts in the reader's language. One query."""
    shown = list(hits)
    entries = asking.entries([each.pk for each in shown])
    words = {each.source.kind: str(each.one) for each in searching.kinds()}
    return [_row(found, entries[each.pk], words[each.kind], acting_role) for each in shown if each.pk in entries]


def _row(found: Found, entry: Entry, kind: str, acting_role: ActingRole) -> Row:
    told = (acting_role.language, found.sought, found.is_forgiven)
    address = searching.address_of(entry.kind, entry.key, entry.address, acting_role)
    place = acting_role.say(entry.place_sv, entry.place_en)
    return Row(
        url=_as_of(address, acting_role),
        kind=kind,
        title=_marked(acting_role.say(entry.title_sv, entry.title_en), *told),
        place=_marked(place, *told) if place else (),
        excerpt=_excerpt(acting_role.say(entry.text_sv, entry.text_en), *told),
    )


def _marked(text: str, language: str, sought: Sought, is_forgiven: bool) -> tuple[Part, ...]:
    return marked(text, sought, language, alike=is_forgiven)


def _excerpt(text: str, language: str, sought: Sought, is_forgiven: bool) -> tuple[Part, ...]:
    return excerpt(text, sought, language, alike=is_forgiven)


def _as_of(address: str, acting_role: ActingRole) -> str:
    """Whoever searches as of another day goes on there."""
    if acting_role.as_of == acting_role.today:
        return address
    path, mark, anchor = address.partition("#")
    return f"{path}?per={acting_role.as_of}{mark}{anchor}"


def choices(found: Found, *, chosen: str, **asked: str) -> list[KindChoice]:
    """All that was found, and each kind of it with how many; a kind of which nothing was found is not offered."""
    total = _count(found.counts.total(), is_more=bool(found.more))
    every = [("", _("All"), total)]
    for each in searching.kinds():
        kind = each.source.kind
        if found.counts[kind]:
            every.append((kind, str(each.many), _count(found.counts[kind], is_more=kind in found.more)))
    return [
        KindChoice(label, count, f"?{_kept(slag=kind, **asked)}", is_current=kind == chosen)
        for kind, label, count in every
    ]


def _kept(**asked: str) -> str:
    return urlencode({name: value for name, value in asked.items() if value})


def _count(count: int, *, is_more: bool) -> str:
    return _("more than %(count)s") % {"count": count} if is_more else str(count)


def told(found: Found, words: str) -> str:
    """What is said above the list."""
    if not found.sought.words:
        return _("Write a word of two letters or more: a goal, a unit, a decision, a name, a rule or a page.")
    if not found.hits:
        return _("Nothing was found for “%(words)s”. Try a shorter word, or fewer words.") % {"words": words}
    if found.is_forgiven:
        return _("Nothing holds just “%(words)s”. This is what is written nearly so.") % {"words": words}
    if found.more:
        return _("Of what there is most of, the %(most)s that fit best are shown. One more word narrows it.") % {
            "most": MOST
        }
    return ""
