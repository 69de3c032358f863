"""What a person says of their own notices."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.domain.notices import MailDays
from spelregler.platform.forms import PlainForm


class MailForm(PlainForm):
    """On which days one wants mail about what waits."""

    days = forms.TypedChoiceField(
        label=_("When do you want mail?"),
        widget=forms.RadioSelect,
        coerce=MailDays,
        choices=[
            (MailDays.NEVER, _("Never")),
            (MailDays.MONDAYS, _("On Mondays")),
            (MailDays.DAILY, _("Every day that there is something new")),
        ],
    )
