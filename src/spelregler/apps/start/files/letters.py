"""The one-time links as letters to print: PDF, one page each."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from spelregler.apps.start.operations.accounts import Link
from spelregler.exchange.documents import Document, LetterText, letters
from spelregler.platform import clock


def letters_of(*, links: Sequence[Link], municipality: str, language: str) -> Document:
    """A first page on how they are handed over, and a page for each person."""
    cover = _(
        "%(n)d letters. Hand each over in a closed envelope, and only to the person it is for: whoever has the letter "
        "chooses the password. What is not handed out is destroyed."
    ) % {"n": len(links)}
    texts = [_text(each, municipality) for each in links]
    title = _("%(municipality)s: accounts in Spelregler") % {"municipality": municipality}
    return letters(title=title, cover=cover, language=language, made=clock.today(), texts=texts)


def _text(link: Link, municipality: str) -> LetterText:
    lines = (
        _("You have an account in Spelregler, where %(municipality)s follows its rules of the game.")
        % {"municipality": municipality},
        _("Choose your password at the address below. It works once, for %(days)d days.") % {"days": link.days},
        _("Then you sign in with %(email)s.") % {"email": link.email},
    )
    return LetterText(link.name, lines, link.url, _("The address as a code to photograph"))
