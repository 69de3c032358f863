"""The forms in which units are renamed, moved, merged, split and closed. They read what is typed and nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.organisation.models import Department, Unit, UnitChange
from spelregler.apps.organisation.operations.holdings import Decided
from spelregler.apps.organisation.operations.unit_changes import Plan, new_taker
from spelregler.apps.organisation.pages.bodies.forms import CALLED_FROM, DONE_ON_ITS_DAY
from spelregler.apps.organisation.registries.unit_belongings import NOBODY, Sketch, Taker
from spelregler.domain import reading
from spelregler.domain.money import Money
from spelregler.domain.units import Carry
from spelregler.domain.words import Pair, Words
from spelregler.platform.forms import CountField, DayField, PlainForm, language_of_reader

MOST_PARTS = 4
Kind = UnitChange.Kind


def _called(place: Unit | Department | Taker) -> str:
    """Its name on the page that the form stands on."""
    return Pair(place.name, place.name_en).text(language_of_reader())


class Styled(forms.Form):
    """The look of every field that is typed in or chosen from a list."""

    def dress(self) -> None:
        """Called when every field is there."""
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxSelectMultiple | forms.CheckboxInput):
                field.widget.attrs["class"] = "ds-input"


class WhatForm(Styled):
    """What is to happen, and from which day. Which fields there are follows from the kind of change."""

    on = DayField(label=gettext_lazy("First day of the new order"))

    def __init__(
        self,
        *args: Any,
        kind: str,
        unit: Unit,
        department: Department,
        siblings: Sequence[Unit],
        departments: Sequence[Department] = (),
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.kind, self.unit, self.department = kind, unit, department
        self.siblings = {each.code: each for each in siblings}
        self.departments = {each.code: each for each in departments}
        if kind == Kind.MERGE:
            self._ask_merge()
        elif kind == Kind.SPLIT:
            self._ask_split()
        elif kind == Kind.MOVE:
            self._ask_move()
        self.order_fields([*(name for name in self.fields if name != "on"), "on"])
        self.dress()

    def _ask_merge(self) -> None:
        here = [(each.code, _called(each)) for each in self.siblings.values()]
        into = [("", _("A new unit")), (self.unit.code, _called(self.unit)), *here]
        self.fields["others"] = forms.MultipleChoiceField(
            label=_("Merge %(unit)s with") % {"unit": _called(self.unit)},
            choices=here,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Units of the same department. One in another department is moved first."),
        )
        self.fields["into"] = forms.ChoiceField(label=_("They become"), choices=into, required=False)
        self.fields["name"] = forms.CharField(label=_("The new unit's name"), max_length=120, required=False)
        english = _("The new unit's name in English")
        self.fields["name_en"] = forms.CharField(label=english, max_length=120, required=False)

    def _ask_split(self) -> None:
        for number in range(1, MOST_PARTS + 1):
            label = _("Name of new unit %(number)s") % {"number": number}
            english = _("Name of new unit %(number)s in English") % {"number": number}
            self.fields[f"name_{number}"] = forms.CharField(label=label, max_length=120, required=number <= 2)
            self.fields[f"name_en_{number}"] = forms.CharField(label=english, max_length=120, required=False)

    def _ask_move(self) -> None:
        places = [(f"d:{code}", _called(each)) for code, each in self.departments.items()]
        places += [
            (
                f"u:{code}",
                _("%(department)s, inside %(unit)s") % {"department": _called(self.department), "unit": _called(each)},
            )
            for code, each in self.siblings.items()
        ]
        self.fields["place"] = forms.ChoiceField(label=_("Belongs from then on to"), choices=places)

    def clean(self) -> dict[str, Any]:
        """A new unit has a name."""
        said: dict[str, Any] = super().clean() or {}
        if self.kind == Kind.MERGE and not said.get("into") and not str(said.get("name", "")).strip():
            self.add_error("name", _("Give the new unit a name, or choose one that is there."))
        return said

    @property
    def sketch(self) -> Sketch:
        """What was said, when it is valid."""
        said = self.cleaned_data
        units: tuple[Unit, ...] = (self.unit,)
        takers: tuple[Taker, ...] = ()
        department, parent = self.department, None
        if self.kind == Kind.MERGE:
            everyone = {self.unit.code: self.unit, **self.siblings}
            chosen = [self.unit, *(self.siblings[code] for code in said["others"])]
            into = everyone.get(said["into"])
            units = tuple(each for each in chosen if each != into)
            takers = (
                Taker(into.code, into.name, into, into.name_en)
                if into
                else new_taker(said["name"], slugify(said["name"]), said["name_en"]),
            )
        elif self.kind == Kind.SPLIT:
            named = [(said[f"name_{number}"].strip(), said[f"name_en_{number}"]) for number in range(1, MOST_PARTS + 1)]
            takers = tuple(new_taker(name, slugify(name), english) for name, english in named if name)
        elif self.kind == Kind.MOVE:
            sort, code = said["place"].split(":", 1)
            parent = self.siblings.get(code) if sort == "u" else None
            department = self.departments[code] if sort == "d" else self.department
        return Sketch(kind=self.kind, units=units, takers=takers, on=said["on"], department=department, parent=parent)


class DecisionForm(Styled):
    """The decision that carries a change: by whom, when, and where it is written (CP-6)."""

    decided_by = forms.CharField(label=gettext_lazy("Decided by"), max_length=120)
    decided_on = DayField(label=gettext_lazy("Day of the decision"))
    paragraph = forms.CharField(label=gettext_lazy("Paragraph or registry number"), max_length=40, required=False)

    def __init__(self, *args: Any, acting_role: ActingRole, **more: Any) -> None:
        super().__init__(*args, **more)
        self.acting_role = acting_role
        self.dress()

    @property
    def decided(self) -> Decided:
        """What was said, when it is valid."""
        said = self.cleaned_data
        return Decided(said["decided_by"], said["decided_on"], said["paragraph"], self.acting_role.today)


class RenameForm(DecisionForm):
    """A new name, from which day, and the decision."""

    name = forms.CharField(label=gettext_lazy("New name"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=120, required=False)
    on = DayField(label=CALLED_FROM, help_text=DONE_ON_ITS_DAY)
    field_order = ("name", "name_en", "on", "decided_by", "decided_on", "paragraph")


class CarryForm(DecisionForm):
    """The choices that a plan leaves: amounts, who gets what, who manages; and the decision."""

    def __init__(
        self, *args: Any, plan: Plan, people: Sequence[tuple[str, str]], acting_role: ActingRole, **more: Any
    ) -> None:
        super().__init__(*args, acting_role=acting_role, **more)
        self.plan = plan
        if plan.sketch.ends:
            self._ask_amounts()
            self._ask_who_gets()
            self._ask_managers(people)
        self.order_fields([*(n for n in self.fields if n not in DecisionForm.base_fields), *DecisionForm.base_fields])
        self.dress()

    @property
    def is_to_be_stored(self) -> bool:
        """Whether the change is to be carried out; else it is only counted again."""
        return "store" in self.data

    def _ask_amounts(self) -> None:
        for each in self.plan.money:
            carry = each.carry
            for code, amount in carry.kept.items():
                if amount or carry.year == carry.on.year:
                    words = {"unit": each.names[code], "year": carry.year}
                    self._ask_tkr(f"kept:{carry.year}:{code}", _("%(unit)s keeps of %(year)s, tkr") % words, amount)
            for code in carry.takers if len(carry.takers) > 1 else ():
                words = {"unit": each.names[code], "year": carry.year}
                label = _("%(unit)s gets of %(year)s, tkr") % words
                self._ask_tkr(f"given:{carry.year}:{code}", label, carry.given[code])

    def _ask_tkr(self, name: str, label: str, amount: Money) -> None:
        self.fields[name] = CountField(label=label, min_value=0, initial=amount.tkr, max_value=reading.MOST_AMOUNT.tkr)

    def _ask_who_gets(self) -> None:
        takers = [(taker.code, _called(taker)) for taker in self.plan.sketch.takers]
        for each in self.plan.resting:
            choices = [*takers, *([(NOBODY, _("ends with the unit"))] if each.may_end else [])]
            if each.is_chosen and len(choices) > 1:
                label = f"{each.title} ({each.what.text(self.acting_role.language)})"
                self.fields[f"to:{each.key}"] = forms.ChoiceField(label=label, choices=choices)

    def _ask_managers(self, people: Sequence[tuple[str, str]]) -> None:
        for taker in self.plan.sketch.takers:
            nobody = _("as now") if taker.unit is not None else _("appointed later")
            self.fields[f"manager:{taker.code}"] = forms.ChoiceField(
                label=_("Manager of %(unit)s from the day") % {"unit": _called(taker)},
                choices=[("", nobody), *people],
                required=False,
            )

    def _said(self, sort: str) -> dict[str, Any]:
        """What was typed in the fields of a sort, by the rest of their names."""
        found = {
            name.split(":", 1)[1]: value for name, value in self.cleaned_data.items() if name.startswith(f"{sort}:")
        }
        return found

    @property
    def sketch(self) -> Sketch:
        """The sketch with what was chosen. An amount that stands as it was proposed is the exact one."""
        kept: dict[int, dict[str, Money]] = {}
        given: dict[int, dict[str, Money]] = {}
        proposed = {each.carry.year: each.carry for each in self.plan.money}
        for key, tkr in self._said("kept").items():
            year, code = _year_and_code(key)
            carry = proposed[year]
            kept.setdefault(year, {})[code] = _exact(tkr, carry.kept[code], carry.ending[code])
        for key, tkr in self._said("given").items():
            year, code = _year_and_code(key)
            given.setdefault(year, {})[code] = _exact(tkr, proposed[year].given[code])
        return replace(
            self.plan.sketch,
            kept=kept,
            given={year: _closed(parts, proposed[year], kept.get(year)) for year, parts in given.items()},
            chosen=self._said("to"),
            managers=self._said("manager"),
        )


def _year_and_code(key: str) -> tuple[int, str]:
    """What a field of money is named by."""
    year, _colon, code = key.partition(":")
    return reading.year(year), code


def _exact(tkr: int, *known: Money) -> Money:
    return next((each for each in known if each.tkr == tkr), Money.from_tkr(tkr))


def _closed(parts: dict[str, Money], carry: Carry, kept: dict[str, Money] | None) -> dict[str, Money]:
    """Less than a tkr that is left over is the last one's."""
    carried = Money.sum(carry.ending.values()) - Money.sum((kept or carry.kept).values())
    left = carried - Money.sum(parts.values())
    last = next(reversed(parts), None)
    if last is not None and abs(left) < Money.from_tkr(1):
        return {**parts, last: parts[last] + left}
    return parts


class AnonymiseForm(PlainForm):
    """Those who are due are made anonymous at once."""

    look = Words(
        "Everybody in the list loses name, code and account in the register, and the name where a row tells who did "
        "something. Nobody can bring it back."
    )


class AnonymityForm(DecisionForm):
    """How long the names of those who have left are kept, and the decision."""

    employed_years = CountField(label=gettext_lazy("Employed: years after the last day"), min_value=1, max_value=100)
    elected_years = CountField(
        label=gettext_lazy("Elected: years after the last day"),
        min_value=1,
        max_value=100,
        required=False,
        help_text=gettext_lazy("Left empty, the names of the elected stay, as in the minutes that they are in."),
    )
    field_order = ("employed_years", "elected_years", "decided_by", "decided_on", "paragraph")


class UndoForm(Styled):
    """Why a change is taken back."""

    reason = forms.CharField(label=gettext_lazy("Why it is undone"), max_length=400)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.dress()
