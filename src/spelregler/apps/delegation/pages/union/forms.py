"""What is recorded of information to and negotiation with a union, and when it was a mistake."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.delegation.models.decided import WITHDRAWN
from spelregler.apps.delegation.models.union import SUBJECT, UNION
from spelregler.apps.delegation.pages.register.forms import held_words
from spelregler.apps.delegation.queries.delegates import Holding
from spelregler.domain.union_records import KINDS
from spelregler.platform.forms import DayField, LongField, PlainForm, SearchForm


class UnionSearch(SearchForm):
    """The records of one department."""

    forvaltning = forms.ChoiceField(label=_("Department"))

    def __init__(self, *args: Any, departments: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("forvaltning", [("", _now("All")), *departments])


class UnionForm(PlainForm):
    """When, with which union, by which section, about what, and who spoke for the employer."""

    department = forms.ChoiceField(label=_("Where"), required=False)
    held_on = DayField(label=_("Day"))
    kind = forms.ChoiceField(label=_("What was held"))
    union = forms.CharField(label=_("Union"), max_length=UNION)
    subject = forms.CharField(
        label=_("About what"), help_text=_("Everybody reads it. Write no names of persons."), max_length=SUBJECT
    )
    holder = forms.ChoiceField(label=_("The employer's party"))

    def __init__(
        self,
        *args: Any,
        places: Sequence[tuple[str, str]],
        holdings: Sequence[Holding],
        acting_role: ActingRole,
        today: date,
        **more: Any,
    ) -> None:
        super().__init__(*args, initial={"held_on": today}, **more)
        self.holdings = {each.value: each for each in holdings}
        self.offer("department", places)
        self.offer("kind", [(each, _first(words.text(acting_role.language))) for each, words in KINDS.items()])
        held = [(value, held_words(each, acting_role)) for value, each in self.holdings.items()]
        self.offer("holder", [("", "–"), *held])


class WithdrawForm(PlainForm):
    """Why it is taken back."""

    reason = LongField(label=_("What was wrong?"), rows=2, max_length=WITHDRAWN)


def _first(words: str) -> str:
    """The first letter large, the rest as they are: MBL stays."""
    return words[:1].upper() + words[1:]
