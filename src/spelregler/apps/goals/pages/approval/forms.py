"""Approving the values that are chosen, or returning one with its reason. It reads what is typed and nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from spelregler.apps.goals.queries.reporting import Asked
from spelregler.platform.forms import PlainForm

RETURN = "return"


class ApprovalForm(PlainForm):
    """A row for each value that waits: chosen or not, and why it is returned. A button returns the one of its row."""

    value = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, waiting: Sequence[Asked], names: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.waiting = {str(each.last.pk): each.last for each in waiting if each.last is not None}
        self.fields["value"].label = _("Awaiting you")
        self.fields["value"].error_messages["invalid_choice"] = _(
            "A value no longer awaits your approval. Choose among those shown."
        )
        named = dict(zip(self.waiting, names, strict=True))
        self.offer("value", [(key, _("Choose %(what)s") % {"what": name}) for key, name in named.items()])
        self.fields[RETURN] = forms.ChoiceField(
            required=False,
            choices=[(key, key) for key in self.waiting],
            widget=forms.HiddenInput,
            label=_("Return"),
            error_messages=self.fields["value"].error_messages,
        )
        for key, name in named.items():
            label = _("Reason to return %(what)s") % {"what": name}
            self.fields[reason_of(key)] = forms.CharField(required=False, max_length=400, label=label)
            self.fields[reason_of(key)].widget.attrs |= {"aria-label": label, "class": "ds-input"}

    def clean(self) -> dict[str, Any]:
        """Something is chosen, and what is returned has its reason."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        returned = said.get(RETURN)
        if returned and not said.get(reason_of(returned), "").strip():
            self.add_error(
                reason_of(returned), _("Write what needs to change, so that whoever reported can put it right.")
            )
        elif not returned and not said.get("value") and not self.errors:
            self.add_error("value", _("Choose at least one value."))
        return said


def reason_of(key: str) -> str:
    """The field for why a value is returned."""
    return f"reason:{key}"
