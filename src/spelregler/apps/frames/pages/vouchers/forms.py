"""Which of a unit's vouchers are looked for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.frames.queries.vouchers import UnitVouchers
from spelregler.platform.forms import SearchForm
from spelregler.ui import formatting


class VoucherSearch(SearchForm):
    """By month and account, among those that there are."""

    manad = forms.ChoiceField(label=_("Month"))
    konto = forms.ChoiceField(label=_("Account"))

    def __init__(self, *args: Any, found: UnitVouchers, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        months = [(each.month, formatting.month_name(each.month, language)) for each in found.months]
        self.offer("manad", [("", _("All")), *months])
        self.offer("konto", [("", _("All")), *((each, each) for each in found.accounts)])
