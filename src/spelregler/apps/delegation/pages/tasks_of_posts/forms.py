"""Which post is to decide what by its task, and when it no longer is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.delegation.models import OrderRow
from spelregler.apps.delegation.models.tasks import TASK
from spelregler.apps.organisation.models import Post
from spelregler.platform.forms import DayField, PlainForm


class TaskForm(PlainForm):
    """A post, what it decides by its task, and by which type of decision where one is meant."""

    post = forms.ChoiceField(label=_("The post"))
    task = forms.CharField(
        label=_("What the post decides by its task"),
        help_text=_("In a few words: grants home care, signs agreements on hire."),
        max_length=TASK,
    )
    type = forms.ChoiceField(
        label=_("Type of decision"),
        help_text=_("Where the task needs a certain one. Else any delegation will do."),
        required=False,
    )
    start = DayField(label=_("Holds from"))

    def __init__(
        self, *args: Any, posts: Iterable[Post], types: Iterable[OrderRow], acting_role: ActingRole, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.posts = {each.code: each for each in posts}
        self.types = {f"{each.order.body.code} {each.code}": each for each in types}
        named = [(code, acting_role.say(each.title, each.title_en)) for code, each in self.posts.items()]
        self.offer("post", [("", _now("Choose a post")), *named])
        told = [
            (value, f"{acting_role.say(each.order.body.name, each.order.body.name_en)}: {each.code} {each.title}")
            for value, each in self.types.items()
        ]
        self.offer("type", [("", _now("Any")), *told])

    @property
    def said(self) -> dict[str, Any]:
        """What was typed, with the post, and the type's body and code."""
        told = dict(self.cleaned_data)
        row = self.types.get(told.pop("type"))
        of_type = {"body": row.order.body, "code": row.code} if row else {}
        return {**told, "post": self.posts[told["post"]], **of_type}


class EndForm(PlainForm):
    """The first day on which the post is no longer to decide by it."""

    end = DayField(label=_("Holds no longer from"))
