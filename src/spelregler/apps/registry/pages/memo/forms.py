"""The form of an official's memo, in the parts that it may have, and how it is signed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.registry.models import Memo
from spelregler.apps.registry.models.cases import LONGEST_TITLE
from spelregler.apps.registry.models.records import LONGEST_PART
from spelregler.domain.registry import PARTS
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.forms import LongField, PlainForm, language_of_reader


class BeginForm(PlainForm):
    """What the memo is about."""

    subject = forms.CharField(label=gettext_lazy("What it is about"), max_length=LONGEST_TITLE)


class PartField(LongField):
    """A part of the memo. A draft may lack one that the template demands, so it is demanded and never required."""

    def __init__(self, *, is_demanded: bool, **more: Any) -> None:
        super().__init__(required=False, max_length=LONGEST_PART, **more)
        self.is_demanded = is_demanded


class MemoForm(PlainForm):
    """The parts, demanded ones told as such; nothing hinders a draft."""

    def __init__(self, *args: Any, memo: Memo, demanded: Collection[str], **more: Any) -> None:
        initial = {part: getattr(memo, part) for part in PARTS} | {"reason": memo.reason}
        super().__init__(*args, initial=initial, **more)
        for part, words in PARTS.items():
            help_text = _("Demanded by the template") if part in demanded else ""
            label = words.text(language_of_reader())
            rows = 6 if part in ("background", "proposal") else 3
            self.add(part, PartField(label=label, rows=rows, help_text=help_text, is_demanded=part in demanded))
        reason = LongField(
            label=_("Why something is left out"),
            rows=2,
            max_length=500,
            required=False,
            help_text=_("Where the memo lacks what the template demands."),
        )
        self.add("reason", reason)

    @property
    def written(self) -> dict[str, Any]:
        """The parts, and the reason."""
        said = dict(self.cleaned_data)
        return {"reason": said.pop("reason"), "parts": said}


class SignForm(PlainForm):
    """The memo is drawn up, in the name of the post."""

    look: Bilingual | None = Words(
        "The memo becomes a public record in the case, signed by your post, and is never changed after that."
    )
