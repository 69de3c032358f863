"""The pages where a decided budget is entered from the minutes: the council's, and a committee's split."""

from __future__ import annotations

import pytest
from django.urls import reverse

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames.models import CommitteeFrame, CouncilBudget, UnitFrame
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("nothing_is_asked_again")

MINUTES = {"decided_on": "2026-10-26", "paragraph": "214", "text": "Fullmäktige ändrar budgeten."}


def held(code: str) -> CommitteeFrame:
    return CommitteeFrame.objects.get(body__code=code, year=2026, end__isnull=True)


class TestCouncil:
    def said(self, more: int) -> dict[str, str]:
        """The education committee gets more, and the total with it."""
        budget = CouncilBudget.objects.get(year=2026, end__isnull=True)
        total = budget.total_ore // 100_000 + more
        return MINUTES | {
            "total": str(total),
            "finance": str(budget.finance_ore // 100_000),
            "net:un": str(held("un").amount_ore // 100_000 + more),
        }

    def test_the_secretary_finds_the_page_and_enters_an_extraordinary_decision(self, wearing):
        page, client = reverse("frames:enter_budget", args=[2026]), wearing("SE")
        assert page in client.get(reverse("frames:overview")).content.decode()
        before = held("un").amount_ore
        answer = client.post(page, self.said(900), follow=True)
        assert "Beslutet är infört och ramarna för 2026 gäller." in answer.content.decode()
        frame = held("un")
        assert (frame.amount_ore - before) // 100_000 == 900
        assert (str(frame.decision.decided_on), frame.decision.paragraph) == ("2026-10-26", "214")

    def test_parts_that_are_not_the_total_are_told_above_the_form_and_what_was_typed_stays(self, wearing):
        said = self.said(900) | {"total": "1"}
        answer = wearing("SE").post(reverse("frames:enter_budget", args=[2026]), said)
        text = answer.content.decode()
        assert answer.status_code == 400
        assert "Summorna går inte ihop" in text
        assert 'value="214"' in text
        assert not Decision.objects.filter(paragraph="214").exists()

    def test_what_cannot_be_read_is_told_at_its_field(self, wearing):
        said = self.said(0) | {"net:un": "mycket", "decided_on": "2026-12-24"}
        text = wearing("SE").post(reverse("frames:enter_budget", args=[2026]), said).content.decode()
        assert "”mycket” går inte att läsa som belopp i tkr." in text
        assert "Dagen har inte varit än." in text

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "KS", "FC", "CT", "EC"])
    def test_nobody_else_enters_it(self, wearing, role):
        client, page = wearing(role), reverse("frames:enter_budget", args=[2026])
        assert page not in client.get(reverse("frames:overview")).content.decode()
        assert client.post(page, self.said(900)).status_code == 403
        assert not Decision.objects.filter(paragraph="214").exists()

    @pytest.mark.once
    @pytest.mark.parametrize("year", [2025, 2028])
    def test_other_years_are_not_entered(self, wearing, year):
        assert wearing("SE").get(reverse("frames:enter_budget", args=[year])).status_code == 404


class TestCommittee:
    PAGE = "frames:enter_internal"

    def test_the_secretary_enters_a_split_and_the_units_have_it(self, wearing):
        page, client = reverse(self.PAGE, args=[2026, "un"]), wearing("SE")
        assert page in client.get(reverse("frames:committee", args=["un"])).content.decode()
        now = UnitFrame.objects.on(TODAY).get(unit__code="oxeloskolan", year=2026).amount_ore // 100_000
        answer = client.post(page, MINUTES | {"net:oxeloskolan": str(now - 10)})
        assert answer.status_code == 302
        assert (
            UnitFrame.objects.get(unit__code="oxeloskolan", year=2026, end__isnull=True).amount_ore
            == (now - 10) * 100_000
        )

    def test_more_than_the_frame_is_refused_with_the_difference(self, wearing):
        text = wearing("SE").post(reverse(self.PAGE, args=[2026, "un"]), MINUTES | {"net:oxeloskolan": "9999999"})
        assert "mer än nämndens ram" in text.content.decode()

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "Np", "FC", "EC"])
    def test_nobody_else_enters_it(self, wearing, role):
        page = reverse(self.PAGE, args=[2026, "un"])
        assert wearing(role).post(page, MINUTES | {"net:oxeloskolan": "1"}).status_code == 403

    @pytest.mark.once
    def test_a_body_that_does_not_exist_is_not_there(self, wearing):
        assert wearing("SE").get(reverse(self.PAGE, args=[2026, "finns-ej"])).status_code == 404
