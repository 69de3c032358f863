"""What the room's forms have in common. A form reads what is typed and nothing more; an operation decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.organisation.operations.holdings import Decided
from spelregler.apps.organisation.pages.person_field import SEARCH
from spelregler.platform.errors import DomainError, Refused
from spelregler.platform.forms import DayField


class RoomForm(forms.Form):
    """A form of this room, in the language of whoever fills it in."""

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

    @property
    def status(self) -> int:
        """How the page with the form answers."""
        return 400 if self.is_bound and self.errors else 200

    def carried_out(self, act: Callable[[dict[str, Any]], object]) -> bool:
        """Whether the form was sent and the operation did it. A refusal stands in the form, and nothing is stored."""
        if not self.is_bound or not self.is_valid():
            return False
        try:
            act(self.cleaned_data)
        except Refused:
            raise
        except DomainError as refused:
            clause = f" ({refused.clause})" if refused.clause else ""
            self.add_error(None, refused.text(self.acting_role.language) + clause)
        except ValidationError as refused:
            self.add_error(None, forms.ValidationError(refused.messages))
        else:
            return True
        return False


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
