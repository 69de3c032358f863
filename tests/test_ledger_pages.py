"""The ledger's pages: the controller imports and names codes; vouchers are seen by the unit's own manager."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spelregler.apps.frames.models import CommittedSum, LedgerBatch, LedgerMonth, LedgerSum, ResponsibilityCode
from spelregler.apps.frames.queries.internal_postings import gross_by_committee, gross_of_year
from spelregler.demo.ledger import sie_file
from spelregler.platform.audit.models import AuditRow
from tests.conftest import TODAY
from tests.test_ledger_commands import corrected, unsealed  # noqa: F401  # fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_asked_again")]
OUTSIDERS = ("CI", "Np", "KF", "KC", "FC", "EC", "EM", "UN", "RE")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "HOME", tmp_path)
    return tmp_path


def upload(client, data: bytes, name: str = "nov.se", **more: str):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("frames:ledger_upload"), {"file": file, **more}, follow=True)


def against(text: str) -> str:
    return text.partition('name="against" value="')[2].partition('"')[0]


@pytest.mark.once
@pytest.mark.parametrize("role", OUTSIDERS)
@pytest.mark.parametrize("name", ["ledger", "ledger_plan", "ledger_codes", "committed", "committed_plan"])
def test_nobody_but_the_controller_comes_to_the_ledger(wearing, role, name):
    assert wearing(role).get(reverse(f"frames:{name}")).status_code == 403


@pytest.mark.once
@pytest.mark.parametrize("role", OUTSIDERS)
@pytest.mark.parametrize("name", ["ledger_upload", "ledger_import", "ledger_name_code"])
def test_nor_does_anybody_else_post_to_it(wearing, role, name, home):
    assert wearing(role).post(reverse(f"frames:{name}")).status_code == 403
    assert not (home / "uploads").exists()


class TestImport:
    @pytest.mark.once
    def test_the_way_there_is_offered_to_the_controller_alone(self, wearing):
        link = f'href="{reverse("frames:ledger")}"'
        assert link in wearing("CT").get(reverse("frames:overview")).content.decode()
        assert link not in wearing("FC").get(reverse("frames:overview")).content.decode()

    def test_upload_plan_import(self, wearing, corrected, home):  # noqa: F811
        client, before = wearing("CT"), LedgerBatch.objects.count()
        text = upload(client, corrected).content.decode()
        assert "ändrad" in text
        assert LedgerBatch.objects.count() == before
        done = client.post(reverse("frames:ledger_import"), {"against": against(text)}, follow=True)
        assert "nov.se" in done.content.decode()
        assert LedgerBatch.objects.count() == before + 1
        assert list((home / "uploads").iterdir()) == []
        assert AuditRow.objects.filter(act="import-ledger").order_by("-id")[0].role.startswith("CT")

    def test_the_same_file_again_changes_nothing_and_says_so(self, wearing):
        text = upload(wearing("CT"), sie_file()).content.decode()
        assert "Filen ändrar inget" in text
        assert 'name="against"' not in text

    def test_what_is_imported_is_what_was_shown(self, wearing, corrected):  # noqa: F811
        client = wearing("CT")
        upload(client, corrected)
        before = LedgerBatch.objects.count()
        answer = client.post(reverse("frames:ledger_import"), {"against": "annat"})
        assert answer.status_code == 400
        assert "En annan fil har lästs in" in answer.content.decode()
        assert against(answer.content.decode()) not in ("", "annat"), "the plan as it is now"
        assert LedgerBatch.objects.count() == before

    def test_a_file_that_is_none_is_refused_in_words(self, wearing):
        answer = upload(wearing("CT"), b"\x89PNG\r\n")
        assert answer.status_code == 400
        assert "PNG" in answer.content.decode()

    @pytest.mark.parametrize(("language", "words"), [("sv", "svenska kronor (SEK)"), ("en", "Swedish kronor (SEK)")])
    def test_another_currency_is_refused_before_anything_is_planned(self, wearing, corrected, language, words):  # noqa: F811
        client, before = wearing("CT"), LedgerBatch.objects.count()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        answer = upload(client, corrected.replace(b"#FNAMN", b"#VALUTA EUR\r\n#FNAMN", 1))
        text = answer.content.decode()
        assert answer.status_code == 400
        assert "EUR (#VALUTA)" in text
        assert words in text
        assert client.post(reverse("frames:ledger_import"), {"against": "x"}).status_code == 400
        assert LedgerBatch.objects.count() == before

    def test_no_file_and_no_number_are_refused_in_words(self, wearing):
        client = wearing("CT")
        for answer, field in (
            (client.post(reverse("frames:ledger_upload"), {"activity": "6"}), "file"),
            (upload(client, sie_file(), responsibility="ett", activity="6"), "responsibility"),
        ):
            text = answer.content.decode()
            assert answer.status_code == 400
            assert f'id="file_{field}_error"' in text
            assert 'name="activity" value="6"' in text

    def test_a_file_that_is_too_large_is_refused(self, wearing, monkeypatch, home):
        monkeypatch.setattr("spelregler.apps.frames.pages.ledger.views.MOST_BYTES", 10)
        assert upload(wearing("CT"), sie_file()).status_code == 400
        assert not (home / "uploads").exists()

    @pytest.mark.once
    def test_a_plan_without_a_file_says_to_choose_it_again(self, wearing):
        answer = wearing("CT").get(reverse("frames:ledger_plan"))
        assert answer.status_code == 400
        assert "Välj den igen" in answer.content.decode()

    def test_a_new_choice_takes_the_old_file_away(self, wearing, corrected, home):  # noqa: F811
        client = wearing("CT")
        upload(client, corrected)
        upload(client, corrected + b"\r\n")
        assert len(list((home / "uploads").iterdir())) == 1

    def test_a_file_without_ansvar_is_held_against_what_is_stored(self, wearing):
        head = b"#FLAGGA 0\r\n#SIETYP 1\r\n#RAR 0 20260101 20261231\r\n"
        client, before = wearing("CT"), LedgerBatch.objects.count()
        text = upload(client, head + b"#RES 0 5010 1.00\r\n").content.decode()
        assert "läses inte in" in text
        assert "5010" in text
        assert LedgerBatch.objects.count() == before

    def test_opening_balances_are_held_against_the_year_before(self, wearing, corrected):  # noqa: F811
        balances = b"#IB 0 1930 10.00\r\n#UB -1 1930 7.50\r\n"
        text = upload(wearing("CT"), corrected.replace(b"#KONTO", balances + b"#KONTO", 1)).content.decode()
        assert "Ingående balanser" in text
        assert "2,50" in text
        assert 'name="against"' in text  # never a reason not to import it


class TestATable:
    HEADINGS = {"responsibility": "Ansvar", "account": "Slag", "month": "Period", "amount": "Utfall"}

    def choose(self, client, **more: str):
        return client.post(reverse("frames:ledger_choose_table"), {**self.HEADINGS, "money_unit": "tkr", **more})

    def test_its_columns_are_told_once_and_the_plan_is_shown(self, wearing):
        client = wearing("CT")
        assert self.choose(client).status_code == 302
        data = b"Ansvar;Slag;Period;Utfall\n9999;5010;2027-01;1 200,5\n"
        text = upload(client, data, name="utfall.csv").content.decode()
        assert "januari 2027" in text
        assert "1\u00a0200\u00a0500,00" in text
        assert 'value="Slag"' in client.get(reverse("frames:ledger")).content.decode()

    def test_what_is_not_told_is_refused_in_words(self, wearing):
        client = wearing("CT")
        assert upload(client, b"a;b\n1;2\n", name="x.csv").status_code == 400
        answer = self.choose(client, money_unit="", account="Konto 5")
        assert answer.status_code == 400
        assert 'id="table_money_unit_error"' in answer.content.decode()
        assert 'value="Konto 5"' in answer.content.decode()

    @pytest.mark.once
    def test_nobody_else_tells(self, wearing):
        assert self.choose(wearing("FC")).status_code == 403


class TestInternal:
    @pytest.mark.both
    def test_the_accounts_are_chosen_and_the_internal_is_told_apart(self, wearing):
        client = wearing("CT")
        url = reverse("frames:ledger_choose_internal")
        assert client.post(url, {"accounts": "3520"}).status_code == 302
        text = client.get(reverse("frames:ledger")).content.decode()
        assert 'value="3520"' in text
        assert gross_of_year(year=2026, as_of=TODAY).internal_income.ore < 0

    def test_each_committee_is_told_without_what_its_units_billed_each_other(self, wearing):
        client = wearing("CT")
        assert "Egna emellan" not in client.get(reverse("frames:ledger")).content.decode()
        client.post(reverse("frames:ledger_choose_internal"), {"accounts": "3520"})
        text = client.get(reverse("frames:ledger")).content.decode()
        assert "Egna emellan" in text
        found, whole = gross_by_committee(year=2026, as_of=TODAY), gross_of_year(year=2026, as_of=TODAY)
        assert sum(each.gross.net_cost.ore for each in found.values()) == whole.net_cost.ore
        assert sum(each.gross.internal_income.ore for each in found.values()) == whole.internal_income.ore

    def test_a_committees_units_together_are_its_part_of_the_whole(self, wearing):
        page = reverse("frames:committee", args=["un"])
        assert "Internt" not in wearing("CI").get(page).content.decode()
        wearing("CT").post(reverse("frames:ledger_choose_internal"), {"accounts": "3520"})
        assert "kontona säger inte vem" in wearing("CI").get(page).content.decode()
        parts = [each.gross for each in gross_by_committee(year=2026, as_of=TODAY).values()]
        whole = gross_of_year(year=2026, as_of=TODAY)
        assert sum(part.net_cost.ore for part in parts) == whole.net_cost.ore
        assert sum(part.internal_income.ore for part in parts) == whole.internal_income.ore

    def test_what_is_no_account_is_refused_in_words(self, wearing):
        answer = wearing("CT").post(reverse("frames:ledger_choose_internal"), {"accounts": "allt"})
        assert answer.status_code == 400
        assert 'id="id_accounts_error"' in answer.content.decode()
        assert 'value="allt"' in answer.content.decode()

    @pytest.mark.once
    def test_nobody_else_chooses(self, wearing):
        assert wearing("FC").post(reverse("frames:ledger_choose_internal"), {"accounts": ""}).status_code == 403


class TestCodes:
    NAME = "frames:ledger_name_code"

    @pytest.fixture(autouse=True)
    def unnamed(self) -> None:
        """Three codes that are new in the ledger that counts."""
        month = LedgerMonth.objects.on(TODAY).order_by("-month")[0]
        for code in ("9991", "9992", "9993"):
            LedgerSum.objects.create(
                batch=month.batch, month=month.month, responsibility=code, account="5010", amount_ore=100
            )

    @pytest.mark.both
    def test_several_codes_are_given_at_once_and_what_is_left_empty_is_left(self, wearing):
        client = wearing("CT")
        assert 'name="unit:9992"' in client.get(reverse("frames:ledger_codes")).content.decode()
        form = {"unit:9991": "oxeloskolan", "unit:9992": "", "unit:9993": "bjorntorp"}
        assert client.post(reverse(self.NAME), form).status_code == 302
        held = ResponsibilityCode.objects.filter(code__startswith="999").order_by("code")
        assert [(each.code, each.unit.code) for each in held] == [("9991", "oxeloskolan"), ("9993", "bjorntorp")]
        assert AuditRow.objects.filter(act="name-responsibility-code").order_by("-id")[0].subject == "9993"
        assert 'name="unit:9991"' not in client.get(reverse("frames:ledger_codes")).content.decode()

    def test_a_unit_that_is_none_stands_at_its_code_and_the_other_choices_are_kept(self, wearing):
        answer = wearing("CT").post(reverse(self.NAME), {"unit:9991": "oxeloskolan", "unit:9992": "finns-inte"})
        assert answer.status_code == 400
        assert 'id="id_unit:9992_error"' in answer.content.decode()
        assert '<option value="oxeloskolan" selected>' in answer.content.decode()
        assert not ResponsibilityCode.objects.filter(code="9991").exists()

    def test_nothing_chosen_is_said(self, wearing):
        answer = wearing("CT").post(reverse(self.NAME), {"unit:9991": ""})
        assert answer.status_code == 400
        assert "Välj en enhet för minst en kod." in answer.content.decode()

    @pytest.mark.once
    def test_when_every_code_has_a_unit_it_says_so(self, wearing):
        LedgerSum.objects.filter(unit__isnull=True).delete()
        assert "Varje kod har en enhet" in wearing("CT").get(reverse("frames:ledger_codes")).content.decode()


class TestVouchers:
    def own_unit(self, client) -> str:
        """The unit that the manager of the demo leads, by the way offered on its page."""
        for code in ResponsibilityCode.objects.values_list("unit__code", flat=True):
            text = client.get(reverse("autonomy:unit", args=[code])).content.decode()
            if reverse("frames:unit_vouchers", args=[code]) in text:
                return code
        raise AssertionError("no unit offers its vouchers")

    @pytest.mark.once
    def test_the_unit_s_manager_sees_them_and_can_choose(self, wearing):
        client = wearing("EC")
        url = reverse("frames:unit_vouchers", args=[self.own_unit(client)])
        text = client.get(url).content.decode()
        assert re.search(r"<td[^>]*>5", text)
        assert client.get(url + "?manad=1&konto=5010&sida=99").status_code == 200
        assert client.get(url + "?manad=x&sida=-1").status_code == 200

    @pytest.mark.once
    def test_not_those_of_another_unit(self, wearing):
        client = wearing("EC")
        own = self.own_unit(client)
        other = ResponsibilityCode.objects.exclude(unit__code=own)[0].unit.code
        assert client.get(reverse("frames:unit_vouchers", args=[other])).status_code == 403

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "Np", "KF", "KC", "FC", "EM", "UN"])
    def test_nobody_else_sees_them_or_is_offered_them(self, wearing, role):
        client, url = wearing(role), reverse("frames:unit_vouchers", args=["oxeloskolan"])
        answer = client.get(url)
        assert answer.status_code == 403
        assert "MR-" in answer.content.decode()
        assert url not in client.get(reverse("autonomy:unit", args=["oxeloskolan"])).content.decode()

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CT", "RE"])
    def test_the_controller_and_the_auditor_read(self, wearing, role):
        assert wearing(role).get(reverse("frames:unit_vouchers", args=["oxeloskolan"])).status_code == 200

    @pytest.mark.once
    def test_a_unit_that_is_not_there(self, wearing):
        assert wearing("CT").get(reverse("frames:unit_vouchers", args=["finns-inte"])).status_code == 404


class TestOrderedAndNotYetBooked:
    TABLE = "Ansvar;Månad;Belopp\n{code};2026-11;1,5\n9999;2026-12;0,5\n"

    def bring(self, client, text: str, **said: str):
        file = SimpleUploadedFile("bestallt.csv", text.encode())
        return client.post(reverse("frames:committed_upload"), {"file": file, "money_unit": "tkr", **said}, follow=True)

    @pytest.mark.both
    def test_the_table_is_looked_at_and_then_stored_beside_the_outcome(self, wearing):
        client, code = wearing("CT"), ResponsibilityCode.objects.get(unit__code="oxeloskolan").code
        assert "Ingen beställning är känd" in client.get(reverse("frames:committed")).content.decode()
        shown = self.bring(client, self.TABLE.format(code=code)).content.decode()
        assert "2 summor per ansvar och månad" in shown
        assert "9999" in shown
        assert not CommittedSum.objects.exists()
        done = client.post(reverse("frames:committed_store"), follow=True).content.decode()
        assert "bestallt.csv" in done
        assert CommittedSum.objects.count() == 2
        assert "Filen ändrar ingenting" in self.bring(client, self.TABLE.format(code=code)).content.decode()
        assert "bestallt.csv" in wearing("EC", unit="oxeloskolan").get("/enheter/oxeloskolan/").content.decode()

    def test_a_fault_is_named_by_row_and_column_and_nothing_is_stored(self, wearing):
        answer = self.bring(wearing("CT"), "Ansvar;Månad;Belopp\n1;2026-11;ett\n")
        assert answer.status_code == 400
        assert "rad 2, kolumn C" in answer.content.decode()
        assert not CommittedSum.objects.exists()

    def test_the_unit_of_money_is_asked_for(self, wearing):
        answer = self.bring(wearing("CT"), self.TABLE.format(code="1"), money_unit="")
        assert answer.status_code == 400
        assert "kr, tkr eller mnkr" in answer.content.decode()

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "FC", "EC", "RE"])
    def test_others_bring_nothing(self, wearing, role):
        assert self.bring(wearing(role), self.TABLE.format(code="1")).status_code == 403
        assert wearing(role).post(reverse("frames:committed_store")).status_code == 403
