"""What is typed about risks, controls, what they found, and the body's decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.control.models import TEXT, TITLE, Control, Risk
from spelregler.apps.control.operations import ActionSaid, ControlSaid, ResultSaid
from spelregler.apps.decisions.pages.forms import ParagraphForm
from spelregler.apps.organisation.models import Post
from spelregler.domain.control import CONSEQUENCE, LIKELIHOOD
from spelregler.domain.wording import named
from spelregler.domain.words import Bilingual, Words, joined
from spelregler.platform.attachments.fields import AttachedField
from spelregler.platform.forms import DayField, LongField, PlainForm


class BeginForm(PlainForm):
    """A plan is begun, with last year's risks where there are any."""

    begins_with = forms.BooleanField(
        label=_("Begin with the risks of the year before"),
        required=False,
        initial=True,
        help_text=_("They are valued anew."),
    )


class RiskForm(PlainForm):
    """What may go wrong, and how it is valued."""

    title = forms.CharField(label=_("What may go wrong?"), max_length=TITLE)
    likelihood = forms.ChoiceField(label=_("Likelihood"), required=False)
    consequence = forms.ChoiceField(label=_("Consequence"), required=False)

    def __init__(self, *args: Any, was: Risk | None, language: str, **more: Any) -> None:
        begun = {"title": was.title, "likelihood": was.likelihood, "consequence": was.consequence} if was else {}
        super().__init__(*args, initial=begun, **more)
        for name, scale in (("likelihood", LIKELIHOOD), ("consequence", CONSEQUENCE)):
            steps = [(str(step), words.text(language)) for step, words in scale.items()]
            self.offer(name, [("", _now("Not valued yet")), *steps])

    def said(self) -> dict[str, Any]:
        """What was typed, as the operation takes it."""
        told = self.cleaned_data
        values = {name: int(told[name]) if told[name] else None for name in ("likelihood", "consequence")}
        return {"title": told["title"], **values}


class OwnedForm(PlainForm):
    """A form in which a post is chosen that answers for something."""

    def __init__(self, *args: Any, posts: Iterable[Post], acting_role: ActingRole, **more: Any) -> None:
        super().__init__(*args, **more)
        self.posts = {each.code: each for each in posts}
        choices = [(each.code, acting_role.say(each.title, each.title_en)) for each in self.posts.values()]
        self.offer("owner", choices if self.fields["owner"].required else [("", "–"), *choices])


class ControlForm(OwnedForm):
    """How a risk is tried."""

    title = forms.CharField(label=_("What is tried?"), max_length=TITLE)
    how = LongField(label=_("How is it done?"), rows=2, max_length=TEXT, required=False)
    owner = forms.ChoiceField(label=_("Who answers for it?"))
    due_on = DayField(label=_("Last day"))

    def said(self) -> ControlSaid:
        """What was typed, as the operation takes it."""
        told = self.cleaned_data
        return ControlSaid(told["title"], told["how"], self.posts[told["owner"]], told["due_on"])


def begun(was: Control) -> dict[str, Any]:
    """A control as the form shows it."""
    return {"title": was.title, "how": was.how, "owner": was.owner.code, "due_on": was.due_on}


class ResultForm(OwnedForm):
    """What a control found; with an action where it deviates."""

    held_on = DayField(label=_("On which day?"))
    found = LongField(label=_("What was found?"), max_length=TEXT)
    file = AttachedField(label=_("File that shows it"), required=False)
    is_deviating = forms.BooleanField(label=_("It deviates, and something must be done"), required=False)
    action = LongField(label=_("What is to be done?"), rows=2, max_length=TEXT, required=False)
    owner = forms.ChoiceField(label=_("Who answers for it?"), required=False)
    due_on = DayField(label=_("Last day"), required=False)

    def said(self) -> ResultSaid:
        """What was typed, as the operation takes it."""
        told = self.cleaned_data
        owner = self.posts.get(told["owner"])
        action = ActionSaid(told["action"], owner, told["due_on"]) if told["is_deviating"] else None
        return ResultSaid(told["held_on"], told["found"], told["file"], action)


class WithdrawForm(PlainForm):
    """Why a result is taken back."""

    reason = LongField(label=_("What was wrong?"), rows=2, max_length=TEXT)


class CloseForm(PlainForm):
    """How a deviation is closed."""

    closed_with = LongField(label=_("What has been done?"), max_length=TEXT)


class MinutedForm(ParagraphForm):
    """The body's decision, as the minutes have it."""

    look: Bilingual | None = Words(
        "The decision stands with its day and paragraph. What is wrong in it is put right by a new decision."
    )


class DecideForm(MinutedForm):
    """The body's decision of its plan. The risks that need a control and have none are named first: the plan stands
    as it is decided, and no control is added afterwards.
    """

    def __init__(self, *args: Any, uncovered: Sequence[str], high: int, **more: Any) -> None:
        super().__init__(*args, **more)
        if uncovered and self.look:
            told = Words(
                "These risks have the value {limit} or more and no control, and none can be added once the plan is "
                "decided: {risks}.",
                limit=high,
                risks=named(uncovered),
            )
            self.look = joined(self.look, told)
