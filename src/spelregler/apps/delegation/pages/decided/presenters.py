"""One decision by delegation, as people read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.decisions.registries import case_address
from spelregler.apps.delegation.models import DelegatedDecision
from spelregler.apps.delegation.pages.register.presenters import told_words
from spelregler.domain.vouchers import VoucherName
from spelregler.ui import formatting


@dataclass(frozen=True)
class Fact:
    """What is told of the decision, and where it leads."""

    name: str
    words: str
    url: str = ""


def facts_of(
    acting_role: ActingRole, found: DelegatedDecision, vouchers: Sequence[VoucherName], *, reads_all: bool
) -> list[Fact]:
    """The type leads to the order as it held that day. Whoever does not read the register reads what is open."""
    language, row = acting_role.language, found.row
    post = acting_role.say(found.post.title, found.post.title_en) if found.post else _("The presidium")
    told = found.told if found.told and found.told.decided_on <= acting_role.as_of else None
    is_over = found.ended_on is not None and found.ended_on <= acting_role.as_of
    then = urlencode({"per": found.decided_on.isoformat(), "q": row.code})
    facts = [
        Fact(
            _("Type of decision"),
            f"{row.code} {row.title}",
            f"{reverse('delegation:order', args=[row.order.body.code])}?{then}",
        ),
        Fact(_("Decided by"), f"{post}: {found.person.name}"),
        Fact(_("Passed on by"), found.passed_on),
        Fact(_("Day of decision"), formatting.long_date(found.decided_on, language)),
    ]
    if reads_all or found.is_open:
        facts.append(Fact(_("Case number"), found.reference, case_address(found.reference, acting_role)))
    if reads_all:
        facts.append(Fact(_("Vouchers"), ", ".join(map(str, vouchers))))
    facts += [
        Fact(
            _("Told to the body"),
            told_words(told, language) if told else "",
            reverse("decisions:decision", args=[told.pk]) if told else "",
        ),
        Fact(_("Taken back"), found.withdrawn_for if is_over else ""),
    ]
    return [each for each in facts if each.words]
