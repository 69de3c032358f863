"""Small files that were read wrongly once, each with the figures that it holds, by the command as people run it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from spelregler.apps.goals.models import Measurement
from spelregler.cli import program

pytestmark = pytest.mark.django_db
CASES = Path(__file__).parent / "cases"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program, list(arguments), env={"SPELREGLER_LANGUAGE": "sv"})


def report_of(*arguments: str) -> dict[str, Any]:
    ran = run(*arguments, "--format", "json")
    assert ran.exit_code == 0, ran.stderr
    return json.loads(ran.stdout)


class TestValues:
    @pytest.mark.parametrize(
        "name",
        [
            "title-row/0_plain.csv",
            "title-row/1_title_with_comma.csv",
            "title-row/2_title_more_commas.csv",
            "title-row/4_tab_notitle.csv",
            "percent-sign-as-text/x_color.xlsx",
        ],
    )
    def test_one_new_value(self, name: str) -> None:
        found = report_of("import", "values", str(CASES / name), "--apply")
        assert (found["new"], found["changed"], found["errors"]) == (1, 0, [])
        made = Measurement.objects.get(indicator__code="sjukfranvaro", period_end__year=2020, period_end__month=1)
        assert float(made.value) == 6.3

    @pytest.mark.parametrize(
        "name", ["csv-title-with-commas/fil.csv", "xlsx-hidden-first-sheet/fil.xlsx", "xlsx-strict/fil.xlsx"]
    )
    def test_one_changed_value(self, name: str) -> None:
        found = report_of("import", "values", str(CASES / name))
        assert (found["new"], found["changed"]) == (0, 1)
        (value,) = found["changes"][0]["fields"]
        assert (float(value["before"]), float(value["after"])) == (58, 61.5)

    def test_the_sheet_that_is_read_is_said(self) -> None:
        found = report_of("import", "values", str(CASES / "xlsx-hidden-first-sheet/fil.xlsx"))
        assert [each["sv"] for each in found["remarks"]] == [
            "Bladet ”Värden” är läst; dolda blad hoppas över: ”Listor”."
        ]


ALL = [(2024, "T", 11_900), (2025, "T", 11_950)]
WOMEN, MEN = [(2024, "K", 5_900), (2025, "K", 5_920)], [(2024, "M", 6_000), (2025, "M", 6_030)]


class TestScb:
    @pytest.mark.parametrize(
        ("name", "more", "figures"),
        [
            ("a_comma_title", (), ALL),
            ("b_semi_title", (), ALL),
            ("c_tab_title", (), ALL),
            ("d_comma_notitle", (), ALL),
            ("e_codes_women", ("--column", "BE0101N1"), WOMEN),
            ("e_codes_women", (), WOMEN),
            ("f_codes_both", (), [*WOMEN, *MEN]),
            ("f_codes_both", ("--sex", "women"), WOMEN),
            ("g_codestexts", (), ALL[:1]),
            ("h_texts", (), ALL[:1]),
            ("j_missing", (), ALL[1:]),
            ("l_women_heading", (), WOMEN),
            ("m_sex_heading", (), [WOMEN[0], MEN[0]]),
            ("o_sex_rows", (), [ALL[0], WOMEN[0], MEN[0]]),
        ],
    )
    def test_the_figures_are_those_of_the_file(self, name: str, more: tuple[str, ...], figures: list[Any]) -> None:
        file = str(CASES / "scb-pxweb" / f"{name}.csv")
        known = set(Measurement.objects.values_list("pk", flat=True))
        asked = ("--indicator", "n01951", "--municipality", "0481", "--apply")
        assert report_of("import", "scb", file, *asked, *more)["stored"]
        made = Measurement.objects.exclude(pk__in=known)
        assert sorted((each.period_start.year, each.sex, int(each.value)) for each in made) == sorted(figures)

    def test_dots_are_missing_and_told(self) -> None:
        asked = ("--indicator", "aktiva-unga", "--municipality", "0481")
        found = report_of("import", "scb", str(CASES / "scb-three-dots/fil.csv"), *asked)
        assert (found["new"], [each["sv"] for each in found["remarks"]]) == (
            1,
            ["Saknas i filen och lämnas ute: 2024."],
        )


class TestLedger:
    def imported(self, name: str) -> dict[str, Any]:
        return report_of("import", "ledger", str(CASES / name / "fil.se"))

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("sie-budget-row-without-list", "rad 10: #PBUDGET kan inte läsas och är inte med: "),
            ("sie-voucher-without-rows-in-year-before", "rad 15: Verifikationer utan rader: 1, den första A 2"),
        ],
    )
    def test_what_carries_nothing_is_told_and_the_rest_imported(self, name: str, told: str) -> None:
        found = self.imported(name)
        assert [(each["month"], each["net_cost_kr"]) for each in found["months"]] == [("2022-01", "1000.00")]
        assert any(each["sv"].startswith(told) for each in found["warnings"])

    def test_a_row_without_an_account_is_told_with_its_amount(self) -> None:
        told = "rad 12: Rader utan konto: 1, den första här; 1000.00 kr finns inte i någon summa."
        assert told in [each["sv"] for each in self.imported("sie-account-empty")["warnings"]]

    def test_another_company_is_remarked_on_first(self) -> None:
        first = self.imported("sie-other-company-new-month")["warnings"][0]["sv"]
        assert first.startswith("Filen är från ”Provhamnen AB”; det som är inläst kom från ”Oxelösund (demo)”.")

    @pytest.mark.parametrize("command", [("sie", "check"), ("import", "ledger")])
    def test_an_amount_with_a_blank_is_no_figure(self, command: tuple[str, ...]) -> None:
        ran = run(*command, str(CASES / "sie-amount-with-blank-in-quotes/fil.se"))
        assert ran.exit_code == 2
        assert "rad 12, kolumn 24: ”12 345.00” är inget belopp" in ran.stderr


def test_an_objective_that_a_form_left_empty_is_left_out() -> None:
    found = report_of("import", "stratml", str(CASES / "stratml-empty-placeholder-objective/plan.xml"))
    assert (found["new"], found["errors"]) == (1, [])
    assert any("Objective: är tomt" in each["sv"] for each in found["aside"])
