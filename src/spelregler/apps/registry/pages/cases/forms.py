"""Which cases are looked for, and the short form of a new one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.decisions.pages.forms import BodySearch, named, titled
from spelregler.apps.organisation.models import Body, Post
from spelregler.apps.registry.models.cases import LONGEST_GROUND, LONGEST_TITLE
from spelregler.apps.registry.operations import NewCase, Occasion
from spelregler.apps.registry.pages.occasions import by_key, choices
from spelregler.domain.cycle import Occurrence
from spelregler.domain.registry import decided_by
from spelregler.platform.forms import DayField, PlainForm, WordsField, not_later

GROUND_HELP = gettext_lazy("The law and paragraph it is to be reviewed by. It is a mark, and decides nothing.")


class CaseSearch(BodySearch):
    """Words or a number, and whose cases."""

    q = WordsField(label=gettext_lazy("Number or words"), max_length=80)
    field_order = ("q", "organ")


class CaseForm(PlainForm):
    """A case on its way into the registry."""

    body = forms.ChoiceField(label=gettext_lazy("Body"))
    title = forms.CharField(label=gettext_lazy("What it is about"), max_length=LONGEST_TITLE)
    responsible = forms.ChoiceField(label=gettext_lazy("Who answers for it"))
    opened_on = DayField(label=gettext_lazy("Day"))
    occasion = forms.ChoiceField(
        label=gettext_lazy("Occasion of the year"),
        required=False,
        help_text=gettext_lazy("Where the case is about something that the body is to decide at a time of the year."),
    )
    title_ground = forms.CharField(
        label=gettext_lazy("The title is to be reviewed, by"),
        max_length=LONGEST_GROUND,
        required=False,
        help_text=GROUND_HELP,
    )

    def __init__(
        self,
        *args: Any,
        bodies: Sequence[Body],
        posts: Sequence[Post],
        occasions: Sequence[Occurrence],
        today: date,
        language: str,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.bodies = {each.code: each for each in bodies}
        self.posts = {each.code: each for each in posts}
        self.occasions = by_key(occasions)
        self.today = today
        self.offer("body", [(code, named(each)) for code, each in self.bodies.items()])
        self.offer("responsible", [("", "–"), *((code, titled(each)) for code, each in self.posts.items())])
        self.offer("occasion", choices(self.occasions, language))

    def clean_opened_on(self) -> date | None:
        """A case is opened when something has begun."""
        day: date | None = self.cleaned_data["opened_on"]
        return not_later(day, self.today) if day else None

    def clean(self) -> dict[str, Any] | None:
        """The occasion is one that the body decides on."""
        said = super().clean() or self.cleaned_data
        body, chosen = self.bodies.get(said.get("body", "")), self.occasions.get(said.get("occasion", ""))
        if body and chosen and not decided_by(body.kind, [chosen.event]):
            self.add_error("occasion", ValidationError(_("That is not decided by this body.")))
        return said

    @property
    def new(self) -> NewCase:
        """What was typed, with the rows themselves."""
        said = self.cleaned_data
        chosen = self.occasions.get(said["occasion"])
        return NewCase(
            body=self.bodies[said["body"]],
            title=said["title"],
            responsible=self.posts[said["responsible"]],
            opened_on=said["opened_on"],
            title_ground=said["title_ground"],
            occasion=Occasion(chosen.event.id, chosen.planned_on) if chosen else None,
        )


class ChangeForm(PlainForm):
    """What a case is called, and who answers for it."""

    title = forms.CharField(label=gettext_lazy("What it is about"), max_length=LONGEST_TITLE)
    responsible = forms.ChoiceField(label=gettext_lazy("Who answers for it"))

    def __init__(self, *args: Any, posts: Sequence[Post], **more: Any) -> None:
        super().__init__(*args, **more)
        self.posts = {each.code: each for each in posts}
        self.offer("responsible", [(code, titled(each)) for code, each in self.posts.items()])

    @property
    def change(self) -> dict[str, Any]:
        """What was typed, with the post itself."""
        return self.cleaned_data | {"responsible": self.posts[self.cleaned_data["responsible"]]}


class PartyForm(PlainForm):
    """Somebody whom the case is about."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    name_ground = forms.CharField(
        label=gettext_lazy("The name is to be reviewed, by"),
        max_length=LONGEST_GROUND,
        required=False,
        help_text=GROUND_HELP,
    )


class GroundForm(PlainForm):
    """What a field is to be reviewed by."""

    ground = forms.CharField(
        label=gettext_lazy("Law and paragraph that it is reviewed by"),
        max_length=LONGEST_GROUND,
        required=False,
        help_text=gettext_lazy("The law and paragraph. Left empty, the mark is taken away."),
    )
