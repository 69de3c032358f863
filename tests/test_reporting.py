"""Reporting, approving and opening periods, through the pages."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from spelregler.apps.goals.models import Measurement, PeriodOpening, ReportedValue, Target

pytestmark = pytest.mark.usefixtures("nothing_is_asked_again")

PERIOD = "2026-01-01_2026-11-01"
SAFE, ABSENCE = "trygghet-elever:oxeloskolan:T", "franvaro-elever:oxeloskolan:T"


def report(client, **typed):
    fields = {key.replace("__", ":"): value for key, value in typed.items()}
    return client.post(f"{reverse('goals:report')}?period={PERIOD}", fields)


@pytest.fixture
def manager(wearing):
    return wearing("EC", unit="oxeloskolan")


@pytest.fixture
def head(wearing):
    return wearing("FC", department="utbildningsforvaltningen")


class TestReporting:
    def test_a_unit_manager_sees_what_is_asked_of_the_unit_and_nothing_else(self, manager):
        text = manager.get(reverse("goals:report")).content.decode()
        assert "Elever som är trygga i skolan" in text
        assert "Larm besvarade" not in text

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "Np", "KF", "KS", "RE", "KC"])
    def test_an_outsider_is_refused_with_the_rule(self, wearing, role):
        response = wearing(role).get(reverse("goals:report"))
        assert response.status_code == 403

    def test_pasted_cells_with_decimal_comma_fill_the_rows_and_are_stored_when_submitted(self, manager):
        pasted = "Elever som är trygga i skolan\t88,5\r\nElevernas frånvaro\t6,4\r\n"
        filled = report(manager, pasted=pasted, act="fill")
        assert 'value="88,5"' in filled.content.decode()
        assert not ReportedValue.objects.filter(unit__code="oxeloskolan").exists()
        report(manager, **{SAFE + ":value": "88,5", ABSENCE + ":value": "6,4"}, act="submit")
        rows = ReportedValue.objects.filter(unit__code="oxeloskolan").order_by("value")
        assert [(str(row.value), row.state) for row in rows] == [("6.4000", "submitted"), ("88.5000", "submitted")]

    def test_a_fault_names_row_and_column_and_nothing_typed_is_lost(self, manager):
        response = report(manager, **{SAFE + ":value": "åtti", ABSENCE + ":value": "6,4"}, act="save")
        text = response.content.decode()
        assert response.status_code == 400
        assert "”åtti” går inte att läsa som ett tal" in text
        assert 'value="åtti"' in text
        assert 'value="6,4"' in text
        assert not ReportedValue.objects.filter(unit__code="oxeloskolan").exists()

    def at_cell(self, response, name: str) -> str:
        assert response.status_code == 400
        return response.content.decode().split(f'id="{name}_error">')[1].split("</div>")[0].split("</ul>")[0]

    @pytest.mark.once
    def test_a_fault_stands_at_its_cell_whoever_finds_it(self, manager):
        """The reader of figures, the form's own bounds, and the operation."""
        before = ReportedValue.objects.count()
        answer = report(manager, **{SAFE + ":value": "åtti", SAFE + ":comment": "o" * 401}, act="submit")
        assert "Rad" in self.at_cell(answer, f"{SAFE}:value")
        assert "400" in self.at_cell(answer, f"{SAFE}:comment")
        assert f'<a href="#{SAFE}:value">Värde: Elever som är trygga i skolan, ' in answer.content.decode()
        answer = report(manager, **{SAFE + ":value": "1", SAFE + ":numerator": "5"}, act="submit")
        assert "nämnare" in self.at_cell(answer, f"{SAFE}:denominator").casefold()
        assert 'value="5"' in answer.content.decode()
        assert ReportedValue.objects.count() == before

    @pytest.mark.once
    def test_what_is_pasted_and_does_not_fit_is_told_at_its_field_and_stays(self, manager):
        pasted = "\n" * 400 + "inget sådant mått\t5"
        answer = report(manager, pasted=pasted, act="fill")
        told = self.at_cell(answer, "id_pasted")
        assert "Rad 401: det finns ingen rad kvar" in told
        assert told.count("ingen rad kvar") == 1, "an empty line is nothing"
        assert "inget sådant mått" in answer.content.decode()

    @pytest.mark.once
    def test_an_empty_line_leaves_its_row_and_a_row_that_waits_takes_nothing(self, manager):
        text = manager.get(f"{reverse('goals:report')}?period={PERIOD}").content.decode()
        first = re.findall(r'name="([^"]+):value"', text)[0]
        filled = report(manager, pasted="\n7,5", act="fill").context["rows"]
        assert [row.cells[0].box.value() for row in filled[:2]] == ["", "7,5"]
        report(manager, **{f"{first}:value": "5"}, act="submit")
        answer = report(manager, pasted="6\n7,5", act="save")
        assert "väntar på godkännande" in self.at_cell(answer, "id_pasted")
        assert not ReportedValue.objects.filter(value="7.5").exists()

    def test_what_was_submitted_by_mistake_is_taken_back_with_all_that_was_typed(self, manager, wearing):
        report(manager, **{SAFE + ":value": "8,8", SAFE + ":comment": "Enkäten i maj"}, act="submit")
        value = ReportedValue.objects.get(state="submitted", value="8.8")
        address = reverse("goals:take_back_value")
        assert "Ta tillbaka" in manager.get(reverse("goals:report")).content.decode()
        assert wearing("RE").post(address, {"value": str(value.pk)}).status_code == 403
        manager = wearing("EC")
        assert manager.post(address, {"value": str(value.pk)}).status_code == 302
        page = manager.get(reverse("goals:report")).content.decode()
        assert f'name="{SAFE}:value" value="8,8"' in page
        assert "Enkäten i maj" in page
        answer = manager.post(address, {"value": str(value.pk)})
        assert answer.status_code == 400
        assert "väntar inte längre på godkännande" in answer.content.decode()

    def test_a_blank_is_left_out(self, manager):
        report(manager, **{SAFE + ":value": "0", ABSENCE + ":value": ""}, act="submit")
        (row,) = ReportedValue.objects.filter(unit__code="oxeloskolan")
        assert row.value == 0

    def test_another_units_row_in_the_form_is_not_stored(self, manager):
        before = ReportedValue.objects.count()
        report(manager, **{"svar-larm:bjorntorp:T:value": "99"}, act="submit")
        assert ReportedValue.objects.count() == before


