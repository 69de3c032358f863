"""What is typed about a post: its titles, and who holds it or acts in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from spelregler.apps.organisation.pages.forms import DecisionForm
from spelregler.apps.organisation.pages.person_field import PersonField
from spelregler.platform.forms import DayField

ACTING, TAKES_OVER = "acting", "takes_over"


class AppointForm(DecisionForm):
    """Somebody takes over a post or acts in it."""

    how = forms.ChoiceField(
        label=gettext_lazy("How"),
        choices=[
            (ACTING, gettext_lazy("Acts for some days; then the ordinary holder is back")),
            (TAKES_OVER, gettext_lazy("Takes over the post")),
        ],
        widget=forms.RadioSelect,
        initial=ACTING,
    )
    person: forms.Field = forms.Field()
    first_day = DayField(label=gettext_lazy("First day"))
    last_day = DayField(label=gettext_lazy("Last day (to and with)"), required=False)

    def __init__(self, *args: Any, address: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"] = PersonField(as_of=self.acting_role.today, address=address, tells_units=True)
