"""A Word template as it is brought."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from spelregler.apps.meetings.models import WordTemplate
from spelregler.platform.attachments.fields import AttachedField
from spelregler.platform.forms import PlainForm

KINDS = {
    WordTemplate.Kind.NOTICE: gettext_lazy("The notice"),
    WordTemplate.Kind.MINUTES: gettext_lazy("The minutes"),
}


class TemplateForm(PlainForm):
    """What it is for, and the file."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is the template for?"), choices=list(KINDS.items()), widget=forms.RadioSelect
    )
    file = AttachedField(label=gettext_lazy("The template, as .docx"))
