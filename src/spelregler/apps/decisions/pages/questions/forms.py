"""A member's question and its answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.decisions.pages.forms import titled
from spelregler.apps.organisation.models import Post
from spelregler.domain.words import Words
from spelregler.platform.forms import LongField, PlainForm

EVERYBODY, BODY = "alla", "organet"


class AskForm(PlainForm):
    """What is asked, and of whom where there is more than one to ask."""

    look = Words("The question goes to the head at once, and your whole body sees it. It cannot be taken back.")

    addressee = forms.ChoiceField(label=_("To"))
    subject = forms.CharField(label=_("What it is about"), max_length=120)
    text = LongField(
        label=_("Your question"), help_text=_("Write nothing about single persons."), rows=5, max_length=2000
    )

    def __init__(self, *args: Any, posts: Sequence[Post], **more: Any) -> None:
        super().__init__(*args, **more)
        self.posts = {post.code: post for post in posts}
        if len(self.posts) > 1:
            self.offer("addressee", [(code, titled(post)) for code, post in self.posts.items()])
        else:
            del self.fields["addressee"]

    @property
    def question(self) -> dict[str, Any]:
        """What was typed, with the post itself."""
        said = dict(self.cleaned_data)
        code = said.pop("addressee", None) or next(iter(self.posts))
        return said | {"addressee": self.posts[code]}


class AnswerForm(PlainForm):
    """The answer to the whole body, and whether anybody may read it."""

    look = Words("The whole body gets the answer, once. It cannot be changed.")

    answer = LongField(label=_("Your answer"), rows=6, max_length=4000)
    readers = forms.ChoiceField(
        label=_("Who may read the question and the answer?"),
        widget=forms.RadioSelect,
        choices=[
            (EVERYBODY, _("Everybody")),
            (BODY, _("The body and the administration: something in them may need to be kept from others")),
        ],
        initial=EVERYBODY,
        help_text=_("Whoever asks for the question gets it unless secrecy, tried then, stops it."),
    )

    @property
    def told(self) -> dict[str, Any]:
        """What was typed, as the operation takes it."""
        return {"answer": self.cleaned_data["answer"], "is_open": self.cleaned_data["readers"] == EVERYBODY}
