"""A rule of the municipality's own: its code, chapter and texts, and what answers whether it is followed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spelregler.apps.policy.pages.drafting.forms import LANGUAGES, TITLE, RuleTextForm, laws_said, texts_said
from spelregler.apps.policy.pages.drafting.shared import SeenForm
from spelregler.domain import reading
from spelregler.domain.assessment import AWAITED, place_of
from spelregler.domain.checks import Parameter, parameters_of, registry
from spelregler.domain.words import Words
from spelregler.exchange.package import Clause, Package
from spelregler.exchange.package.editing import New, Place
from spelregler.exchange.package.model import is_reference
from spelregler.platform.forms import SearchForm, read_typed

CODE = r"[A-ZÅÄÖ]{1,6}-[0-9]{1,4}"
LONGEST_VALUE = 40
BY_PEOPLE, BY_RECORDS = "M", "A"
"""How a package says that somebody assesses a rule, and that what is recorded answers."""


def checks_to_choose(language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """What may answer whether a rule is followed: somebody's assessment, what is recorded, or nothing yet."""
    called = {name: registry.get(name).title.text(language) for name in registry.names()}
    assessed = [(name, words) for name, words in called.items() if place_of(name) is not None]
    awaited = [(AWAITED, called[AWAITED])]
    recorded = [(name, words) for name, words in called.items() if name != AWAITED and place_of(name) is None]
    return [
        (gettext("Somebody assesses the rule"), assessed),
        (gettext("What is recorded answers"), sorted(recorded, key=lambda each: each[1])),
        (gettext("Nothing answers yet"), awaited),
    ]


def kind_of(check: str) -> str:
    """How the package calls a rule that the check answers for."""
    return BY_PEOPLE if check == AWAITED or place_of(check) is not None else BY_RECORDS


class NewRuleForm(RuleTextForm):
    """A new rule, last in a chapter that is there or in one of its own."""

    id = forms.RegexField(
        CODE,
        label=_("Code"),
        max_length=11,
        help_text=_("Capital letters, a hyphen and a figure, for example EGEN-1."),
        error_messages={"invalid": _("Write capital letters, a hyphen and a figure, for example EGEN-1.")},
    )
    chapter = forms.ChoiceField(label=_("Last in the chapter"))
    chapter_sv = forms.CharField(
        label=_("A chapter of its own, in Swedish"),
        max_length=TITLE,
        required=False,
        help_text=_("Only where the rule is to begin a new chapter, after the one that is chosen."),
    )
    chapter_en = forms.CharField(label=_("A chapter of its own, in English"), max_length=TITLE, required=False)
    check = forms.ChoiceField(
        label=_("What answers whether it is followed"),
        help_text=_("Its limits are set on the next page."),
    )
    field_order = ("id", "chapter", "chapter_sv", "chapter_en")

    def __init__(self, *args: Any, package: Package, language: str, **more: Any) -> None:
        super().__init__(*args, language=language, **more)
        self.package = package
        documents = {each.id: each.title.text(language) for each in package.documents}
        last = {(each.document, each.section): each.id for each in package.clauses}
        self.offer(
            "chapter",
            [
                (clause, f"{documents.get(document, document)}: {section.text(language)}")
                for (document, section), clause in last.items()
            ],
        )
        self.offer("check", checks_to_choose(language))

    def clean(self) -> dict[str, Any]:
        """A chapter of its own has a title in both languages."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(said.get("chapter_sv")) != bool(said.get("chapter_en")):
            self.add_error("chapter_en", _("Write the chapter's title in both languages, or in none."))
        return said

    def row(self, said: Mapping[str, Any]) -> dict[str, New]:
        """What is to stand in the file, in the order of the shipped packages."""
        after, texts = self.package.clause(said["chapter"]), texts_said(said)
        own = {language: said[f"chapter_{language}"] for language in LANGUAGES}
        section = own if all(own.values()) else {language: getattr(after.section, language) for language in LANGUAGES}
        check = said["check"]
        return {
            "id": said["id"],
            "document": after.document,
            "section": section,
            "title": texts["title"],
            "text": texts["text"],
            "who": tuple(said["who"]),
            "kind": kind_of(check),
            "frequency": said["frequency"],
            "module": self._module(check, after),
            "check": check,
            "parameters": {},
            "evidence": texts["evidence"],
            "breach": texts["breach"],
            **({"law": laws} if (laws := laws_said(said)) else {}),
        }

    def _module(self, check: str, after: Clause) -> str:
        """The room that the rule is told beside: where the same check answers already, else as the rule before it."""
        alike = (each.module for each in self.package.clauses if each.check == check and place_of(check) is None)
        return next(alike, after.module)


class ChosenCheck(SearchForm):
    """Which check the page is about, as its address says."""

    kontroll = forms.ChoiceField(label=_("What answers"))

    def __init__(self, *args: Any, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("kontroll", checks_to_choose(language))


class AnswerForm(SeenForm):
    """The check that answers for a rule, with what it is judged by: each a value, or a limit by its number."""

    def __init__(self, *args: Any, clause: Clause, check: str, package: Package, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.clause, self.check, self.package = clause, check, package
        self.settable = parameters_of(registry.get(check))
        stands = clause.parameters if clause.check == check else {}
        for each in self.settable:
            self.add(f"parameter_{each.name}", _ValueField(each, stands.get(each.name), package, language))

    def changes(self, said: Mapping[str, Any]) -> dict[Place, New]:
        """What is to stand in the file. What is left empty is the check's own value."""
        at = ("clauses", self.clause.id)
        told = {each.name: said[f"parameter_{each.name}"] for each in self.settable}
        return {
            (*at, "check"): self.check,
            (*at, "kind"): kind_of(self.check) if self.check != self.clause.check else self.clause.kind,
            (*at, "parameters"): {name: value for name, value in told.items() if value is not None},
        }


