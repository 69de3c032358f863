"""What is searched for in the shell of every page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from spelregler.platform.forms import SearchForm, WordsField


class Search(SearchForm):
    """Some words of a thing of any kind."""

    q = WordsField(max_length=100, label=_("Words"))
