"""The words that a municipality may have its own for: three levels of goals, and what they are measured by.

In the Swedish catalogue each use of one is marked with its form, and the mark is filled in with somebody's words:

    Varje [[unit_goal:one]] har [[indicator:one]] och målvärde.
    [[Indicator:the]] är [[indicator?definierad|definierat]].

A capital in the name gives the word a capital. After `?` stands what is said of an "en" word and of an "ett" word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

EN, ETT = ARTICLES = ("en", "ett")
MARK = re.compile(r"\[\[(?P<name>\w+)(?::(?P<form>\w+)|\?(?P<en>[^|\]]+)\|(?P<ett>[^|\]]+))\]\]")
OPENED = "[["
GENITIVE = "_s"
SAME_IN_GENITIVE = ("s", "x", "z")


class MarkFault(ValueError):
    """A mark that names no term or no form; says which."""


@dataclass(frozen=True)
class Term:
    """A word in Swedish, in the forms that sentences need, each as it stands in the middle of one."""

    article: str
    one: str
    the: str
    many: str
    the_many: str

    def form(self, name: str) -> str:
        """One form; with `_s` after its name in the genitive. Refuses with `MarkFault` a form that there is none of."""
        if name.endswith(GENITIVE):
            base = self.form(name.removesuffix(GENITIVE))
            return base if base.endswith(SAME_IN_GENITIVE) else f"{base}s"
        forms = {
            "one": self.one,
            "a_one": f"{self.article} {self.one}",
            "no_one": f"{'ingen' if self.article == EN else 'inget'} {self.one}",
            "the": self.the,
            "many": self.many,
            "the_many": self.the_many,
        }
        if name not in forms:
            raise MarkFault(f"no form {name!r}")
        return forms[name]


OURS: Mapping[str, Term] = MappingProxyType(
    {
        "municipal_goal": Term(ETT, one="kommunmål", the="kommunmålet", many="kommunmål", the_many="kommunmålen"),
        "committee_goal": Term(ETT, one="nämndmål", the="nämndmålet", many="nämndmål", the_many="nämndmålen"),
        "unit_goal": Term(ETT, one="enhetsmål", the="enhetsmålet", many="enhetsmål", the_many="enhetsmålen"),
        "indicator": Term(ETT, one="mått", the="måttet", many="mått", the_many="måtten"),
    }
)
"""The product's own words, which the compiled catalogue has."""


def in_words(terms: Mapping[str, Term]) -> dict[str, Term]:
    """Every term: the municipality's word where it has one, else the product's."""
    return {**OURS, **terms}


def fill(text: str, terms: Mapping[str, Term]) -> str:
    """The text with the words of `terms`, which has every term, in place of the marks.

    Refuses with `MarkFault` a mark of another term or form, and one that is not whole.
    """

    def said(mark: re.Match[str]) -> str:
        term = terms.get(mark["name"].lower())
        if term is None:
            raise MarkFault(f"no term {mark['name']!r} in {text!r}")
        word = term.form(mark["form"]) if mark["form"] else mark[EN if term.article == EN else ETT]
        return word[0].upper() + word[1:] if mark["name"][0].isupper() else word

    filled = MARK.sub(said, text)
    if OPENED in filled:
        raise MarkFault(f"a mark is not whole in {text!r}")
    return filled
