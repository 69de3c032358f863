"""Which measures are to be followed first, and in which order."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.goals.models import Indicator
from spelregler.apps.goals.operations.key_measures import FEWEST, FIELDS
from spelregler.apps.goals.pages.key_measures.presenters import named
from spelregler.apps.goals.queries.key_measures import Offered
from spelregler.platform.forms import PlainForm


class KeyMeasuresForm(PlainForm):
    """Three to five measures in their order. The two last places may be empty."""

    first = forms.ChoiceField(label=gettext_lazy("First measure"))
    second = forms.ChoiceField(label=gettext_lazy("Second measure"))
    third = forms.ChoiceField(label=gettext_lazy("Third measure"))
    fourth = forms.ChoiceField(label=gettext_lazy("Fourth measure"), required=False)
    fifth = forms.ChoiceField(label=gettext_lazy("Fifth measure"), required=False)

    def __init__(self, *args: Any, offered: Offered, language: str, chosen: list[Indicator], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offered = offered
        groups = [(_("Of the own goals"), offered.own), (_("The municipality's"), offered.municipal)]
        choices = [(title, [(each.code, named(each, language)) for each in found]) for title, found in groups if found]
        for number, name in enumerate(FIELDS):
            must = number < FEWEST
            self.offer(name, [("", _("Choose a measure") if must else _("no measure")), *choices])
            if must:
                self.fields[name].error_messages["required"] = _(
                    "Choose a measure here. At least %(n)d are needed."
                ) % {"n": FEWEST}
            if number < len(chosen):
                self.fields[name].initial = chosen[number].code

    @property
    def indicators(self) -> list[Indicator]:
        """What was chosen, in order, when the form is valid."""
        every = self.offered.every
        return [every[code] for name in FIELDS if (code := self.cleaned_data[name])]
