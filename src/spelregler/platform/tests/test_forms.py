"""The one way of a form: a refusal stands at the field that it names, and what was typed stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

from spelregler.domain.money import Money
from spelregler.domain.words import Pair
from spelregler.platform.errors import DomainError, NotVisible, Refused
from spelregler.platform.forms import (
    CodeField,
    KrField,
    MnkrField,
    PercentField,
    PlainForm,
    SearchForm,
    TkrField,
    WordsField,
    YearField,
)


class Budget(PlainForm):
    kr = KrField(required=False)
    tkr = TkrField(required=False)
    mnkr = MnkrField(required=False)
    share = PercentField(required=False)
    unit = CodeField(required=False)
    year = YearField(required=False)
    why = forms.CharField(required=False)


def refusing(error: Exception) -> Callable[[dict[str, Any]], object]:
    def act(_said: dict[str, Any]) -> object:
        raise error

    return act


class TestTheOneWay:
    def test_the_operation_is_told_what_was_read(self) -> None:
        said: list[dict[str, Any]] = []
        form = Budget(
            {"kr": "1 200,50", "tkr": "1 200 tkr", "mnkr": "1,5", "share": "12,5 %", "unit": "skolan"}
            | {"year": "2027"}
        )
        assert form.carried_out(said.append)
        (read,) = said
        assert (read["kr"], read["tkr"], read["mnkr"]) == (Money(120_050), Money(120_000_000), Money(150_000_000))
        assert (str(read["share"]), read["unit"], read["year"]) == ("12.5", "skolan", 2027)

    def test_what_the_operation_gave_is_at_hand_once_it_is_done(self) -> None:
        form = Budget({"unit": "skolan"})
        assert form.result is None
        assert form.carried_out(lambda said: said["unit"].upper())
        assert form.result == "SKOLAN"

    def test_a_field_that_is_known_late_looks_as_the_others(self) -> None:
        form = Budget()
        form.add("late", TkrField())
        assert 'class="ds-input"' in str(form["late"])

    def test_what_may_be_chosen_is_offered_and_a_box_stands_in_a_row_of_its_own(self) -> None:
        class Held(PlainForm):
            took_part = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)

        form = Held({"took_part": ["2"]})
        form.offer("took_part", ((number, f"Person {number}") for number in ("1", "2")))
        boxes = form.boxes("took_part")
        assert list(boxes) == ["1", "2"]
        assert ("checked" in boxes["1"].tag(), "checked" in boxes["2"].tag()) == (False, True)
        assert form.carried_out(lambda said: said["took_part"] == ["2"])

    def test_a_refusal_stands_at_the_field_that_it_names(self) -> None:
        form = Budget({"tkr": "5"})
        refusal = DomainError(Pair("För mycket.", "Too much."), clause="MR-18", way=Pair("Sänk det."), field="tkr")
        assert not form.carried_out(refusing(refusal))
        assert form.errors == {"tkr": ["För mycket. Sänk det. (MR-18)"]}
        assert (form.status, form["tkr"].value()) == (400, "5")

    @pytest.mark.parametrize("field", ["", "another"])
    def test_else_it_stands_above_the_form(self, field: str) -> None:
        form = Budget({})
        assert not form.carried_out(refusing(DomainError(Pair("Nej.", "No."), field=field)))
        assert form.non_field_errors() == ["Nej."]

    def test_so_does_what_a_model_would_not_take(self) -> None:
        form = Budget({})
        assert not form.carried_out(refusing(ValidationError({"why": ["Skriv varför."], "other": ["Nej."]})))
        assert form.errors == {"why": ["Skriv varför."], "__all__": ["Nej."]}

    @pytest.mark.parametrize("error", [Refused(Pair("Nej.", "No.")), NotVisible(Pair("Nej.", "No."))])
    def test_that_the_role_may_not_is_no_fault_in_the_form(self, error: DomainError) -> None:
        with pytest.raises(type(error)):
            Budget({}).carried_out(refusing(error))

    @pytest.mark.parametrize("form", [Budget(), Budget({"tkr": "1.200"})], ids=["not sent", "cannot be read"])
    def test_nothing_is_tried_before_it_can_be(self, form: Budget) -> None:
        assert not form.carried_out(refusing(AssertionError()))


@pytest.mark.parametrize(
    ("field", "typed"),
    [("kr", "5 tkr"), ("tkr", "5 kr"), ("mnkr", "1e3"), ("share", "hälften"), ("share", "5 %%"), ("unit", "en skola")],
)
def test_what_is_another_unit_or_no_figure_is_told_at_its_field(field: str, typed: str) -> None:
    form = Budget({field: typed})
    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert form[field].value() == typed


class Search(SearchForm):
    q = WordsField(max_length=5)
    where = forms.ChoiceField(choices=[("", "All"), ("un", "Education")])


class TestASearch:
    def test_it_is_bound_by_the_address_and_refuses_nobody(self) -> None:
        form = Search({"q": " trygghet ", "where": "finns-inte", "sida": "2"})
        assert (form.said("q"), form.said("where")) == ("trygg", "finns-inte")
        assert (form.errors, form.status, form.is_valid()) == ({}, 200, True)
        assert "aria-invalid" not in str(form["where"])

    def test_what_is_asked_stands_in_it(self) -> None:
        form = Search({"q": "skola", "where": "un"})
        assert 'type="search" name="q" value="skola" maxlength="5" class="ds-input" id="q"' in str(form["q"])
        assert '<option value="un" selected>' in str(form["where"])


class Choosing(PlainForm):
    body = forms.ChoiceField()
    other = forms.ChoiceField(required=False)

    def __init__(self, choices: list[tuple[str, str]], **said: str) -> None:
        super().__init__()
        self.offer("body", choices, **said)
        self.offer("other", choices)


class TestAChoice:
    @pytest.mark.parametrize("nothing", [[], [("", "---------")]])
    def test_of_nothing_says_so_where_one_must_be_made(self, nothing: list[tuple[str, str]]) -> None:
        assert Choosing(nothing).fields["body"].help_text == "Det finns inget att välja än."
        assert Choosing(nothing, first="För in ett organ.").fields["body"].help_text == "För in ett organ."
        assert Choosing(nothing, first="För in ett organ.").fields["other"].help_text == ""

    def test_of_something_says_nothing_more(self) -> None:
        assert Choosing([("un", "Skola")], first="För in ett organ.").fields["body"].help_text == ""
