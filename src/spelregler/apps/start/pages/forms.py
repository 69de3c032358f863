"""What is typed on the pages of the beginning. The forms read; the operations decide."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _l

from spelregler.platform.forms import DayField, PlainForm


class StartDayForm(PlainForm):
    """The day from which the municipality's duties count, and why it is changed."""

    day = DayField(label=_l("Start day"))
    reason = forms.CharField(label=_l("Reason for the change"), max_length=400, required=False)


class AdministratorForm(PlainForm):
    """Whoever is to run the system: the address to sign in with, and who it is."""

    name = forms.CharField(label=_l("Name"), max_length=120)
    email = forms.EmailField(
        label=_l("E-mail address"), help_text=_l("The address that the person signs in with."), max_length=254
    )
    person = forms.SlugField(
        label=_l("The person's code"),
        help_text=_l("If the person is in the organisation already."),
        max_length=60,
        required=False,
    )
    is_namesake = forms.BooleanField(label=_l("It is another person with the same name"), required=False)


class EndForm(PlainForm):
    """That somebody runs the system no more is said once, and confirmed."""

    sure = forms.BooleanField(label=_l("I have made sure that the person is to leave the post"))
