"""What is registered of a delegated decision, what is looked for in the register, and where it is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.decisions.pages.forms import ParagraphForm
from spelregler.apps.delegation.models import OrderRow
from spelregler.apps.delegation.models.decided import REFERENCE, SUBJECT, WITHDRAWN
from spelregler.apps.delegation.operations import DecidedSaid
from spelregler.apps.delegation.queries.delegates import Holding
from spelregler.domain.vouchers import read_vouchers
from spelregler.domain.words import Words
from spelregler.platform.forms import DayField, LongField, PlainForm, SearchForm, WordsField
from spelregler.ui import formatting


class RegisterSearch(SearchForm):
    """Which decisions."""

    q = WordsField(label=_("Words in the subject or the case number"), max_length=80)
    visa = forms.ChoiceField(label=_("Show"), choices=[("", _("All")), ("vantar", _("To report"))])


class VouchersField(forms.CharField):
    """The vouchers in a line, as they are typed; the year of the decision where none is written."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Vouchers"),
            required=False,
            max_length=300,
            help_text=_("Series and number as in the ledger: D 1042. Of another year than the decision: D 1042/2027."),
        )


class DecidedForm(PlainForm):
    """A decision by delegation: what type, who, when, about what."""

    code = forms.ChoiceField(label=_("Type of decision"))
    holder = forms.ChoiceField(label=_("Decided by"))
    decided_on = DayField(label=_("Day of decision"))
    subject = forms.CharField(label=_("What was decided"), max_length=SUBJECT)
    reference = forms.CharField(label=_("Case number"), max_length=REFERENCE, required=False)
    is_open = forms.BooleanField(
        label=_("Everybody may read the subject"),
        required=False,
        help_text=_("Leave it out where the subject tells of a person."),
    )
    vouchers = VouchersField()

    def __init__(
        self, *args: Any, rows: Sequence[OrderRow], holdings: Sequence[Holding], acting_role: ActingRole, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.holdings = {each.value: each for each in holdings}
        first = _now("There is no delegation order to register by. Enter it first.")
        self.offer("code", [(each.code, f"{each.code} {each.title}") for each in rows], first=first)
        held = [(value, held_words(each, acting_role)) for value, each in self.holdings.items()]
        self.offer("holder", [("", "–"), *held] if len(held) > 1 else held)

    def said(self) -> DecidedSaid:
        """What was typed, as the operation takes it."""
        told = dict(self.cleaned_data)
        holding = self.holdings[told.pop("holder")]
        vouchers = read_vouchers(told.pop("vouchers"), year=told["decided_on"].year)
        return DecidedSaid(post=holding.post, person=holding.person, vouchers=vouchers, **told)


def held_words(each: Holding, acting_role: ActingRole) -> str:
    """The post and the name, and until when where it has ended."""
    what = acting_role.say(each.post.title, each.post.title_en) if each.post else _now("The presidium")
    if each.end is None or each.end > acting_role.today:
        return f"{what}: {each.person.name}"
    until = formatting.short_date(each.end, acting_role.language)
    return f"{what}: {each.person.name} ({_now('ended')} {until})"


class TellForm(ParagraphForm):
    """The meeting and the paragraph under which the body is told."""

    look = Words("What is reported to the body stays so, and none of it can be taken back.")

    decided_on = DayField(label=_("Day of the meeting"))

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, today=today, initial={"decided_on": today}, **more)


class VouchersForm(PlainForm):
    """The vouchers that a decision stands behind: these and no others."""

    vouchers = VouchersField()


class WithdrawForm(PlainForm):
    """Why it is taken back."""

    reason = LongField(label=_("What was wrong?"), rows=2, max_length=WITHDRAWN)