class TestApproving:
    def waiting(self, manager):
        report(manager, **{SAFE + ":value": "88"}, act="submit")
        return ReportedValue.objects.get(unit__code="oxeloskolan")

    def test_the_head_approves_and_only_then_it_is_a_measurement(self, manager, head):
        value = self.waiting(manager)
        measured = Measurement.objects.filter(unit__code="oxeloskolan", period_end=value.period_end)
        assert not measured.exists()
        assert "Elever som är trygga" in head.get(reverse("goals:approve")).content.decode()
        head.post(reverse("goals:decide_value"), {"value": [value.pk]})
        assert measured.get().value == 88

    def test_it_is_returned_with_a_reason_that_the_manager_reads(self, manager, head):
        value = self.waiting(manager)
        address = reverse("goals:decide_value")
        assert head.post(address, {"return": value.pk, f"reason:{value.pk}": ""}).status_code == 400
        head.post(address, {"return": value.pk, f"reason:{value.pk}": "Fel läsår"})
        assert "Fel läsår" in manager.get(reverse("goals:report")).content.decode()

    def test_a_head_elsewhere_and_the_reporter_may_not(self, manager, wearing):
        value = self.waiting(manager)
        elsewhere = wearing("FC", department="aldreomsorgsforvaltningen")
        assert elsewhere.post(reverse("goals:decide_value"), {"value": [value.pk]}).status_code == 400
        assert manager.post(reverse("goals:decide_value"), {"value": [value.pk]}).status_code == 403
        assert ReportedValue.objects.filter(state="approved").count() == 0

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "Np", "KF", "EC", "EM", "RE"])
    def test_an_outsider_is_refused(self, wearing, role):
        assert wearing(role).get(reverse("goals:approve")).status_code == 403

    def test_what_the_head_reports_is_approved_by_another(self, head):
        report(head, **{SAFE + ":value": "88"}, act="submit")
        assert ReportedValue.objects.filter(unit__code="oxeloskolan", state="submitted").exists()
        text = head.get(reverse("goals:approve")).content.decode()
        assert "Inget väntar på ditt godkännande" in text


class TestPeriods:
    def test_the_controller_locks_and_what_is_reported_then_is_refused(self, wearing, manager):
        controller = wearing("CT")
        form = {
            "period_start": "2026-01",
            "period_end": "2026-10",
            "act": "lock",
            "reason": "Sammanställningen är gjord",
        }
        assert controller.post(reverse("goals:set_period"), form).status_code == 302
        assert "Inget begärs av dig just nu" in manager.get(reverse("goals:report")).content.decode()
        report(manager, **{SAFE + ":value": "88"}, act="submit")
        assert not ReportedValue.objects.filter(unit__code="oxeloskolan").exists()

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "Np", "FC", "EC", "RE"])
    def test_an_outsider_reads_but_is_offered_nothing_and_refused(self, wearing, role):
        client = wearing(role)
        assert "Öppna eller lås" not in client.get(reverse("goals:periods")).content.decode()
        before = PeriodOpening.objects.count()
        form = {"period_start": "2026-01", "period_end": "2026-09", "act": "open", "reason": "x"}
        assert client.post(reverse("goals:set_period"), form).status_code == 403
        assert PeriodOpening.objects.count() == before

    @pytest.mark.once
    def test_it_says_why(self, wearing):
        assert "inför årets sista" in wearing("CI").get(reverse("goals:periods")).content.decode()


