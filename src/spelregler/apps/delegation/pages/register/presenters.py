"""What has been decided by delegation, as people read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.decisions.models import Decision
from spelregler.apps.delegation.models import DelegatedDecision
from spelregler.ui import formatting


@dataclass(frozen=True)
class DecidedRow:
    """A decision: about what, of which type, by whom, when, and where it was told."""

    pk: int
    decided_on: date
    subject: str
    reference: str
    type: str
    who: str
    told: str
    told_pk: int | None
    status: str
    word: str
    withdrawn_for: str

    @property
    def may_withdraw(self) -> bool:
        """What nobody has been told of, and is not taken back already."""
        return not self.told_pk and not self.withdrawn_for


def decided_rows(
    acting_role: ActingRole, found: Iterable[DelegatedDecision], *, reads_all: bool, days: int
) -> list[DecidedRow]:
    """In their order. Whoever does not read the whole register reads the subjects that are marked as open."""
    day = acting_role.as_of
    rows = []
    for each in found:
        told = each.told if each.told and each.told.decided_on <= day else None
        is_over = bool(each.ended_on and each.ended_on <= day)
        is_late = not told and not is_over and each.decided_on + timedelta(days=days) < day
        shown = reads_all or each.is_open
        post = acting_role.say(each.post.title, each.post.title_en) if each.post else _("The presidium")
        rows.append(
            DecidedRow(
                pk=each.pk,
                decided_on=each.decided_on,
                subject=each.subject if shown else "",
                reference=each.reference if shown else "",
                type=f"{each.row.code} {each.row.title}",
                who=f"{post}: {each.person.name}" + (f" ({each.passed_on})" if each.passed_on else ""),
                told=told_words(told, acting_role.language) if told else "",
                told_pk=told.pk if told else None,
                status="" if told or is_over else "breach" if is_late else "attention",
                word=_("late to report") if is_late else _("to report"),
                withdrawn_for=each.withdrawn_for if is_over else "",
            )
        )
    return rows


def told_words(decision: Decision, language: str) -> str:
    """At which meeting and under which paragraph the body was told."""
    day = formatting.long_date(decision.decided_on, language)
    return _("Reported %(day)s, § %(paragraph)s") % {"day": day, "paragraph": decision.paragraph}
