"""Names that the municipality has given to bodies, departments and units, in the reader's language."""

from __future__ import annotations

from django.utils.html import format_html


def named(name: str, english: str, language: str) -> str:
    """The name for a page's text: in English where it has that, else Swedish, told to be Swedish so that it is read so.

    For a text that stands alone. In a sentence, a picture or an attribute the plain name is chosen.
    """
    if language == "sv" or not name:
        return name
    return english or format_html('<span lang="sv">{}</span>', name)
