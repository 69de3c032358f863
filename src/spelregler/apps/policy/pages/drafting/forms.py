"""What the municipality writes in its own package: a limit's values and source, a rule's texts and who it obliges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.policy.pages.drafting.shared import SeenForm
from spelregler.apps.policy.pages.packages.difference_presenters import ASKED
from spelregler.domain.roles import Role
from spelregler.domain.words import Pair
from spelregler.exchange.package import Clause
from spelregler.exchange.package.editing import New, Place
from spelregler.exchange.package.model import PolicyParameter
from spelregler.exchange.package.reader import FREQUENCIES
from spelregler.platform.forms import FigureField, LongField

SOURCE = 200
TITLE, TEXT = 60, 1_000
LANGUAGES = ("sv", "en")
PARTS = ("title", "text", "evidence", "breach")


class LimitForm(SeenForm):
    """The values of a limit, each under its own name, and where they come from."""

    def __init__(self, *args: Any, limit: PolicyParameter, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.limit = limit
        for name, value in limit.values.items():
            self.add(_field_of(name), _value_field(limit, name, value, language))
        for each in LANGUAGES:
            label = _("Where it comes from, in Swedish") if each == "sv" else _("Where it comes from, in English")
            initial = getattr(limit.source, each)
            self.add(f"source_{each}", forms.CharField(label=label, max_length=SOURCE, initial=initial))

    def changes(self, said: Mapping[str, Any]) -> dict[Place, New]:
        """What is to stand in the file. Whoever has gone through a limit has made it the municipality's own choice."""
        at = ("parameters", self.limit.id)
        values = {self._place(name): _like(was, said[_field_of(name)]) for name, was in self.limit.values.items()}
        source = {language: said[f"source_{language}"] for language in LANGUAGES}
        return {**values, (*at, "source"): source, (*at, "invented"): False}

    def _place(self, name: str) -> Place:
        return ("parameters", self.limit.id, *(("value",) if name == "value" else ("values", name)))


def _field_of(name: str) -> str:
    return f"value_{name}"


def _value_field(limit: PolicyParameter, name: str, value: Any, language: str) -> forms.Field:
    unit = limit.unit_of(name).text(language)
    label = limit.title_of(name).text(language)
    if isinstance(value, int | Decimal):
        shown = str(value).replace(".", ",") if language == "sv" else str(value)
        return FigureField(label=f"{label} ({unit})", initial=shown)
    return forms.CharField(label=label, max_length=40, initial=value, help_text=_help_of(str(value), unit))


def _help_of(value: str, unit: str) -> str:
    is_day = len(value) == len("03-31") and value[2:3] == "-"
    return str(_("Month and day, for example 03-31.")) if is_day else unit


def _like(was: Any, said: Any) -> New:
    """A whole figure stays one where a whole one was written."""
    if isinstance(said, Decimal):
        return int(said) if said == said.to_integral_value() and isinstance(was, int) else said
    return str(said)


class RuleTextForm(SeenForm):
    """A rule's texts in both languages, how often it is asked about, and whom it obliges."""

    title_sv = forms.CharField(label=_("Title of the rule in Swedish"), max_length=TITLE)
    title_en = forms.CharField(label=_("Title of the rule in English"), max_length=TITLE)
    text_sv = LongField(label=_("The rule in Swedish"), max_length=TEXT)
    text_en = LongField(label=_("The rule in English"), max_length=TEXT)
    evidence_sv = LongField(label=_("What shows that it is followed, in Swedish"), max_length=TEXT, rows=2)
    evidence_en = LongField(label=_("What shows that it is followed, in English"), max_length=TEXT, rows=2)
    breach_sv = LongField(label=_("What it looks like when it is not, in Swedish"), max_length=TEXT, rows=2)
    breach_en = LongField(label=_("What it looks like when it is not, in English"), max_length=TEXT, rows=2)
    law = LongField(
        label=_("Law that stands beside it"),
        help_text=_("One a line, for example KL 6 kap. 38 §. It is told beside the rule wherever the rule stands."),
        max_length=TEXT,
        rows=2,
        required=False,
    )
    who = forms.MultipleChoiceField(label=_("Whom it obliges"), widget=forms.CheckboxSelectMultiple)
    frequency = forms.ChoiceField(label=_("How often it is asked about"))

    def __init__(self, *args: Any, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("who", [(role.value, role.label.text(language)) for role in Role])
        self.offer("frequency", [(each, ASKED[each].text(language)) for each in FREQUENCIES])


def texts_said(said: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The four texts of a rule in both languages, each in one line."""
    return {part: {language: " ".join(said[f"{part}_{language}"].split()) for language in LANGUAGES} for part in PARTS}


def laws_said(said: Mapping[str, Any]) -> tuple[str, ...]:
    """Each law once, in the order that they were written in."""
    lines = (" ".join(line.split()) for line in said["law"].splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


class RuleForm(RuleTextForm):
    """What stands about a rule, to be changed."""

    def __init__(self, *args: Any, clause: Clause, language: str, **more: Any) -> None:
        initial = {**_stands(clause), **more.pop("initial", {})}
        super().__init__(*args, language=language, initial=initial, **more)
        self.clause = clause

    def changes(self, said: Mapping[str, Any]) -> dict[Place, New]:
        """What is to stand in the file: only what differs from what stands there."""
        return dict(self._changed(said))

    def _changed(self, said: Mapping[str, Any]) -> Iterator[tuple[Place, New]]:
        at = ("clauses", self.clause.id)
        for part, new in texts_said(said).items():
            if Pair(**new) != getattr(self.clause, part):
                yield (*at, part), new
        if (laws := laws_said(said)) != self.clause.law:
            yield (*at, "law"), laws
        if set(said["who"]) != set(self.clause.who):
            yield (*at, "who"), tuple(said["who"])
        if said["frequency"] != self.clause.frequency:
            yield (*at, "frequency"), said["frequency"]


def _stands(clause: Clause) -> dict[str, Any]:
    texts = {"title": clause.name, "text": clause.text, "evidence": clause.evidence, "breach": clause.breach}
    told = {f"{part}_{language}": getattr(text, language) for part, text in texts.items() for language in LANGUAGES}
    return {**told, "law": "\n".join(clause.law), "who": list(clause.who), "frequency": clause.frequency}
