"""What the room's forms have in common. A form reads what is typed and nothing more; an operation decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.organisation.operations.holdings import Decided
from spelregler.apps.organisation.pages.person_field import SEARCH
from spelregler.platform.forms import DayField, PlainForm


class RoomForm(PlainForm):
    """A form of this room, for whoever fills it in; in it one may search for a person before it is judged."""

    def __init__(self, *args: Any, acting_role: ActingRole, **more: Any) -> None:
        super().__init__(*args, **more)
        self.acting_role = acting_role

    @property
    def is_searching(self) -> bool:
        """Only a person is looked for: nothing else is judged yet."""
        return self.is_bound and SEARCH in self.data

    def full_clean(self) -> None:
        """Nothing is told as wrong while somebody is looked for."""
        super().full_clean()
        if self.is_searching:
            self._errors = forms.utils.ErrorDict()

    def is_valid(self) -> bool:
        """Whether an operation may be tried."""
        return super().is_valid() and not self.is_searching


class DecisionForm(RoomForm):
    """A form that names the decision behind what it does."""

    decided_by = forms.CharField(label=gettext_lazy("Decided by"), max_length=120)
    decided_on = DayField(label=gettext_lazy("Day of the decision"))
    paragraph = forms.CharField(label=gettext_lazy("Paragraph or registry number"), max_length=40, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("decided_by", "decided_on", "paragraph"):
            self.fields[name] = self.fields.pop(name)

    @property
    def decided(self) -> Decided:
        """The decision that was named, when the form is valid."""
        said = self.cleaned_data
        return Decided(
            by=said["decided_by"], on=said["decided_on"], paragraph=said["paragraph"], today=self.acting_role.today
        )
