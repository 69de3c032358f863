"""What the pages of this room say in one way: the address of a rule at a place, and who assessed."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.evaluation.models import Assessment, Evidence
from spelregler.domain.roles.vocabulary import owner_called
from spelregler.domain.words import Pair
from spelregler.platform.findings import Answer
from spelregler.platform.forms import language_of_reader
from spelregler.platform.overrulings import PLACE_IN_ADDRESS
from spelregler.ui import formatting


def address(kind: str, code: str, clause: str) -> str:
    """The page of a rule's assessment at a place."""
    return reverse("evaluation:assess", args=[PLACE_IN_ADDRESS[kind], code, clause])


def evaluated_at(answer: Answer) -> str:
    """The page of the evaluation that an answer to MR-9 is about."""
    year = answer.inputs.get("year")
    return reverse("evaluation:yearly", args=[year, answer.scope]) if year else reverse("evaluation:years")


def accounted_at(answer: Answer) -> str:
    """The page of the account that the answer to MR-10 is about."""
    year = answer.inputs.get("year")
    return reverse("evaluation:account", args=[year]) if year else reverse("evaluation:years")


def assessed_by(row: Assessment, language: str) -> str:
    """A body by its decision, anybody else by the role."""
    if row.decision is None:
        return owner_called(row.role).text(language)
    body = Pair(row.decision.body.name, row.decision.body.name_en).text(language)
    return _("%(body)s § %(paragraph)s") % {"body": body, "paragraph": row.decision.paragraph.removeprefix("§").strip()}


def evidence_words(piece: Evidence) -> str:
    """A piece of evidence in a line: what it is, from which day, where it is, and that its file is kept here."""
    day = formatting.long_date(piece.dated_on, language_of_reader())
    words = _("%(title)s, %(day)s, with file") if piece.file_id else _("%(title)s, %(day)s")
    told = words % {"title": piece.title, "day": day}
    return f"{told}, {piece.reference}" if piece.reference else told
