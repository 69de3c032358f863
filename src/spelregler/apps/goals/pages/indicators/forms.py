"""The form in which an indicator is defined. It reads what is typed and nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext, gettext_lazy

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.goals.models import AddsUp, Indicator, SmallNumbers
from spelregler.apps.goals.operations import Definition
from spelregler.apps.goals.pages.indicators.presenters import (
    adds_up_words,
    direction_words,
    every_words,
    field_words,
    small_words,
)
from spelregler.apps.goals.queries.indicators import Wanted
from spelregler.apps.goals.queries.ownership import PostHeld
from spelregler.apps.organisation.models import Post
from spelregler.platform.forms import CountField, FigureField, PlainForm, SearchForm, WordsField

MONTHS = (12, 6, 4, 3, 2, 1)


class IndicatorSearch(SearchForm):
    """Which indicators: by words, by whose they are, by source, and those that nobody has used."""

    q = WordsField(label=gettext_lazy("Words"), max_length=100)
    forvaltning = forms.ChoiceField(label=gettext_lazy("Whose"))
    kalla = forms.ChoiceField(
        label=gettext_lazy("Source"),
        choices=[("", gettext_lazy("All")), ("egen", gettext_lazy("own")), ("kolada", "Kolada")],
    )
    oanvanda = forms.ChoiceField(
        label=gettext_lazy("Use"),
        choices=[("", gettext_lazy("All")), ("1", gettext_lazy("nobody has used it for a year"))],
    )

    def __init__(self, *args: Any, departments: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("forvaltning", [("", gettext("All")), *departments])

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        return Wanted(
            words=self.said("q"),
            department=self.said("forvaltning"),
            source=self.said("kalla"),
            unused=self.said("oanvanda") == "1",
        )


class DefinitionForm(forms.ModelForm[Indicator], PlainForm):
    """What is measured, in which unit, which way is good, how it adds up, and who answers for it (CP-22)."""

    months_between = forms.TypedChoiceField(coerce=int)
    decimals = CountField(min_value=0, max_value=4, initial=1)
    minutes = CountField(min_value=1, max_value=600, initial=15)
    noise = FigureField(min_value=0, decimal_places=4)
    reason = forms.CharField(label=gettext_lazy("Reason for the change"), max_length=400, required=False)

    class Meta:
        model = Indicator
        fields: ClassVar[Sequence[str]] = (
            "title",
            "title_en",
            "unit_of_measure",
            "direction",
            "adds_up",
            "formula",
            "source",
            "months_between",
            "by_sex",
            "small_numbers",
            "decimals",
            "noise",
            "minutes",
            "owner",
        )

    def __init__(
        self, *args: Any, posts: Sequence[PostHeld], acting_role: ActingRole, has_values: bool = False, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.offer("direction", [(each, direction_words(each)) for each in Indicator.Direction.values])
        self.offer("adds_up", [(each, adds_up_words(each)) for each in AddsUp.values])
        self.offer("small_numbers", [(each, small_words(each)) for each in SmallNumbers.values])
        self.initial["noise"] = f"{(self.instance.noise or Decimal(0)).normalize():f}"
        often = dict.fromkeys((*MONTHS, self.instance.months_between))
        self.offer("months_between", [(each, every_words(each)) for each in often])
        _offer(self.fields["owner"], posts, acting_role, besides=self.instance.owner)
        if not has_values:
            del self.fields["reason"]
        for name in ("unit_of_measure", "direction") if has_values else ():
            self.fields[name].disabled = True
        for name in self.Meta.fields:
            self.fields[name].label = field_words(name)
        self.has_values = has_values

    @property
    def lead(self) -> str:
        """What whoever changes an indicator that has values is told first."""
        if not self.has_values:
            return ""
        return gettext(
            "The indicator has values. Unit and direction stand; anything else that changes what it means needs a "
            "reason, and the series shows where it breaks."
        )

    @property
    def definition(self) -> Definition:
        """What was typed, when it is valid."""
        return Definition(**{name: value for name, value in self.cleaned_data.items() if name != "reason"})

    @property
    def why(self) -> str:
        """The reason, where one was asked for."""
        return str(self.cleaned_data.get("reason", ""))


def _offer(field: Any, posts: Sequence[PostHeld], acting_role: ActingRole, *, besides: Post | None) -> None:
    """The posts near the role, with their holders; and the one that answers for it now."""
    mine = {post.code for post in posts} | ({besides.code} if besides else set())
    words = {post.code: f"{acting_role.say(post.title, post.title_en)} ({post.holder})" for post in posts}
    field.queryset = Post.objects.filter(code__in=mine).order_by("title")
    field.label_from_instance = lambda post: words.get(post.code, post.title)
    field.required = True
