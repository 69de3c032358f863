"""A decision in words."""

from __future__ import annotations

from spelregler.apps.decisions.models import Decision
from spelregler.domain.words import Pair
from spelregler.ui import formatting


def named(decision: Decision, language: str) -> str:
    """Which decision it is, as people name one: the body, the day and the paragraph."""
    day = formatting.long_date(decision.decided_on, language)
    body = Pair(decision.body.name, decision.body.name_en).text(language)
    return f"{body} {day} § {decision.paragraph.removeprefix('§').strip()}"
