"""A row of a version that is being written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.delegation.models.orders import CODE, CONDITIONS, LAW, REASON, TITLE
from spelregler.apps.organisation.models import Post
from spelregler.domain.delegation import LEVELS, MATTERS, Level, Matter, TypeOfDecision
from spelregler.domain.words import Words
from spelregler.platform.forms import LongField, PlainForm


class RowForm(PlainForm):
    """A type of decision: who decides, how far out it may lie, and on which terms."""

    code = forms.CharField(label=_("Code"), max_length=CODE, help_text=_("As the order numbers it, for example A.1."))
    title = forms.CharField(label=_("Type of decision"), max_length=TITLE)
    law = forms.CharField(label=_("Law"), max_length=LAW, required=False)
    matter = forms.ChoiceField(
        label=_("What it is about"), help_text=_("The law keeps some matters with the body (KL 6 kap. 38 §).")
    )
    lowest = forms.ChoiceField(label=_("Lowest level allowed"))
    level = forms.ChoiceField(label=_("Who decides"))
    post = forms.ChoiceField(
        label=_("The post"),
        required=False,
        help_text=_("Where one post alone has it. Else everybody at the level does."),
    )
    conditions = LongField(label=_("Conditions"), rows=2, max_length=CONDITIONS, required=False)
    may_subdelegate = forms.BooleanField(label=_("May be passed on"), required=False)
    is_employer = forms.BooleanField(label=_("The municipality acts as employer"), required=False)
    reason = LongField(
        label=_("Why it is kept higher"),
        rows=2,
        max_length=REASON,
        required=False,
        help_text=_("Where it lies higher than it must."),
    )

    def __init__(self, *args: Any, posts: Iterable[Post], acting_role: ActingRole, **more: Any) -> None:
        super().__init__(*args, **more)
        language = acting_role.language
        levels = [(str(int(each)), words.text(language).capitalize()) for each, words in LEVELS.items()]
        self.offer("level", levels)
        self.offer("lowest", reversed(levels))
        self.offer("matter", [(str(each), words.text(language).capitalize()) for each, words in MATTERS.items()])
        self.offer(
            "post",
            [("", _now("None alone")), *((each.code, acting_role.say(each.title, each.title_en)) for each in posts)],
        )

    def said(self) -> TypeOfDecision:
        """What was typed, as it is judged."""
        told = self.cleaned_data
        return TypeOfDecision(
            **{name: told[name] for name in ("code", "title", "law", "post", "conditions", "reason")},
            level=Level(int(told["level"])),
            lowest=Level(int(told["lowest"])),
            matter=Matter(told["matter"]),
            may_subdelegate=told["may_subdelegate"],
            is_employer=told["is_employer"],
        )


def begun(row: TypeOfDecision) -> dict[str, Any]:
    """A row as the form shows it."""
    names = ("code", "title", "law", "post", "conditions", "may_subdelegate", "is_employer", "reason")
    return {
        **{name: getattr(row, name) for name in names},
        "level": str(int(row.level)),
        "lowest": str(int(row.lowest)),
        "matter": str(row.matter),
    }


class EnterForm(PlainForm):
    """The version is whole."""

    look = Words(
        "The version counts from today, holds from its first day, and is changed no more. What is wrong in it is put "
        "right by a new version."
    )
