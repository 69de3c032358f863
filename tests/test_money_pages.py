"""Pages of budget proposals, moves between units, reprioritisation and a unit's lines: who may, and who is told."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spelregler.apps.autonomy.models import Intervention, Signal
from spelregler.apps.frames import operations
from spelregler.apps.frames.models import (
    BudgetLine,
    CommitteeFrame,
    Forecast,
    LineMove,
    MoveLimit,
    Proposal,
    Reprioritisation,
    UnitFrame,
    UnitMove,
)
from spelregler.domain.roles import Role
from spelregler.platform.audit.operations import SYSTEM
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("nothing_is_asked_again")

UNIT = "oxeloskolan"


@pytest.fixture
def board_proposal(db) -> Proposal:
    return Proposal.objects.get(title="Kommunstyrelsens förslag")


def lines() -> dict[str, int]:
    found = BudgetLine.objects.on(TODAY).filter(unit_frame__unit__code=UNIT)
    return {line.label: line.amount_ore // 100_000 for line in found}


def number(label: str) -> int:
    return BudgetLine.objects.on(TODAY).get(unit_frame__unit__code=UNIT, label=label).number


class TestProposals:
    @pytest.mark.once
    def test_anyone_sees_the_versions_side_by_side_with_what_sets_them_apart(self, wearing):
        text = wearing("CI").get(reverse("frames:proposals", args=[2027])).content.decode()
        assert "Kommunstyrelsens förslag" in text
        assert "Oppositionens alternativ" in text
        assert "+5\u00a0500" in text, "what the alternative gives the education committee beyond the board's"
        assert "2026 är valår" in text
        assert "Bibliotekets filial stänger" in text
        assert "Skriv ett förslag" not in text

    @pytest.mark.once
    def test_another_choice_stays_on_the_day_and_the_year_that_are_shown(self, db, client):
        page = reverse("frames:proposals", args=[2027])
        chosen = Proposal.objects.filter(year=2027, submitted_on__lte=date(2026, 10, 30))[0].pk
        text = client.get(page, {"per": "2026-10-30", "ar": "2028", "v": chosen, "sida": "1"}).content.decode()
        form = re.search(r'<form method="get" class="pick">.*?</form>', text, re.DOTALL)[0]
        hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', form)
        assert sorted(hidden) == [("ar", "2028"), ("per", "2026-10-30")]

    @pytest.mark.parametrize("query", ["?ar=2029&visa=investment", "?v=0&v=x", "?ar=bl&visa=1"])
    def test_any_question_has_an_answer(self, db, client, query):
        assert client.get(reverse("frames:proposals", args=[2027]) + query).status_code == 200

    @pytest.mark.both
    def test_many_are_paged_and_a_chosen_one_stays_whatever_page_is_read(self, db, client):
        council = Proposal.objects.filter(decider__kind="council")[0].decider
        for number in range(25):
            Proposal.objects.create(
                decider=council, year=2030, title=f"Förslag {number:02}", written_on=TODAY, submitted_on=TODAY
            )
        page = reverse("frames:proposals", args=[2030])
        first = client.get(page).content.decode()
        assert "Förslag 19" in first
        assert "Förslag 20" not in first
        kept = Proposal.objects.get(title="Förslag 00").pk
        second = client.get(page, {"sida": "2", "v": kept}).content.decode()
        assert "Förslag 24" in second
        assert "Förslag 01" not in second
        assert "Förslag 00" in second

    @pytest.mark.once
    @pytest.mark.parametrize("name", ["frames:proposals", "frames:internal"])
    def test_a_year_without_proposals_says_what_will_stand_there(self, db, client, name):
        arguments = [2031] if name == "frames:proposals" else [2031, "un"]
        assert "Inget är föreslaget" in client.get(reverse(name, args=arguments)).content.decode()

    @pytest.mark.once
    def test_the_first_page_leads_to_the_latest_year(self, db, client):
        answer = client.get(reverse("frames:proposals_first"))
        assert answer.headers["Location"] == reverse("frames:proposals", args=[2027])

    @pytest.mark.once
    def test_a_body_that_does_not_exist_is_not_found(self, db, client):
        assert client.get(reverse("frames:internal", args=[2027, "finns-inte"])).status_code == 404

    def test_a_draft_is_its_authors_until_it_is_submitted(self, wearing):
        author = wearing("KSp")
        made = author.post(reverse("frames:draft", args=[2027]), {"title": "Nytt förslag", "track": "autumn"})
        page = made.headers["Location"]
        assert wearing("KFp").get(page).status_code == 404
        assert wearing("CI").get(page).status_code == 404
        assert "Spara och summera" in author.get(page).content.decode()
        draft = Proposal.objects.get(title="Nytt förslag")
        form = {"year": "2027", "cost:finance": "22 400,5", "income:finance": "", "investment:finance": "0"}
        for typed, field in (({"income:finance": "-5"}, "income"), ({"cost:finance": "mycket"}, "cost")):
            wrong = author.post(reverse("frames:save", args=[draft.pk]), form | typed)
            assert wrong.status_code == 400
            assert f'id="id_{field}:finance_error"' in wrong.content.decode()
            assert f'value="{next(iter(typed.values()))}"' in wrong.content.decode()
        assert author.post(reverse("frames:save", args=[draft.pk]), form).status_code == 302
        saved = author.get(page).content.decode()
        assert 'name="cost:finance" value="22 400,5"' in saved, "what was saved stands in its box"
        assert draft.shares.get(year=2027, key="finance").cost_ore == 2_240_050_000
        assert "Summorna går inte ihop" in author.get(page).content.decode()
        assert wearing("FC").post(reverse("frames:save", args=[draft.pk]), form).status_code == 404
        assert author.post(reverse("frames:submit", args=[draft.pk])).status_code == 302
        assert wearing("CI").get(page).status_code == 200
        assert author.post(reverse("frames:save", args=[draft.pk]), form).status_code == 400
        assert author.post(reverse("frames:renew", args=[draft.pk])).status_code == 302
        assert Proposal.objects.filter(title="Nytt förslag", version=2, submitted_on=None).exists()

    def test_more_versions_and_notes_ask_no_more_questions(self, client, board_proposal):
        def asked() -> int:
            with CaptureQueriesContext(connection) as found:
                client.get(reverse("frames:proposals", args=[2027]))
            return len(found)

        before = asked()
        author = operations.Author(role="KSp", body="ks")
        later = operations.new_version(proposal=board_proposal, author=author, written_on=TODAY, who=SYSTEM)
        operations.submit_proposal(proposal=later, submitted_on=TODAY, who=SYSTEM)
        for _ in range(5):
            operations.note_consequence(proposal=later, about=None, text="Mer", written_on=TODAY, who=SYSTEM)
        assert asked() == before

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "EM", "EC", "RE", "SE", "N", "KF"])
    def test_those_who_do_not_prepare_the_budget_write_none(self, wearing, role):
        answer = wearing(role).post(reverse("frames:draft", args=[2027]), {"title": "Eget"})
        assert answer.status_code == 403
        assert not Proposal.objects.filter(title="Eget").exists()

    def test_what_others_wrote_is_not_changed(self, wearing, board_proposal):
        assert wearing("KC").post(reverse("frames:renew", args=[board_proposal.pk])).status_code == 403

    def test_a_department_head_says_what_it_leads_to(self, wearing, board_proposal):
        form = {"about": "un", "text": "En klass till."}
        head = wearing("FC", department="utbildningsforvaltningen")
        assert head.post(reverse("frames:note", args=[board_proposal.pk]), form).status_code == 302
        assert board_proposal.notes.filter(text="En klass till.", about__code="un").exists()
        assert wearing("EM").post(reverse("frames:note", args=[board_proposal.pk]), form).status_code == 403
        empty = head.post(reverse("frames:note", args=[board_proposal.pk]), {"about": "un", "text": " "})
        assert empty.status_code == 400
        assert 'id="id_text_error"' in empty.content.decode()

    def test_the_secretary_enters_the_decision_and_the_frames_hold(self, wearing, board_proposal):
        form = {"decided_on": "2026-11-02", "paragraph": "140", "text": "Fullmäktige antar förslaget."}
        page = reverse("frames:adopt", args=[board_proposal.pk])
        for role in ("KSp", "KF", "KC", "CI"):
            assert wearing(role).post(page, form).status_code == 403
        assert not CommitteeFrame.objects.filter(year=2027).exists()
        assert wearing("SE").post(page, form).status_code == 302
        frame = CommitteeFrame.objects.get(year=2027, body__code="un")
        assert (frame.amount_ore, frame.start, frame.decision.paragraph) == (379_000 * 100_000, TODAY, "140")
        text = wearing("CI").get(reverse("frames:proposal", args=[board_proposal.pk])).content.decode()
        assert "Antaget: Kommunfullmäktige 2\xa0november 2026 § 140" in text

    def test_a_decision_of_the_old_council_is_refused_with_the_law(self, wearing, board_proposal):
        Proposal.objects.filter(pk=board_proposal.pk).update(written_on=date(2026, 9, 1), submitted_on=date(2026, 9, 1))
        form = {"decided_on": "2026-09-30", "paragraph": "99", "text": "Antas."}
        answer = wearing("SE").post(reverse("frames:adopt", args=[board_proposal.pk]), form)
        assert answer.status_code == 400
        assert "KL 11 kap. 10 §" in answer.content.decode()
        assert 'id="id_decided_on_error"' in answer.content.decode()
        assert 'value="99"' in answer.content.decode()
        assert not CommitteeFrame.objects.filter(year=2027).exists()


class TestInternalBudget:
    def test_a_committee_splits_the_frame_that_the_council_gave_it(self, wearing, board_proposal):
        form = {"decided_on": "2026-11-02", "paragraph": "140", "text": "Antas."}
        wearing("SE").post(reverse("frames:adopt", args=[board_proposal.pk]), form)
        head = wearing("FC", department="utbildningsforvaltningen")
        made = head.post(reverse("frames:draft_internal", args=[2027, "un"]), {"title": "Internbudget"})
        assert "Oxelöskolan" in head.get(made.headers["Location"]).content.decode()
        internal = Proposal.objects.get(title="Internbudget")
        given = {"cost": "85 000", "income": "5 500", "investment": "0"}
        amounts = {f"{kind}:unit:{UNIT}": tkr for kind, tkr in given.items()}
        head.post(reverse("frames:save", args=[internal.pk]), {"year": "2027", **amounts})
        head.post(reverse("frames:submit", args=[internal.pk]))
        page = reverse("frames:adopt", args=[internal.pk])
        form = {"decided_on": "2026-11-02", "paragraph": "98", "text": "Nämnden fördelar ramen."}
        assert head.post(page, form).status_code == 403
        assert wearing("SE").post(page, form).status_code == 302
        frame = UnitFrame.objects.get(unit__code=UNIT, year=2027)
        assert (frame.amount_ore, frame.income_ore) == (79_500 * 100_000, 5_500 * 100_000)
        assert UnitFrame.objects.get(unit__code=UNIT, year=2026).end is None, "this year's frame stands"

    @pytest.mark.once
    def test_another_department_s_head_writes_none(self, wearing):
        head = wearing("FC", department="aldreomsorgsforvaltningen")
        page = reverse("frames:draft_internal", args=[2027, "un"])
        assert head.post(page, {"title": "Internbudget"}).status_code == 403


class TestMovesBetweenUnits:
    def page(self) -> str:
        return reverse("frames:moves_of", args=["un"])

    def form(self, tkr: str, **more: str) -> dict[str, str]:
        return {"from_unit": "gymnasium-vux", "to_unit": UNIT, "amount": tkr, "reason": "Fler elever", **more}

    def frame(self, code: str) -> int:
        return UnitFrame.objects.on(TODAY).get(unit__code=code, year=2026).amount_ore // 100_000

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["KF", "KS", "EM", "CI", "KC", "SO"])
    def test_those_who_neither_move_nor_follow_are_told_the_rule(self, wearing, role):
        assert wearing(role).get(self.page()).status_code == 403

    def test_the_department_head_moves_under_the_limit_and_sees_both_sides(self, wearing):
        head = wearing("FC", department="utbildningsforvaltningen")
        before = self.frame("gymnasium-vux"), self.frame(UNIT)
        assert head.post(reverse("frames:move", args=["un"]), self.form("300")).status_code == 302
        assert (self.frame("gymnasium-vux"), self.frame(UNIT)) == (before[0] - 300, before[1] + 300)
        text = head.get(reverse("frames:moves")).content.decode()
        assert "82\u00a0000 → 81\u00a0700" in text

    def test_an_amount_is_shown_with_the_decimals_it_was_given(self, wearing):
        head = wearing("FC", department="utbildningsforvaltningen")
        assert head.post(reverse("frames:move", args=["un"]), self.form("12,5")).status_code == 302
        assert head.post(reverse("frames:move", args=["un"]), self.form("0,01", propose="1")).status_code == 302
        text = head.get(reverse("frames:moves")).content.decode()
        assert 'data-label="tkr">12,5</td>' in text
        assert 'data-label="tkr">0,01</td>' in text
        assert "82\u00a0000 → 81\u00a0987,5" in text
        assert "0,01\u00a0tkr</h3>" in text

    def test_above_the_limit_the_way_is_shown_and_the_proposal_waits(self, wearing):
        head = wearing("FC", department="utbildningsforvaltningen")
        answer = head.post(reverse("frames:move", args=["un"]), self.form("900"))
        text = answer.content.decode()
        assert answer.status_code == 400
        assert "förslag till nämnden" in text
        assert 'id="move_amount_error"' in text
        assert 'name="amount" value="900"' in text
        assert head.post(reverse("frames:move", args=["un"]), self.form("900", propose="1")).status_code == 302
        assert UnitMove.objects.get(amount_ore=90_000_000).outcome == "proposed"

    def test_a_unit_manager_proposes_only(self, wearing):
        manager = wearing("EC", unit=UNIT)
        assert manager.post(reverse("frames:move", args=["un"]), self.form("300")).status_code == 302
        assert UnitMove.objects.get(amount_ore=30_000_000).outcome == "proposed"
        assert self.frame("gymnasium-vux") == 82_000

    def test_the_committee_decides_above_the_limit(self, wearing):
        move = UnitMove.objects.get(above_limit=True)
        answer = {"answer": "yes", "decided_on": "2026-11-02", "paragraph": "95", "text": "Bifalles."}
        page = reverse("frames:decide_move", args=[move.pk])
        for role, where in (("FC", {"department": "utbildningsforvaltningen"}), ("KF", {}), ("SE", {}), ("CI", {})):
            assert wearing(role, **where).post(page, answer).status_code == 403
        assert wearing("N", body="un").post(page, answer).status_code == 302
        assert self.frame("gymnasium-vux") == 81_200

    @pytest.mark.once
    def test_another_department_s_head_moves_nothing(self, wearing):
        head = wearing("FC", department="aldreomsorgsforvaltningen")
        assert head.post(reverse("frames:move", args=["un"]), self.form("1")).status_code == 403
        assert (
            wearing("FC", department="utbildningsforvaltningen")
            .post(reverse("frames:move", args=["un"]), {**self.form("1"), "to_unit": "bibliotek"})
            .status_code
            == 400
        )

    @pytest.mark.parametrize(
        ("more", "field"),
        [({"to_unit": "gymnasium-vux"}, "to_unit"), ({"amount": "mycket"}, "amount"), ({"to_unit": "x"}, "to_unit")],
    )
    def test_a_fault_stands_at_its_field_and_the_reason_is_kept(self, wearing, more, field):
        head = wearing("FC", department="utbildningsforvaltningen")
        answer = head.post(reverse("frames:move", args=["un"]), self.form("1") | more)
        text = answer.content.decode()
        assert answer.status_code == 400
        assert f'id="move_{field}_error"' in text
        assert 'value="Fler elever"' in text
        assert f'name="next" value="{self.page()}"' in text, "another language leads to the page, not to the form"

    def test_the_minutes_of_an_answer_are_kept_when_the_day_is_wrong(self, wearing):
        move = UnitMove.objects.get(above_limit=True)
        answer = {"answer": "no", "decided_on": "2020-01-01", "paragraph": "95", "text": "Avslås."}
        page = wearing("N", body="un").post(reverse("frames:decide_move", args=[move.pk]), answer)
        text = page.content.decode()
        assert page.status_code == 400
        assert f'id="answer{move.pk}_decided_on_error"' in text
        assert "Avslås." in text

    def test_a_move_that_does_not_exist_is_not_found(self, wearing):
        assert wearing("N", body="un").post(reverse("frames:decide_move", args=[999_999]), {}).status_code == 404


class TestReprioritisation:
    def forecast(self) -> Forecast:
        rows = Forecast.objects.known_on(TODAY).filter(unit__code=UNIT, answered_by=None)
        return rows.order_by("-month")[0]

    @pytest.mark.both
    def test_from_signal_to_decision_to_effect_on_one_page(self, wearing):
        secretary, forecast = wearing("SE"), self.forecast()
        page = reverse("frames:reprioritise", args=["un", forecast.pk])
        assert "Nya ramar" in secretary.get(page).content.decode()
        form = {
            f"new:{UNIT}": "79 000",
            "new:gymnasium-vux": "81 500",
            "decided_on": "2026-11-02",
            "paragraph": "96",
            "text": "Nämnden omprioriterar.",
            "expected": "Skolan håller sin ram.",
        }
        unequal = secretary.post(page, {**form, "new:gymnasium-vux": "81 000"})
        assert unequal.status_code == 400
        assert "Skolan håller sin ram." in unequal.content.decode()
        below = secretary.post(page, {**form, "new:gymnasium-vux": "-1", f"new:{UNIT}": "160 501"})
        assert 'id="id_new:gymnasium-vux_error"' in below.content.decode()
        answer = secretary.post(page, form)
        assert answer.status_code == 302
        made = Reprioritisation.objects.get()
        assert answer.headers["Location"] == reverse("frames:reprioritisation", args=[made.pk])
        text = wearing("CI").get(answer.headers["Location"]).content.decode()
        told = (
            "78\u00a0500",
            "79\u00a0000",
            "81\u00a0500",
            "§ 96",
            "Skolan håller sin ram",
            "Ingen prognos",
            "66\u00a0236",
        )
        for words in (*told, "Bokfört till och med oktober"):
            assert words in text
        assert "§ 96" in wearing("CI").get(reverse("frames:reprioritisations")).content.decode()
        assert secretary.get(page).status_code == 404, "it is answered"

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "KF", "N", "FC", "EC", "KC"])
    def test_only_the_secretary_enters_it(self, wearing, role):
        page = reverse("frames:reprioritise", args=["un", self.forecast().pk])
        assert wearing(role).get(page).status_code == 403
        assert wearing(role).post(page, {}).status_code == 403

    @pytest.mark.once
    @pytest.mark.parametrize("role", [each.value for each in Role])
    def test_every_role_reads_the_list_whatever_body_it_sits_in(self, wearing, role):
        assert wearing(role).get(reverse("frames:reprioritisations")).status_code == 200

    @pytest.mark.once
    def test_one_that_does_not_exist_is_not_found(self, db, client):
        assert client.get(reverse("frames:reprioritisation", args=[999_999])).status_code == 404
        assert "Inget har omprioriterats" in client.get(reverse("frames:reprioritisations")).content.decode()


class TestCarryingOver:
    FORM = {"decided_on": "2026-11-02", "paragraph": "97", "text": "Det som blev över förs över."}

    def test_from_the_councils_decision_to_the_units_page(self, wearing):
        secretary = wearing("SE")
        council, committee = (reverse("frames:carry", args=[code]) for code in ("kf", "un"))
        assert "Kvar av 2025" in secretary.get(council).content.decode()
        assert secretary.post(council, {**self.FORM, "net:un": "120"}).status_code == 302
        assert "120" in secretary.get(committee).content.decode()
        refused = secretary.post(committee, {**self.FORM, f"net:{UNIT}": "121"})
        assert refused.status_code == 400
        assert "1\u00a0tkr mer" in refused.content.decode()
        assert f'name="net:{UNIT}" value="121"' in refused.content.decode()
        back = secretary.post(council, {**self.FORM, "investment:un": "-1"})
        assert 'id="id_investment:un_error"' in back.content.decode()
        assert secretary.post(committee, {**self.FORM, f"net:{UNIT}": "120"}).status_code == 302
        listed = wearing("CI").get(reverse("frames:carry_overs")).content.decode()
        assert listed.count("§ 97") == 2
        for page in ("frames:overview", "frames:committee", "autonomy:unit"):
            place = {"frames:overview": [], "frames:committee": ["un"], "autonomy:unit": [UNIT]}[page]
            assert "Varav överfört från 2025" in wearing("CI").get(reverse(page, args=place)).content.decode(), page

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "KF", "N", "FC", "EC", "KC", "CT"])
    def test_only_the_secretary_enters_it(self, wearing, role):
        client, page = wearing(role), reverse("frames:carry", args=["un"])
        assert client.get(page).status_code == 403
        assert client.post(page, {}).status_code == 403
        text = client.get(reverse("frames:carry_overs")).content.decode()
        assert "Inget har förts över" in text
        assert page not in text

    @pytest.mark.once
    def test_a_body_that_does_not_exist_is_not_found(self, wearing):
        assert wearing("SE").get(reverse("frames:carry", args=["finns-inte"])).status_code == 404


class TestLines:
    def page(self) -> str:
        return reverse("autonomy:lines", args=[UNIT])

    def test_the_manager_sees_both_sides_of_a_move_and_moves_it_back(self, wearing):
        manager, before = wearing("EC", unit=UNIT), lines()
        form = {"from_line": number("Personal"), "to_line": number("Läromedel"), "amount": "100"}
        answer = manager.post(reverse("autonomy:move_between_lines", args=[UNIT]), form, follow=True)
        text = answer.content.decode()
        assert answer.redirect_chain[-1][0] == self.page()
        had = before["Personal"]
        assert (
            f"Personal {had // 1000}\u00a0{had % 1000:03} → {(had - 100) // 1000}\u00a0{(had - 100) % 1000:03}" in text
        )
        assert lines()["Läromedel"] == before["Läromedel"] + 100
        move = LineMove.objects.order_by("-pk")[0]
        assert manager.post(reverse("autonomy:move_back", args=[UNIT, move.pk])).status_code == 302
        assert lines() == before

    def test_a_line_is_added_and_renamed_at_once(self, wearing):
        manager = wearing("EC", unit=UNIT)
        added = manager.post(reverse("autonomy:set_line", args=[UNIT]), {"label": "Resor", "amount": "0"})
        assert added.status_code == 302
        rename = reverse("autonomy:rename_line", args=[UNIT, number("Resor")])
        assert manager.post(rename, {"label": "Studieresor"}).status_code == 302
        assert lines()["Studieresor"] == 0
        assert manager.post(rename, {"label": "Personal"}).status_code == 400
        assert manager.post(rename, {"label": " "}).status_code == 400

    def test_an_open_intervention_is_named_with_ground_and_last_day(self, wearing):
        signal = Signal.objects.filter(unit__code=UNIT)[0]
        Intervention.objects.create(
            signal=signal,
            unit=signal.unit,
            ground=signal.ground,
            limits="Köpstopp",
            limits_money_moves=True,
            exit_criterion="Ramen hålls",
            start=date(2026, 11, 1),
            end=date(2026, 12, 1),
            next_review=date(2026, 11, 15),
            opened_by="Chef",
        )
        manager, before = wearing("EC", unit=UNIT), lines()
        form = {"from_line": number("Personal"), "to_line": number("Läromedel"), "amount": "100"}
        text = manager.post(reverse("autonomy:move_money", args=[UNIT]), form).content.decode()
        for words in ("Köpstopp", signal.ground, "30\xa0november 2026"):
            assert words in text
        assert "Köpstopp" in manager.get(self.page()).content.decode()
        assert lines() == before

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["KF", "N", "Np", "EM", "CI", "SE"])
    def test_lines_are_the_unit_s_own(self, wearing, role):
        assert wearing(role).get(self.page()).status_code == 403
        for name, arguments in (("set_line", [UNIT]), ("rename_line", [UNIT, 1]), ("move_back", [UNIT, 1])):
            assert wearing(role).post(reverse(f"autonomy:{name}", args=arguments), {}).status_code == 403

    @pytest.mark.once
    def test_another_unit_s_manager_is_an_outsider(self, wearing):
        manager = wearing("EC", unit=UNIT)
        assert manager.get(reverse("autonomy:lines", args=["bjorntorp"])).status_code == 403
        assert manager.get(reverse("autonomy:lines", args=["finns-inte"])).status_code == 404
        assert manager.post(reverse("autonomy:move_back", args=[UNIT, 999_999])).status_code == 404


class TestTheLimitOnMoves:
    """The committee decides how much its department head may move; the secretary enters it from the minutes."""

    ADDRESS = "/ramar/flytta/ks/grans/"

    def said(self, **more):
        return {"amount": "750", "decided_on": "2026-10-29", "paragraph": "91", **more}

    def test_the_secretary_enters_it_and_it_stands_with_its_decision(self, wearing):
        secretary = wearing("SE")
        page = reverse("frames:moves_of", args=["ks"])
        assert "För in en gräns" in secretary.get(page).content.decode()
        assert secretary.post(self.ADDRESS, self.said()).status_code == 302
        text = secretary.get(page).content.decode()
        assert "750\u00a0tkr" in text
        assert "29\xa0oktober 2026 § 91" in text

    def test_a_decision_that_lies_ahead_is_refused_at_its_field(self, wearing):
        answer = wearing("SE").post(self.ADDRESS, self.said(decided_on="2026-12-24"))
        assert answer.status_code == 400
        assert 'id="limit_decided_on_error"' in answer.content.decode()
        assert 'value="750"' in answer.content.decode()

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["FC", "EC", "N", "Np", "KC", "CT", "CI"])
    def test_nobody_else_enters_it(self, wearing, role):
        before = MoveLimit.objects.count()
        assert wearing(role).post(self.ADDRESS, self.said()).status_code == 403
        assert MoveLimit.objects.count() == before


def test_moves_stand_a_page_at_a_time(wearing, monkeypatch):
    monkeypatch.setattr("spelregler.apps.frames.queries.moves.MOST_ROWS", 1)
    head = wearing("FC", department="utbildningsforvaltningen")
    address = reverse("frames:moves_of", args=["un"])
    said = {"from_unit": UNIT, "to_unit": "ramdalsskolan", "amount": "1", "reason": "Prov", "propose": "1"}
    assert head.post(reverse("frames:move", args=["un"]), said).status_code == 302
    total = UnitMove.objects.filter(body__code="un", year=TODAY.year).count()
    first, last = (head.get(f"{address}?sida={page}").content.decode() for page in (1, total))
    assert f"Sida 1 av {total}" in first
    assert f"Sida {total} av {total}" in last
    assert first.split("<tbody>")[1] != last.split("<tbody>")[1]
