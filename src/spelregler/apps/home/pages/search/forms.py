"""What is searched for in the shell of every page."""

from __future__ import annotations

from spelregler.platform.forms import SearchForm, WordsField


class Search(SearchForm):
    """Some words of a goal, a unit, a rule or a decision."""

    q = WordsField(max_length=100)
