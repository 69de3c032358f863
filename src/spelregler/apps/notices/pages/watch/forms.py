"""Who is to see one's list while one is away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.organisation.pages.forms import RoomForm
from spelregler.apps.organisation.pages.person_field import PersonField
from spelregler.platform.forms import DayField


class WatchForm(RoomForm):
    """Somebody in service, from a day to a day, for one or more of one's own roles."""

    watcher: forms.Field = forms.Field()
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day (to and with)"))
    duties = forms.MultipleChoiceField(label=_("What waits for you as"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, address: str, duties: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["watcher"] = PersonField(
            as_of=self.acting_role.today, address=address, label=_("Who is to see your list?")
        )
        self.offer("duties", duties)
        # Whoever has one role has nothing to choose; who has several chooses all unless they say otherwise.
        self.fields["duties"].initial = [code for code, _name in duties]
