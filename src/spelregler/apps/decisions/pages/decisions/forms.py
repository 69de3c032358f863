"""The forms of a decision: the decision itself, and the assignments that it gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.pages.forms import BodySearch, MinutesForm, named, titled
from spelregler.apps.organisation.models import Body, Post
from spelregler.domain.words import Words
from spelregler.platform.forms import DayField, PlainForm, WordsField

KIND_WORDS = {
    Decision.Kind.GOALS: _("Goals and plans"),
    Decision.Kind.FRAMES: _("Budget and frames"),
    Decision.Kind.MEASURES: _("Measures after a forecast"),
    Decision.Kind.REPRIORITISATION: _("Reprioritisation"),
    Decision.Kind.ACCEPT_WITH_REASON: _("A forecast accepted with a reason"),
    Decision.Kind.POLICY: _("Governing document"),
    Decision.Kind.EVALUATION: _("Evaluation"),
    Decision.Kind.OPEN_ASSIGNMENTS: _("The list of open assignments gone through"),
    Decision.Kind.OTHER: _("Something else"),
}


TOUCHES_STAFF = "ja"
"""In the address of the list: only the decisions that are said to touch the staff."""


class DecisionSearch(BodySearch):
    """Which decisions."""

    q = WordsField(label=_("Words in the decision"), max_length=80)
    personal = forms.ChoiceField(label=_("The staff"))
    field_order = ("q", "organ", "personal")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("personal", [("", _("All")), (TOUCHES_STAFF, _("Only what touches the staff"))])


class StaffField(forms.TypedChoiceField):
    """Whether a decision touches the staff, as the minutes say; None where they do not (MR-56)."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Does it touch the staff?"),
            choices=[("", _("Not said")), ("ja", _("Yes")), ("nej", _("No"))],
            coerce=lambda said: said == "ja",
            empty_value=None,
            required=False,
            help_text=_("For instance a changed organisation, a move, or other working hours."),
        )

    def prepare_value(self, value: Any) -> Any:
        """What is known stands as the word that is chosen."""
        return {True: "ja", False: "nej"}.get(value, value)


class DecisionForm(MinutesForm):
    """A decision that stands by itself, as the minutes have it."""

    body = forms.ChoiceField(label=_("Body"))
    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("What it is about"), choices=list(KIND_WORDS.items()), initial=Decision.Kind.OTHER)
    reference = forms.CharField(label=_("Case number"), max_length=40, required=False)
    touches_staff = StaffField()
    field_order = ("body", "decided_on", "paragraph", "title", "text", "kind", "touches_staff", "reference")

    def __init__(self, *args: Any, bodies: Sequence[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.bodies = {body.code: body for body in bodies}
        self.offer("body", [(code, named(body)) for code, body in self.bodies.items()])

    @property
    def decision(self) -> dict[str, Any]:
        """What was typed, with the body itself."""
        return self.cleaned_data | {"body": self.bodies[self.cleaned_data["body"]]}


class AddresseeField(forms.ChoiceField):
    """One of those who may be addressed. Any other post is refused in words that say who may (MR-23)."""

    def validate(self, value: Any) -> None:
        """The operation says who may not."""
        if not value:
            super().validate(value)


class AssignForm(PlainForm):
    """An assignment that the decision gives: to whom, what, what it is to lead to, and by when (MR-23)."""

    look = Words(
        "The assignment is given and waits for whoever it is addressed to. Only its day can be changed later, by the "
        "body."
    )

    addressee = AddresseeField(label=_("To"))
    text = forms.CharField(label=_("What is to be done"), max_length=300)
    intended_result = forms.CharField(label=_("What it is to lead to"), max_length=300, required=False)
    due_on = DayField(label=_("Report back by"))

    def __init__(
        self, *args: Any, posts: Sequence[Post], find: Callable[[str], Post | None] = lambda _code: None, **more: Any
    ) -> None:
        """`find` gives a post by its code, whatever post it is."""
        super().__init__(*args, **more)
        self.find = find
        self.posts = {post.code: post for post in posts}
        self.offer("addressee", [(code, titled(post)) for code, post in self.posts.items()])

    def clean_addressee(self) -> Post:
        """The post itself, or word that there is none."""
        code = self.cleaned_data["addressee"]
        post = self.posts.get(code) or self.find(code)
        if post is None:
            words = self.fields["addressee"].error_messages["invalid_choice"]
            raise forms.ValidationError(words, params={"value": code})
        return post