class _ValueField(forms.CharField):
    """A value of a check: a figure, a day, yes or no, or a limit of the package by its number."""

    def __init__(self, parameter: Parameter, stands: Any, package: Package, language: str) -> None:
        self.parameter, self.package = parameter, package
        own = "" if parameter.default is None else _shown(parameter.default, language)
        super().__init__(
            label=f"{parameter.title.text(language)} ({parameter.range.text(language)})",
            required=parameter.required,
            max_length=LONGEST_VALUE,
            initial=_shown(stands, language) if stands is not None else "",
            help_text=gettext("A value, or a limit such as P01. Left empty: %(own)s.") % {"own": own or "–"},
        )

    def clean(self, value: Any) -> New | None:
        """As the package writes it."""
        said = str(super().clean(value)).strip()
        if not said:
            return None
        if is_reference(said):
            return self._limit(said)
        if self.parameter.type is bool:
            return self._truth(said)
        if self.parameter.type in (int, Decimal):
            found: Decimal = read_typed(reading.figure, said, least=-reading.MOST_FIGURE, most=reading.MOST_FIGURE)
            return int(found) if found == found.to_integral_value() else found
        return said

    def _limit(self, said: str) -> str:
        try:
            self.package.value_of(said)
        except KeyError:
            raise ValidationError(_("The package has no limit with that number.")) from None
        return said

    def _truth(self, said: str) -> bool:
        truth = {"ja": True, "yes": True, "nej": False, "no": False}.get(said.lower())
        if truth is None:
            raise ValidationError(_("Write yes or no."))
        return truth


def _shown(value: Any, language: str) -> str:
    if isinstance(value, bool):
        return (Words("yes") if value else Words("no")).text(language)
    return str(value).replace(".", ",") if language == "sv" and isinstance(value, Decimal) else str(value)


class TakeOutForm(SeenForm):
    """A rule that is to leave the package."""

    look = Words("The rule leaves the package. It is asked until the council has decided the package without it.")


def resting_on(clause: str, package: Package) -> Sequence[str]:
    """What else of the package names the rule, by the file: it has to be changed first."""
    found = {
        "cycle.yaml": any(clause in each.clauses for each in package.cycle),
        "intervention.yaml": clause in (*package.conditions, *package.grounds),
        "policy.yaml": clause in (package.extends.principles.values() if package.extends else ())
        or any(clause in each.beside for each in package.clauses),
    }
    return [file for file, names in found.items() if names]
