"""The words that a package has its own for, out of `terms` in policy.yaml (ADR 70)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from spelregler.domain.terms import ARTICLES, OURS, Term, in_words
from spelregler.domain.words import Words
from spelregler.exchange.package.sheet import Sheet
from spelregler.exchange.package.source import Row

FORMS = ("one", "the", "many", "the_many")
LONGEST_WORD = 40
"""In letters: the words stand in menus, headings and buttons on a telephone."""

PLAIN = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")


def read_terms(sheet: Sheet) -> Mapping[str, Term]:
    """The municipality's word for each thing that it names, whole: a sentence needs every form.

    A fault in what is no plain word, and in a word that would stand for two things.
    """
    rows = sheet.row(sheet.top, "terms")
    if rows is None:
        return {}
    sheet.keys(rows, (), OURS)
    found = {name: _term(sheet, row) for name in rows if name in OURS and (row := sheet.row(rows, name))}
    _told_apart(sheet, rows, found)
    return found


def _term(sheet: Sheet, row: Row) -> Term:
    sheet.keys(row, ("article", *FORMS))
    words = {form: _plain(sheet, row, form) for form in FORMS}
    return Term(sheet.one_of(row, "article", ARTICLES), **words)


def _plain(sheet: Sheet, row: Row, form: str) -> str:
    word = sheet.word(row, form)
    if word and (len(word) > LONGEST_WORD or not PLAIN.fullmatch(word)):
        sheet.fault(
            row,
            form,
            Words("{key} is “{found}”.", key=form, found=word),
            Words("Write letters, with a space or a hyphen between words, {most} at most.", most=LONGEST_WORD),
        )
    return word


def _told_apart(sheet: Sheet, rows: Row, found: Mapping[str, Term]) -> None:
    """No two things are called the same, the product's own words for the rest among them."""
    called = in_words(found)
    for name, term in found.items():
        for other, its in called.items():
            if other != name and term.one and term.one.casefold() == its.one.casefold():
                sheet.fault(
                    rows,
                    name,
                    Words("{name} and {other} are both called “{word}”.", name=name, other=other, word=term.one),
                    Words("Give each a word of its own."),
                )
