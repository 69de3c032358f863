"""What is typed about a political body: its name and days, its seats, who sits in them and who serves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.organisation.models import Body, Membership
from spelregler.apps.organisation.operations.bodies import MOST_SEATS
from spelregler.apps.organisation.pages.forms import DecisionForm, RoomForm
from spelregler.apps.organisation.pages.person_field import PersonField
from spelregler.apps.organisation.queries.role_assignments import FUNCTION_WORDS
from spelregler.platform.forms import CountField, DayField

Choices = Sequence[tuple[str, str]]
LAST_DAY = gettext_lazy("Last day (to and with)")
CALLED_FROM = gettext_lazy("Called so from")
DONE_ON_ITS_DAY = gettext_lazy("A day to come is carried out early that day, and can be undone until then.")


def function_choices(acting_role: ActingRole, functions: Sequence[str] = Membership.Function.values) -> Choices:
    """What somebody may be in a body, in the reader's language."""
    return [(each, FUNCTION_WORDS[each].text(acting_role.language)) for each in functions]


class BodyForm(RoomForm):
    """A body's names; and for a new one its kind and its first day."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=120, required=False)


class RenameBodyForm(BodyForm):
    """Other names, from a day."""

    on = DayField(label=CALLED_FROM, help_text=DONE_ON_ITS_DAY)


class NewBodyForm(BodyForm):
    """A body that is to be."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    first_day = DayField(label=gettext_lazy("First day"))
    members = CountField(label=gettext_lazy("Seats for members"), min_value=1, max_value=MOST_SEATS)
    substitutes = CountField(label=gettext_lazy("Seats for substitutes"), min_value=0, max_value=MOST_SEATS, initial=0)

    def __init__(self, *args: Any, kinds: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"] = forms.ChoiceField(
            label=self.fields["kind"].label, choices=kinds, initial=Body.Kind.COMMITTEE
        )


class LastDayForm(RoomForm):
    """A last day."""

    last_day = DayField(label=LAST_DAY)


class SeatsForm(RoomForm):
    """How many seats a body has."""

    members = CountField(label=gettext_lazy("Seats for members"), min_value=1, max_value=MOST_SEATS)
    substitutes = CountField(label=gettext_lazy("Seats for substitutes"), min_value=0, max_value=MOST_SEATS)


class TermForm(RoomForm):
    """The days of a term."""

    first_day = DayField(label=gettext_lazy("First day"))
    last_day = DayField(label=LAST_DAY)


class GiveSeatForm(DecisionForm):
    """An election to one seat."""

    seat = forms.ChoiceField(label=gettext_lazy("Seat"))
    person: forms.Field = forms.Field()
    function = forms.ChoiceField(label=gettext_lazy("As"))
    first_day = DayField(label=gettext_lazy("First day"))
    last_day = DayField(label=gettext_lazy("Last day (to and with; may be left empty)"), required=False)

    def __init__(self, *args: Any, seats: Choices, address: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"] = PersonField(as_of=self.acting_role.today, address=address)
        self.offer("seat", seats)
        self.offer("function", function_choices(self.acting_role))


class FunctionForm(DecisionForm):
    """Another function in the same seat."""

    membership = forms.ChoiceField(label=gettext_lazy("Who"))
    function = forms.ChoiceField(label=gettext_lazy("Becomes"))
    first_day = DayField(label=gettext_lazy("First day"))

    def __init__(self, *args: Any, seated: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("membership", seated)
        self.offer("function", function_choices(self.acting_role, Membership.Function.values[:3]))


class CallInForm(RoomForm):
    """Who serves in whose seat, and why when it is not the next in order."""

    seat = forms.ChoiceField(label=gettext_lazy("In whose seat"))
    first_day = DayField(label=gettext_lazy("First day"))
    last_day = DayField(label=gettext_lazy("Last day (to and with; empty for one day)"), required=False)
    substitute = forms.ChoiceField(label=gettext_lazy("Substitute, in the order of call-in"))
    reason = forms.CharField(
        label=gettext_lazy("Why another than the next in order"),
        help_text=gettext_lazy("For example that the next in order is hindered."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, seats: Choices, substitutes: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("seat", seats)
        self.offer("substitute", substitutes)


class EndSeatForm(RoomForm):
    """Who leaves, and the last day."""

    membership = forms.ChoiceField(label=gettext_lazy("Who"))
    last_day = DayField(label=LAST_DAY)

    def __init__(self, *args: Any, seated: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("membership", seated)


class OrderForm(RoomForm):
    """A place in the order for each substitute."""

    def __init__(self, *args: Any, substitutes: Sequence[Membership], **more: Any) -> None:
        super().__init__(*args, **more)
        self.substitutes = substitutes
        for place, each in enumerate(substitutes, start=1):
            self.fields[f"place_{each.pk}"] = CountField(
                label=each.person.name, min_value=1, max_value=MOST_SEATS, initial=place
            )

    @property
    def in_order(self) -> list[Membership]:
        """The substitutes as they were ordered; of two by one place, the earlier before."""
        return sorted(self.substitutes, key=lambda each: self.cleaned_data[f"place_{each.pk}"])
