"""What is typed about departments, units, posts and the people employed in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from spelregler.apps.organisation.pages.bodies.forms import CALLED_FROM, DONE_ON_ITS_DAY
from spelregler.apps.organisation.pages.forms import DecisionForm, RoomForm
from spelregler.apps.organisation.pages.person_field import PersonField
from spelregler.platform.forms import DayField

Choices = Sequence[tuple[str, str]]
UNTIL = gettext_lazy("Last day (to and with; may be left empty)")


class NameForm(RoomForm):
    """Another name, from a day."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=120, required=False)
    on = DayField(label=CALLED_FROM, help_text=DONE_ON_ITS_DAY)


class NewDepartmentForm(RoomForm):
    """A department that is to be, and its head's post."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=120, required=False)
    body = forms.ChoiceField(label=gettext_lazy("Answers to"))
    first_day = DayField(label=gettext_lazy("First day"))
    head_title = forms.CharField(label=gettext_lazy("Title of the head's post"), max_length=120)

    def __init__(self, *args: Any, bodies: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("body", bodies, first=gettext("No body has been entered yet. Enter the body first."))


class ChangeBodyForm(DecisionForm):
    """Another body, from a day."""

    body = forms.ChoiceField(label=gettext_lazy("Answers to"))
    on = DayField(label=gettext_lazy("From"), help_text=DONE_ON_ITS_DAY)

    def __init__(self, *args: Any, bodies: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("body", bodies)


class ServeForm(DecisionForm):
    """A further body, and the days on which the department works for it."""

    body = forms.ChoiceField(label=gettext_lazy("Works also for"))
    first_day = DayField(label=gettext_lazy("First day"))
    last_day = DayField(label=UNTIL, required=False)

    def __init__(self, *args: Any, bodies: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("body", bodies)


class InstructionForm(RoomForm):
    """The decision behind an instruction."""

    body = forms.ChoiceField(label=gettext_lazy("Decided by"))
    decided_on = DayField(label=gettext_lazy("Day of the decision"))
    paragraph = forms.CharField(label=gettext_lazy("Paragraph"), max_length=40)

    def __init__(self, *args: Any, bodies: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("body", bodies)


class NewUnitForm(RoomForm):
    """A unit that is to be, its place and its manager's post."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=120, required=False)
    purpose = forms.CharField(label=gettext_lazy("Purpose"), max_length=300, required=False)
    parent = forms.ChoiceField(label=gettext_lazy("Under the unit"), required=False)
    first_day = DayField(label=gettext_lazy("First day"))
    manager_title = forms.CharField(
        label=gettext_lazy("Title of the manager's post"),
        help_text=gettext_lazy("Left empty where a manager of another unit leads this one too."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, parents: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("parent", parents)


class PostForm(RoomForm):
    """A post's titles."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=120, required=False)


class AreaForm(RoomForm):
    """Whom a union or safety representative is registered to speak for."""

    represents = forms.ChoiceField(label=gettext_lazy("Speaks for"), required=False)

    def __init__(self, *args: Any, areas: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("represents", areas)


class NewPostForm(PostForm):
    """A post that is to be."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)

    def __init__(self, *args: Any, kinds: Choices, units: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("kind", kinds)
        self.offer("unit", units)


class EmployForm(RoomForm):
    """Somebody employed in a unit."""

    person: forms.Field = forms.Field()
    first_day = DayField(label=gettext_lazy("First day"))
    last_day = DayField(label=UNTIL, required=False)

    def __init__(self, *args: Any, address: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"] = PersonField(as_of=self.acting_role.today, address=address, tells_units=True)
