"""A budget is proposed in versions and adopted as a whole, by the right council, with sums that hold at every level."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames import operations as op
from spelregler.apps.frames.models import CommitteeFrame, CouncilBudget, Proposal, ProposedShare, UnitFrame
from spelregler.apps.frames.tests.small_town import START, TKR, WHO, Town
from spelregler.apps.organisation.models import Body, Term
from spelregler.domain.frames.proposals import Amounts
from spelregler.domain.money import Money
from spelregler.platform.audit.models import AuditRow

BOARD = op.Author(role="KS", body="ks")
WRITTEN, DECIDED, LATER = date(2026, 10, 20), date(2026, 11, 12), date(2026, 12, 9)


def tkr(cost: int, income: int = 0, investment: int = 0) -> Amounts:
    return Amounts(Money(cost * TKR), Money(income * TKR), Money(investment * TKR))


@pytest.fixture
def council(town: Town) -> Body:
    council = Body.objects.create(code="kf", name="Fullmäktige", kind=Body.Kind.COUNCIL, start=START)
    Term.objects.create(body=council, start=date(2022, 10, 15), end=date(2026, 10, 15))
    Term.objects.create(body=council, start=date(2026, 10, 15))
    return council


def draft(council: Body, *, title: str = "Styrelsens förslag") -> Proposal:
    return op.draft_proposal(decider=council, year=2027, title=title, author=BOARD, written_on=WRITTEN, who=WHO)


def fill(proposal: Proposal, *, un: Amounts, von: Amounts, total: Amounts) -> None:
    for year in (2027, 2028, 2029):
        amounts = {"total": total, "body:un": un, "body:von": von, "finance": tkr(50)}
        op.save_amounts(proposal=proposal, year=year, amounts=amounts, who=WHO)


@pytest.fixture
def proposal(council: Body) -> Proposal:
    """Cost 1 850 and income 200 shared out to the last krona, and 40 of investment."""
    proposal = draft(council)
    fill(proposal, un=tkr(1_200, 200, 40), von=tkr(600), total=tkr(1_850, 200, 40))
    return op.submit_proposal(proposal=proposal, submitted_on=WRITTEN, who=WHO)


def adopt(proposal: Proposal, *, on: date = DECIDED, paragraph: str = "101", **more: str) -> Decision:
    return op.adopt_proposal(
        proposal=proposal, decided_on=on, paragraph=paragraph, text="Budgeten antas.", who=WHO, **more
    )


class TestDraft:
    def test_starts_from_the_frames_that_hold_and_covers_three_years(self, council: Body) -> None:
        proposal = draft(council)
        rows = ProposedShare.objects.filter(proposal=proposal, key="body:un").order_by("year")
        assert [(row.year, row.cost_ore) for row in rows] == [(year, 1_000 * TKR) for year in (2027, 2028, 2029)]
        assert set(proposal.shares.values_list("key", flat=True)) == {
            "total",
            "finance",
            "body:un",
            "body:von",
            "body:kf",
        }

    def test_what_is_submitted_is_never_changed(self, proposal: Proposal) -> None:
        with pytest.raises(op.ProposalRefused, match="lämnades in"):
            op.save_amounts(proposal=proposal, year=2027, amounts={"total": tkr(1)}, who=WHO)
        with pytest.raises(op.ProposalRefused):
            op.submit_proposal(proposal=proposal, submitted_on=DECIDED, who=WHO)
        row = proposal.shares.get(year=2027, key="total")
        with pytest.raises(IntegrityError, match="frames_submitted_is_never_changed"), transaction.atomic():
            ProposedShare.objects.filter(pk=row.pk).update(cost_ore=1)

    def test_another_wording_is_a_new_version_that_starts_from_the_old(self, proposal: Proposal) -> None:
        later = op.new_version(proposal=proposal, author=BOARD, written_on=DECIDED, who=WHO)
        op.save_amounts(proposal=later, year=2027, amounts={"finance": tkr(60)}, who=WHO)
        assert (later.version, later.submitted_on) == (2, None)
        assert later.shares.get(year=2027, key="body:un").cost_ore == 1_200 * TKR
        assert proposal.shares.get(year=2027, key="finance").cost_ore == 50 * TKR
        with pytest.raises(op.ProposalRefused, match="redan ett utkast"):
            op.new_version(proposal=proposal, author=BOARD, written_on=DECIDED, who=WHO)

    def test_income_is_written_without_a_sign(self, council: Body) -> None:
        with pytest.raises(op.ProposalRefused, match="utan minustecken"):
            op.save_amounts(proposal=draft(council), year=2027, amounts={"total": tkr(1, -1)}, who=WHO)


class TestConsequence:
    def test_is_written_between_submission_and_decision(self, proposal: Proposal, town: Town) -> None:
        note = op.note_consequence(
            proposal=proposal, about=town.committee, text="En klass mindre.", written_on=WRITTEN, who=WHO
        )
        assert (note.about, note.written_by) == (town.committee, WHO.name)
        adopt(proposal)
        with pytest.raises(op.ProposalRefused, match="innan det är beslutat"):
            op.note_consequence(
                proposal=Proposal.objects.get(pk=proposal.pk), about=None, text="Sent", written_on=DECIDED, who=WHO
            )

    def test_not_about_a_draft(self, council: Body) -> None:
        with pytest.raises(op.ProposalRefused):
            op.note_consequence(proposal=draft(council), about=None, text="Tidigt", written_on=WRITTEN, who=WHO)


class TestAdopt:
    def test_the_amounts_become_frames_that_carry_the_decision(self, proposal: Proposal, town: Town) -> None:
        decision = adopt(proposal)
        frame = CommitteeFrame.objects.get(body=town.committee, year=2027)
        assert (frame.amount_ore, frame.income_ore, frame.investment_ore) == (1_000 * TKR, 200 * TKR, 40 * TKR)
        assert (frame.start, frame.decision) == (DECIDED, decision)
        budget = CouncilBudget.objects.get(year=2027)
        assert (budget.total_ore, budget.finance_ore, budget.investment_ore) == (1_650 * TKR, 50 * TKR, 40 * TKR)
        assert not CommitteeFrame.objects.filter(year=2028).exists(), "a plan year is a plan"
        assert AuditRow.objects.filter(act="adopt-proposal").count() == 1

    def test_this_year_s_frames_are_left_as_they_are(self, proposal: Proposal, town: Town) -> None:
        adopt(proposal)
        assert CommitteeFrame.objects.get(year=2026).end is None

    @pytest.mark.parametrize(
        ("total", "told"),
        [
            (tkr(1_875, 200, 40), "kostnader: 25\u00a0tkr saknas"),
            (tkr(1_850, 190, 40), "intäkter: 10\u00a0tkr för mycket fördelat"),
            (tkr(1_850, 200, 41), "investeringar: 1\u00a0tkr saknas"),
        ],
    )
    def test_a_difference_refuses_the_decision_and_is_told(self, council: Body, total: Amounts, told: str) -> None:
        proposal = draft(council)
        fill(proposal, un=tkr(1_200, 200, 40), von=tkr(600), total=total)
        op.submit_proposal(proposal=proposal, submitted_on=WRITTEN, who=WHO)
        with pytest.raises(op.SumsDoNotHold, match=told) as refused:
            adopt(proposal)
        assert refused.value.clause == "MR-18"
        assert not CommitteeFrame.objects.filter(year=2027).exists()
        assert not Decision.objects.filter(paragraph="101").exists(), "nothing is decided"

    def test_a_draft_is_not_decided_on(self, council: Body) -> None:
        with pytest.raises(op.ProposalRefused, match="inte inlämnat"):
            adopt(draft(council))

    def test_one_is_adopted_once(self, proposal: Proposal) -> None:
        adopt(proposal)
        with pytest.raises(op.ProposalRefused, match="redan antaget"):
            adopt(proposal, paragraph="102")

    def test_a_later_version_ends_the_frames_of_the_first(self, proposal: Proposal, town: Town) -> None:
        adopt(proposal)
        later = op.new_version(proposal=proposal, author=BOARD, written_on=DECIDED, who=WHO)
        fill(later, un=tkr(1_250, 200, 40), von=tkr(550), total=tkr(1_850, 200, 40))
        op.submit_proposal(proposal=later, submitted_on=DECIDED, who=WHO)
        adopt(later, on=date(2026, 11, 26), paragraph="110")
        old, new = CommitteeFrame.objects.filter(body=town.committee, year=2027).order_by("start")
        assert (old.end, new.start) == (date(2026, 11, 26), date(2026, 11, 26))
        assert (old.amount_ore, new.amount_ore) == (1_000 * TKR, 1_050 * TKR)

    def test_in_an_election_year_the_newly_elected_council_adopts(self, proposal: Proposal) -> None:
        Proposal.objects.filter(pk=proposal.pk).update(written_on=date(2026, 6, 1), submitted_on=date(2026, 6, 1))
        with pytest.raises(op.WrongBudgetDecision, match="nyvalda") as refused:
            adopt(proposal, on=date(2026, 10, 14))
        assert "KL 11 kap. 10 §" in refused.value.words.sv
        assert "2026-10-15" in refused.value.way.sv
        adopt(proposal, on=date(2026, 10, 15))

    def test_december_needs_special_reasons(self, proposal: Proposal) -> None:
        with pytest.raises(op.WrongBudgetDecision, match="senast 2026-11-30"):
            adopt(proposal, on=LATER)
        decision = adopt(proposal, on=LATER, special_reasons="Statsbudgeten kom sent.")
        assert "Statsbudgeten" in decision.text


class TestInternalBudget:
    @pytest.fixture
    def internal(self, proposal: Proposal, town: Town) -> Proposal:
        town.unit("ekskolan"), town.unit("bokskolan")
        adopt(proposal)
        return op.draft_proposal(
            decider=town.committee,
            year=2027,
            title="Internbudget",
            author=op.Author(role="FC", body="un"),
            written_on=LATER,
            who=WHO,
        )

    def split(self, proposal: Proposal, *, ek: int, bok: int) -> Proposal:
        amounts = {"unit:ekskolan": tkr(ek + 100, 100), "unit:bokskolan": tkr(bok)}
        op.save_amounts(proposal=proposal, year=2027, amounts=amounts, who=WHO)
        return op.submit_proposal(proposal=proposal, submitted_on=LATER, who=WHO)

    def test_the_committee_splits_its_frame_over_its_units(self, internal: Proposal) -> None:
        adopt(self.split(internal, ek=700, bok=250), on=LATER, paragraph="77")
        found = {row.unit.code: (row.amount_ore // TKR, row.start) for row in UnitFrame.objects.filter(year=2027)}
        assert found == {"ekskolan": (700, LATER), "bokskolan": (250, LATER)}

    def test_more_than_the_frame_is_refused_with_the_difference(self, internal: Proposal) -> None:
        with pytest.raises(op.SumsDoNotHold, match="50\u00a0tkr för mycket"):
            adopt(self.split(internal, ek=700, bok=350), on=LATER, paragraph="77")
        assert not UnitFrame.objects.filter(year=2027).exists()

    def test_it_starts_from_a_decided_frame(self, town: Town) -> None:
        with pytest.raises(op.ProposalRefused, match="ingen beslutad ram"):
            op.draft_proposal(
                decider=town.other, year=2027, title="Internbudget", author=BOARD, written_on=LATER, who=WHO
            )
