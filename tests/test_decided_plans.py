"""A decided plan on its page: nothing is proposed into it, and whoever decides it takes it up again with a reason."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spelregler.apps.goals.models import Goal, Indicator, Plan
from spelregler.platform.tests.worker import let_the_worker_work

pytestmark = pytest.mark.usefixtures("nothing_is_asked_again")

UNIT, HEADED = "oxeloskolan", "utbildningsforvaltningen"


def url(name: str = "goals:owner_plan", *, kind: str = "enhet", code: str = UNIT, year: int = 2026) -> str:
    return reverse(name, args=[year, kind, code])


@pytest.fixture
def manager(wearing):
    return wearing("EC", unit=UNIT)


class TestTakingUpAgain:
    @pytest.mark.once
    def test_what_is_decided_offers_no_proposal_but_the_way(self, manager, wearing):
        text = manager.get(url()).content.decode()
        assert "Ta upp planen igen" in text
        assert "Föreslå ett mål" not in text
        for other in (wearing("CI"), wearing("N"), wearing("CT")):
            assert "Ta upp planen igen" not in other.get(url()).content.decode()

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "N", "Np", "KSp", "CT", "KC", "RE", "FC", "SE"])
    def test_nobody_else_takes_it_up(self, wearing, role):
        assert wearing(role).post(url("goals:reopen_plan"), {"reason": "Prov"}).status_code == 403
        assert not Plan.objects.exclude(reopened_on=None).exists()

    @pytest.mark.once
    def test_a_unit_elsewhere_does_not_either(self, wearing):
        other = wearing("EC", unit="bjorntorp")
        assert other.post(url("goals:reopen_plan"), {"reason": "Prov"}).status_code == 403

    def test_with_a_reason_it_is_a_proposal_until_it_is_decided_anew(self, manager, wearing):
        assert manager.post(url("goals:reopen_plan"), {"reason": ""}).status_code == 400
        assert manager.post(url("goals:reopen_plan"), {"reason": "Ny skollag"}).status_code == 302
        text = wearing("FC", department=HEADED).get(url()).content.decode()
        assert "Ny skollag" in text
        assert "inte beslutad" in text
        assert "Föreslå ett mål" in manager.get(url()).content.decode()
        assert manager.post(url("goals:decide_plan")).status_code == 302
        assert Plan.objects.filter(unit__code=UNIT, year=2026).count() == 2
        assert "Ny skollag" in manager.get(url()).content.decode()

    @pytest.mark.both
    def test_the_head_takes_up_the_action_plan(self, wearing):
        head, plan = wearing("FC", department=HEADED), {"kind": "forvaltning", "code": HEADED}
        assert wearing("EC", unit=UNIT).post(url("goals:reopen_plan", **plan), {"reason": "x"}).status_code == 403
        assert head.post(url("goals:reopen_plan", **plan), {"reason": "Ny skollag"}).status_code == 302
        assert "Ny skollag" in head.get(url(**plan)).content.decode()

    def test_a_plan_that_is_not_decided_is_not_taken_up(self, manager):
        assert manager.post(url("goals:reopen_plan", year=2027), {"reason": "Prov"}).status_code == 404


class TestByFile:
    """The plan fetched, opened in a spreadsheet program, changed and brought back: each decided row says why not."""

    def bring(self, client, change):
        book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("goals:plan_download", args=["xlsx"])).content))
        sheet = book.active
        heads = {cell.value: cell.column for cell in sheet[1]}
        change(sheet, heads)
        out = io.BytesIO()
        book.save(out)
        begun = client.post(reverse("goals:plan_try"), {"file": SimpleUploadedFile("plan.xlsx", out.getvalue())})
        let_the_worker_work()
        return client.get(begun.headers["Location"])

    def row(self, sheet, heads, kind: str, code: str) -> int:
        found = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, heads["Kod"]).value == code]
        return next(row for row in found if sheet.cell(row, heads["Typ"]).value == kind)

    def test_each_decided_row_is_named_with_its_column_and_nothing_is_stored(self, manager):
        mine = Goal.objects.filter(unit__code=UNIT, targets__year=2026).order_by("code").first()
        rows = {}

        def change(sheet, heads):
            rows["goal"] = self.row(sheet, heads, "mål", mine.code)
            rows["action"] = next(
                row
                for row in range(2, sheet.max_row + 1)
                if sheet.cell(row, heads["Typ"]).value == "åtgärd"
                and sheet.cell(row, heads["Enhet"]).value == UNIT
                and not sheet.cell(row, heads["Klar"]).value
            )
            sheet.cell(rows["goal"], heads["Namn"]).value = "Andra ord"
            sheet.cell(rows["action"], heads["Namn"]).value = "Annat"

        text = self.bring(manager, change).content.decode()
        assert text.count("tar upp den igen på planens sida") == 2
        for row in rows.values():
            assert f"rad {row}, kolumn F" in text
        assert "Lagra ändringarna" not in text
        mine.refresh_from_db()
        assert mine.title != "Andra ord"

    def test_once_taken_up_again_the_same_file_is_stored(self, manager):
        mine = Goal.objects.filter(unit__code=UNIT, targets__year=2026).order_by("code").first()
        manager.post(url("goals:reopen_plan"), {"reason": "Ny skollag"})

        def change(sheet, heads):
            sheet.cell(self.row(sheet, heads, "mål", mine.code), heads["Namn"]).value = "Andra ord"

        response = self.bring(manager, change)
        assert "Andra ord" in response.content.decode()
        assert "Lagra ändringarna" in response.content.decode()


class TestPages:
    def test_long_lists_turn_their_leaves_apart(self, wearing):
        for number in range(45):
            Indicator.objects.create(
                code=f"prov-{number:02}", title=f"Ö{number:02}", unit_of_measure="%", direction="higher"
            )
        client = wearing("CI")
        first = client.get(reverse("goals:idle")).content.decode()
        assert "oanvanda=2" in first
        assert "Ö44" not in first
        second = client.get(reverse("goals:idle"), {"oanvanda": "2"}).content.decode()
        assert "Ö44" in second

    def test_the_number_of_queries_does_not_grow_with_what_stands_still(self, wearing, django_assert_max_num_queries):

        client = wearing("CI")
        client.get(reverse("goals:idle"))
        with CaptureQueriesContext(connection) as few:
            client.get(reverse("goals:idle"))
        for number in range(90):
            Indicator.objects.create(
                code=f"prov-{number:02}", title=f"Ö{number:02}", unit_of_measure="%", direction="higher"
            )
        with django_assert_max_num_queries(len(few)):
            client.get(reverse("goals:idle"))
