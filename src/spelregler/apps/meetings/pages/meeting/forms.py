"""What is typed about a meeting and its agenda."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from spelregler.apps.decisions.pages.forms import named, titled
from spelregler.apps.meetings.models import AgendaItem
from spelregler.apps.meetings.operations import ItemSaid
from spelregler.apps.meetings.pages.words import ITEM_KINDS
from spelregler.apps.organisation.models import Department, Post
from spelregler.domain.words import Words
from spelregler.platform.attachments.fields import AttachedField
from spelregler.platform.forms import DayField, IdentityField, PlainForm

Chosen = TypeVar("Chosen", Post, Department)
CHOSEN = [(kind, words) for kind, words in ITEM_KINDS.items() if kind != AgendaItem.Kind.STANDING]


class ItemForm(PlainForm):
    """An item: what it is about, for decision or to know, its case, who presents it."""

    title = forms.CharField(label=gettext_lazy("What is it about?"), max_length=200)
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it for?"),
        choices=CHOSEN,
        initial=AgendaItem.Kind.DECISION,
        widget=forms.RadioSelect,
    )
    case_number = forms.CharField(label=gettext_lazy("Case number"), max_length=40, required=False)
    presenter = forms.ChoiceField(label=gettext_lazy("Who presents it?"), required=False)
    area = forms.ChoiceField(
        label=gettext_lazy("Whose papers or activity?"),
        required=False,
        help_text=gettext_lazy("Without an answer: the department of whoever presents it."),
    )

    def __init__(self, *args: Any, posts: Sequence[Post], areas: Sequence[Department], **more: Any) -> None:
        super().__init__(*args, **more)
        self.posts = {each.code: each for each in posts}
        self.areas = {each.code: each for each in areas}
        self.offer("presenter", [("", "–"), *((code, titled(each)) for code, each in self.posts.items())])
        self.offer("area", [("", "–"), *((code, named(each)) for code, each in self.areas.items())])

    @property
    def said(self) -> ItemSaid:
        """What was typed, with the post and the department themselves."""
        told = self.cleaned_data
        return ItemSaid(
            title=told["title"],
            kind=told["kind"],
            case_number=told["case_number"],
            presenter=self.posts.get(told["presenter"]),
            area=self.areas.get(told["area"]),
        )


class ChangeItemForm(ItemForm):
    """An item as it is to be, with the version that the writer began from."""

    version = IdentityField(required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        item: AgendaItem,
        posts: Sequence[Post],
        areas: Sequence[Department],
    ) -> None:
        begun = {
            "title": item.title,
            "kind": item.kind,
            "case_number": item.case_number,
            "presenter": item.presenter.code if item.presenter else "",
            "area": item.area.code if item.area else "",
            "version": str(item.version + 1),
        }
        super().__init__(
            data.copy() if data is not None else None,
            initial=begun,
            posts=_with(posts, item.presenter),
            areas=_with(areas, item.area),
        )

    @property
    def version_begun(self) -> int:
        """The version that the writer began from; the field tells the one that it becomes."""
        return (self.cleaned_data["version"] or 0) - 1

    def go_on_from(self, version: int) -> None:
        """Whoever has been told what somebody else wrote goes on from that."""
        if isinstance(self.data, QueryDict):
            self.data["version"] = str(version + 1)


def _with(offered: Sequence[Chosen], chosen: Chosen | None) -> list[Chosen]:
    """What may be chosen, with what is chosen already and is offered no longer."""
    found = list(offered)
    if chosen is not None and chosen not in found:
        found.append(chosen)
    return found


class ReasonForm(PlainForm):
    """Why something leaves the agenda, or the meeting the calendar."""

    reason = forms.CharField(label=gettext_lazy("Why?"), max_length=400)


class MaterialForm(PlainForm):
    """A paper, and when it was sent where that was after the notice."""

    file = AttachedField(label=gettext_lazy("The paper"))
    title = forms.CharField(
        label=gettext_lazy("What it is called"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Without a name it is called as the file."),
    )
    sent_on = DayField(label=gettext_lazy("Sent to the members on"))

    def __init__(self, *args: Any, today: date, is_noticed: bool, **more: Any) -> None:
        super().__init__(*args, initial={"sent_on": today}, **more)
        if not is_noticed:
            self.fields["sent_on"].help_text = gettext_lazy("Before the notice is sent the paper goes with it.")


class NoticeForm(PlainForm):
    """The notice is sent, or was."""

    look = Words(
        "The agenda is public from now on, and the day of the notice stands. What comes after it is told as late."
    )

    sent_on = DayField(label=gettext_lazy("Sent to members and substitutes on"))


class CancelForm(ReasonForm):
    """The meeting is not held."""

    look = Words("The meeting stands in the calendar as cancelled. A new one is planned if it is to be held after all.")
