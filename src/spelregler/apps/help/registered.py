"""The manual, part by part, for whoever searches. A manual's first page only lists its chapters and is not there."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from spelregler.apps.acting.searching import Kind
from spelregler.apps.help.manual import manuals
from spelregler.domain.words import Pair
from spelregler.platform.search.sources import Keys, Source, Thing


def _parts(keys: Keys) -> Iterator[Thing]:
    for manual in manuals():
        for chapter in manual.chapters:
            there = reverse("help:chapter", args=[chapter.manual, chapter.slug])
            for part in chapter.sections:
                key = f"{chapter.path}#{part.anchor}"
                if keys is None or key in keys:
                    yield Thing(
                        key=key,
                        address=f"{there}#{part.anchor}" if part.anchor else there,
                        title=Pair(part.title),
                        place=Pair(f"{manual.front.title}: {chapter.title}" if part.anchor else manual.front.title),
                        text=Pair(part.text),
                    )


SEARCHED = (Kind(Source(kind="help", things=_parts), place=11, one=_("help"), many=_("Help")),)
"""The kinds of things that this room lets be searched for."""