@pytest.mark.once
@pytest.mark.parametrize(("name", "role"), [("report", "FC"), ("approve", "FC"), ("periods", "CT")])
def test_no_page_asks_row_by_row(wearing, django_assert_max_num_queries, name, role):
    client = wearing(role)
    with django_assert_max_num_queries(60):
        assert client.get(reverse(f"goals:{name}")).status_code == 200


class TestMissedTargets:
    LIST = "goals:missed"

    def key(self, client) -> str:
        text = client.get(reverse(self.LIST)).content.decode()
        return re.findall(r"/mal/missade/(\d+-\d+)/", text)[0]

    @pytest.mark.once
    def test_the_unit_manager_sees_what_is_open_and_what_is_answered(self, manager):
        text = manager.get(reverse(self.LIST)).content.decode()
        assert "Lovskola och läxhjälp" in text
        assert "svaret är sent" in text or "väntar på svar" in text
        assert "Björntorp" not in text

    def test_an_answer_needs_all_four_and_keeps_what_was_typed(self, manager):
        address = reverse("goals:answer_miss", args=[self.key(manager)])
        owner = manager.get(address).content.decode().partition('<option value="')[2].partition('"')[0]
        form = {"cause": "Två lärare slutade", "action": "", "owner": owner, "due_on": "2026-12-18"}
        refused = manager.post(address, form)
        assert refused.status_code == 400
        assert "Två lärare slutade" in refused.content.decode()
        assert manager.post(address, form | {"action": "Annonsera igen"}).status_code == 302
        assert "Annonsera igen" in manager.get(reverse(self.LIST)).content.decode()

    @pytest.mark.once
    def test_an_outsider_sees_none_and_may_not_answer(self, manager, wearing):
        key = self.key(manager)
        assert wearing("CI").get(reverse("goals:answer_miss", args=[key])).status_code == 404
        assert wearing("EC", unit="bjorntorp").get(reverse("goals:answer_miss", args=[key])).status_code == 403
        assert wearing("Np").post(reverse("goals:answer_miss", args=[key]), {}).status_code == 403
        assert "Inget missat målvärde här" in wearing("Np").get(reverse(self.LIST)).content.decode()

    @pytest.mark.once
    def test_too_few_answers_give_no_median(self, head):
        assert "för få svar" in head.get(reverse(self.LIST)).content.decode()


class TestAClosedYear:
    """Corrected by opening it again: the controller says why, the unit reports, the head approves, and all can see."""

    YEAR = ("2025-01", "2025-12")

    @pytest.fixture
    def aimed(self, db):
        now = Target.objects.get(goal__unit__code="oxeloskolan", indicator__code="trygghet-elever", year=2026)
        return Target.objects.create(
            goal=now.goal, indicator=now.indicator, year=2025, value=now.value, start=date(2025, 1, 1)
        )

    def report(self, client, value):
        address = f"{reverse('goals:report')}?period=2025-01-01_2026-01-01"
        return client.post(address, {SAFE + ":value": value, "act": "submit"})

    def open(self, controller, reason):
        said = {
            "period_start": self.YEAR[0],
            "period_end": self.YEAR[1],
            "act": "open",
            "reason": reason,
            "department": "",
        }
        return controller.post(reverse("goals:set_period"), said)

    def test_nothing_is_corrected_while_it_is_closed(self, aimed, manager):
        self.report(manager, "80")
        assert not ReportedValue.objects.filter(period_end="2026-01-01").exists()

    def test_it_is_opened_with_a_reason_and_the_correction_stands_on_the_goals_page(
        self, aimed, manager, head, wearing
    ):
        assert self.open(wearing("CT"), "").status_code == 400
        assert self.open(wearing("CT"), "Skolenkäten räknades om").status_code == 302
        assert self.report(manager, "80").status_code == 302
        value = ReportedValue.objects.get(period_end="2026-01-01", state="submitted")
        head.post(reverse("goals:decide_value"), {"value": [value.pk]})
        text = re.sub(r"\s+", " ", wearing("CI").get(reverse("goals:goal", args=[aimed.goal.code])).content.decode())
        assert "värdet rättades efter att året var slut. 88 → 80" in text
        assert "Skolenkäten räknades om" in text
        before = wearing("CI").get(reverse("goals:goal", args=[aimed.goal.code]), {"per": "2026-10-01"})
        assert "Skolenkäten räknades om" not in before.content.decode()

    @pytest.mark.once
    def test_whoever_has_not_that_role_does_not_open_it(self, manager, head, wearing):
        for client in (manager, wearing("N"), wearing("KC"), wearing("RE")):
            assert self.open(client, "Skäl").status_code == 403
        assert not PeriodOpening.objects.filter(period_end="2026-01-01").exists()
