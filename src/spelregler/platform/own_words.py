"""The municipality's own words, said by this process: whoever begins something asks whether they are still the same.

Which they are is the policy room's to tell; what is said with them is the catalogue's (`domain.words`). A page, a work
and a command each begin by `say_own_words`, so that every process says a new word from its next page on (ADR 70).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock

from django.utils.translation import trans_real

from spelregler.domain import words
from spelregler.domain.terms import Term

Telling = Callable[[], Mapping[str, Term]]
NONE: Mapping[str, Term] = {}

_told_by: list[Telling] = []
_said: dict[str, Mapping[str, Term]] = {}
_one_at_a_time = Lock()


def provide(telling: Telling) -> None:
    """The room that knows which words the municipality has today."""
    _told_by[:] = [telling]


def say_own_words() -> None:
    """Say today's words from now on. Nothing is read or built where they are those that are said already."""
    wanted = _told_by[0]() if _told_by else NONE
    if wanted != _said.get(words.SV, NONE):
        with _one_at_a_time:
            words.speak(wanted)
            # Later texts stand before former ones, and these are always all that have a mark.
            trans_real.translation(words.SV).merge(words.Filled(wanted))
            _said[words.SV] = wanted
