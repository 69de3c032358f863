"""Marked decisions as those whom they concern read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.told_beside import ToldBeside
from spelregler.apps.decisions.access.flags import FLAG, rule_of_flags
from spelregler.apps.decisions.models import HowFlag
from spelregler.apps.decisions.pages.flags.forms import ABOUT_WORDS
from spelregler.apps.decisions.queries.flags import open_flags


@dataclass(frozen=True)
class FlagRow:
    """A mark: of which decision, what it names, since when, and whether the talk is held."""

    pk: int
    decision: int
    title: str
    body: str
    paragraph: str
    decided_on: date
    about: str
    flagged_on: date
    talked_on: date | None


def flag_rows(acting_role: ActingRole, found: Iterable[HowFlag]) -> list[FlagRow]:
    """Those that the role sees, in their order."""
    return [
        FlagRow(
            pk=each.pk,
            decision=each.decision.pk,
            title=each.decision.title,
            body=acting_role.say(each.decision.body.name, each.decision.body.name_en),
            paragraph=each.decision.paragraph,
            decided_on=each.decision.decided_on,
            about=str(ABOUT_WORDS[HowFlag.About(each.about)]),
            flagged_on=each.flagged_on,
            talked_on=each.talked_on if each.talk_noted_on and each.talk_noted_on <= acting_role.as_of else None,
        )
        for each in FLAG.let_through(acting_role, found)
    ]


def flags_beside(acting_role: ActingRole, clause: str) -> ToldBeside | None:
    """How many marked decisions wait for their talk, beside the rule that they are about; for those who see them.

    One query, and none for whoever sees none or about another rule.
    """
    if clause != rule_of_flags(acting_role):
        return None
    count = len(FLAG.let_through(acting_role, open_flags(as_of=acting_role.as_of)))
    if not count:
        return None
    words = ngettext(
        "%(n)d decision is marked for a talk with the presidium. A mark is no verdict.",
        "%(n)d decisions are marked for a talk with the presidium. A mark is no verdict.",
        count,
    )
    return ToldBeside(words % {"n": count}, reverse("decisions:flags"))
