"""The built manual as plain values. It is written in docs/handbok and built by tools/build_help.py (ADR 50)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

BUILT = Path(__file__).parent / "built"
MOST_FOUND = 30
AROUND = 90
"""How many characters are shown on either side of a word that was found."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A chapter from one heading to the next. What stands before the first heading has no anchor."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One errand, or one matter, on one page."""

    manual: str
    slug: str
    title: str
    lead: str
    html: SafeString

    @property
    def path(self) -> str:
        """Where it lies in the manual, as `ekonom/huvudboken`."""
        return f"{self.manual}/{self.slug}" if self.slug else self.manual

    @property
    def sections(self) -> list[Section]:
        """Its parts, for the list on its own page and for the search."""
        first, *rest = re.split(r'<h2 id="([^"]+)">(.*?)</h2>', self.html, flags=re.DOTALL)
        parts = [Section(anchor="", title=self.title, text=_plain(f"{self.lead} {first}"))]
        for anchor, title, text in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            parts.append(Section(anchor=anchor, title=_plain(title), text=_plain(text)))
        return parts


@dataclass(frozen=True, kw_only=True)
class Manual:
    """The chapters for one kind of reader; `front` is its own first page."""

    front: Chapter
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A part of a chapter that holds the words asked for."""

    chapter: Chapter
    section: Section
    excerpt: str


@cache
def manuals() -> tuple[Manual, ...]:
    """The whole manual, in the order of its table of contents. Read once: it changes only with the product."""
    contents = json.loads((BUILT / "contents.json").read_text(encoding="utf-8"))
    return tuple(
        Manual(
            front=_chapter(each["slug"], "", each),
            chapters=tuple(_chapter(each["slug"], one["slug"], one) for one in each["chapters"]),
        )
        for each in contents
    )


def _chapter(manual: str, slug: str, said: dict[str, str]) -> Chapter:
    page = BUILT / manual / f"{slug}.html" if slug else BUILT / f"{manual}.html"
    html = mark_safe(page.read_text(encoding="utf-8"))  # noqa: S308  built from our own text, with no HTML in it
    return Chapter(manual=manual, slug=slug, title=said["title"], lead=said["lead"], html=html)


def every_chapter() -> list[Chapter]:
    """Every page of the manual in reading order."""
    return [chapter for each in manuals() for chapter in (each.front, *each.chapters)]


def chapter_at(*, manual: str, slug: str = "") -> Chapter | None:
    """The chapter there, if there is one."""
    return next((each for each in every_chapter() if (each.manual, each.slug) == (manual, slug)), None)


def neighbours(chapter: Chapter) -> tuple[Chapter | None, Chapter | None]:
    """The chapters before and after, within the same manual."""
    own = [each for each in every_chapter() if each.manual == chapter.manual]
    place = own.index(chapter)
    return (own[place - 1] if place else None), (own[place + 1] if place + 1 < len(own) else None)


def find(words: str) -> list[Hit]:
    """The parts that hold every word, those with the words in their heading first; at most `MOST_FOUND`.

    A manual's first page only lists its chapters, so it answers nothing.
    """
    asked = words.casefold().split()
    if not asked:
        return []
    found: list[tuple[int, Hit]] = []
    for chapter in (each for manual in manuals() for each in manual.chapters):
        for section in chapter.sections:
            title, whole = section.title.casefold(), f"{section.title} {section.text}".casefold()
            if all(word in whole for word in asked):
                in_title = sum(word in title for word in asked)
                found.append((-in_title, Hit(chapter=chapter, section=section, excerpt=_around(section.text, asked))))
    found.sort(key=lambda pair: pair[0])
    return [hit for _, hit in found[:MOST_FOUND]]


def _around(text: str, asked: list[str]) -> str:
    """The text about the first of the words, cut at blanks."""
    low = text.casefold()
    first = min((low.find(word) for word in asked if word in low), default=0)
    start = text.rfind(" ", 0, max(0, first - AROUND)) + 1
    end = text.find(" ", first + AROUND)
    cut = text[start : end if end > 0 else len(text)]
    return ("… " if start else "") + cut + (" …" if end > 0 else "")


def _plain(html: str) -> str:
    """The words alone. A blank takes each tag's place, and none is left before a full stop."""
    return re.sub(r"\s+([.,:;!?]|$)", r"\1", re.sub(r"\s+", " ", unescape(strip_tags(html.replace("<", " <"))))).strip()
