"""The whole demo, as the program built it through the real operations."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.apps import apps
from django.db.models import Q

from spelregler.apps.autonomy.models import Intervention, Review, Signal
from spelregler.apps.decisions.models import Decision, HowFlag, LaterDay, PartReport, UnitAssignment
from spelregler.apps.delegation.models import DecidedVoucher, OrderRow, PassingOn
from spelregler.apps.evaluation.models import EvaluatedRule
from spelregler.apps.followup.models import KeptFigure, KeptText, NewsTold, OtherText, Report, ReportTemplate, TakenUp
from spelregler.apps.frames.models import (
    CarryOver,
    CarryOverShare,
    CommittedSum,
    CommitteeFrame,
    CouncilBudget,
    Forecast,
    InternalChoice,
    LedgerBatch,
    LedgerMonth,
    LedgerNet,
    LedgerSum,
    ProposedShare,
    Reprioritisation,
    ReprioritisedShare,
    TableChoice,
    UnitFrame,
    VoucherLines,
)
from spelregler.apps.frames.queries.both_forecasts import unit_forecasts
from spelregler.apps.goals.models import Action, Goal, KeyMeasure, Measurement, Plan, ShownValue, Target
from spelregler.apps.organisation.models import (
    AlsoServes,
    AnonymityRule,
    Answering,
    CallIn,
    Instruction,
    LaterChange,
    Leaving,
    Membership,
    Municipality,
    Person,
    Unit,
    UnitChange,
    UnitName,
    UnitPart,
)
from spelregler.apps.organisation.queries.departments import departments
from spelregler.apps.organisation.queries.introductions import members_waiting
from spelregler.apps.organisation.queries.role_assignments import role_assignments_of
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.apps.policy.models import Adoption, AnswerTally, Asked, DocumentVersion, Finding, MovedOccasion
from spelregler.apps.registry.models import CaseRequest, Disposal, PlanRow, RecordFile, Series
from spelregler.demo import actions, frames, goals, history, organisation, people, values, vouchers
from spelregler.demo.build import DatabaseNotEmpty, build
from spelregler.demo.cast import cast
from spelregler.demo.facts import TODAY
from spelregler.demo.ledger import FILE_NAME, FIRST_MONTHS
from spelregler.demo.tests.built import SAID, built_home
from spelregler.domain.frames.forecast import Method
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.verification import broken_rows

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_it_says_what_it_does_chapter_by_chapter():
    assert len((built_home() / SAID).read_text(encoding="utf-8").splitlines()) == 26


def test_it_is_never_loaded_twice():
    with pytest.raises(DatabaseNotEmpty) as refused:
        build(say=print)
    assert "tom" in refused.value.text("sv")
    assert "empty" in refused.value.text("en")
    assert Municipality.objects.get().is_demo


def test_counts():
    assert Unit.objects.on(TODAY).count() == len(organisation.UNITS) == 39
    assert Goal.objects.filter(continues=None).count() == len(goals.GOALS)
    assert Measurement.objects.count() == len(goals.MEASURES)
    assert Action.objects.filter(continues=None).count() == len(actions.ACTIONS) + len(values.ANSWERS)
    assert Plan.objects.count() == len(actions.PLANS) == 6 + 38
    assert Forecast.objects.count() == 7 * (39 + 6)
    assert UnitFrame.objects.count() == 39
    assert Membership.objects.on(TODAY).count() == 115
    assert DocumentVersion.objects.count() == 2 + 3
    assert Adoption.objects.count() == 1


def test_the_organisation_holds_on_the_day():
    assert len(unit_places(as_of=TODAY)) == 39
    assert all(place.manager for place in unit_places(as_of=TODAY))
    heads = {each.code: each for each in departments(as_of=TODAY)}
    assert all(each.head for each in heads.values())
    assert [code for code, each in heads.items() if each.head_is_acting] == ["kultur-och-fritidsforvaltningen"]
    assert Unit.objects.get(code="breviksskolan").succeeded_by.code == "peterslundsskolan"


def test_new_members_await_introduction():
    waiting = [each.membership for each in members_waiting(as_of=TODAY)]
    assert len(waiting) == 12 - people.INTRODUCED_AT_ONCE + 4 + 1
    assert {each.seat.body.code for each in waiting} == {"kf", "un"}


def test_every_cast_member_can_log_in_and_wears_the_role():
    for member in cast():
        person = Person.objects.get(code=member.code)
        assert person.account.email == member.email
        assert not person.account.has_usable_password()
        assert member.role in {
            role_assignment.role for role_assignment in role_assignments_of(person=person, as_of=TODAY)
        }
    dual = Person.objects.get(code=people.code_of(people.DUAL_ROLE))
    assert {role_assignment.role for role_assignment in role_assignments_of(person=dual, as_of=TODAY)} == {"KF", "EM"}


def test_the_frames_in_the_database_add_up():
    budget = CouncilBudget.objects.get(year=2026)
    committees = CommitteeFrame.objects.filter(year=2026)
    assert sum(each.amount_ore for each in committees) + budget.finance_ore == budget.total_ore
    assert sum(each.amount_ore for each in committees) == 90_000_000_000
    assert all(each.decision for each in committees)


def test_the_forecast_that_nobody_answered():
    un = Forecast.objects.get(body__code="un", month=date(2026, 9, 1))
    assert (un.recorded_on, un.answered_by) == (date(2026, 9, 28), None)
    von = Forecast.objects.get(body__code="von", month=date(2026, 9, 1))
    assert von.answered_by.decided_on == date(2026, 10, 14)


def test_the_ledger_came_through_the_importer_without_a_warning():
    batch = LedgerBatch.objects.get(file_name=FILE_NAME)
    assert not LedgerBatch.objects.exclude(warnings=[]).exists()
    assert batch.vouchers == 39 * vouchers.LAST_MONTH
    assert (batch.first_month, batch.last_month) == (date(2026, 1, 1), date(2026, 10, 1))
    assert not LedgerSum.objects.filter(unit__isnull=True, amount_ore__gt=0).exists()


def test_outcome_follows_the_forecasts():
    for unit in organisation.UNITS:
        rows = LedgerSum.objects.filter(unit__code=unit.code, batch__file_name=FILE_NAME).exclude(account=vouchers.BANK)
        outcome = sum(row.amount_ore for row in rows)
        assert outcome == sum(vouchers.net_cost_ore(unit, month) for month in range(1, 11))
        share = outcome * 1000 // frames.unit_forecast_ore(unit.code, 10)
        assert 815 <= share <= 845, unit.code


def test_every_unit_with_a_history_has_a_proposal_that_was_tested_on_it():
    found = {each.unit: each for each in unit_forecasts(year=2026, as_of=TODAY)}
    assert len(found) == len(organisation.UNITS)
    assert {code for code, each in found.items() if each.proposal.method is not Method.SEASONAL} == {"ungdom"}
    for code, each in found.items():
        if code != "ungdom":
            assert (each.proposal.years, [test.year for test in each.record.tests]) == (
                (2023, 2024, 2025),
                [2024, 2025],
            )
            assert each.record.mean_pct < 5, code


def test_the_october_forecasts_keep_what_was_computed_then():
    kept = Forecast.objects.filter(unit__isnull=False, proposed_ore__isnull=False)
    assert {each.recorded_on for each in kept} == {date(2026, 10, 28)}
    assert kept.count() == len(organisation.UNITS)
    assert set(kept.values_list("proposed_month", flat=True)) == {FIRST_MONTHS}


def test_the_signals():
    found = {(each.unit.code, each.ground): each for each in Signal.objects.all()}
    assert set(found) == {
        ("oxeloskolan", "MR-48"),
        ("oxeloskolan", "MR-46"),
        ("bjorntorp", "MR-47"),
        ("fritid-anlaggningar", "MR-51"),
    }
    assert [stand.choice for stand in found["oxeloskolan", "MR-48"].stands.all()] == ["dialogue"]
    assert not found["bjorntorp", "MR-47"].stands.exists()
    assert not Intervention.objects.exists()


def test_every_stored_figure_has_an_origin():
    for model in (Target, Measurement, UnitFrame, CommitteeFrame, CouncilBudget, Forecast):
        assert set(model.objects.values_list("origin", flat=True)) <= {"found", "derived", "invented"}


ROOMS = (
    "organisation",
    "decisions",
    "delegation",
    "followup",
    "control",
    "goals",
    "frames",
    "autonomy",
    "evaluation",
    "knowledge",
    "policy",
    "registry",
)
IN_A_BATCH = (
    LedgerBatch,
    LedgerMonth,
    LedgerNet,
    LedgerSum,
    VoucherLines,
    CommittedSum,
    Finding,
    AnswerTally,
    Asked,
    ShownValue,
    ProposedShare,
    ReprioritisedShare,
    KeyMeasure,
    EvaluatedRule,
    Report,
    KeptText,
    KeptFigure,
    OrderRow,
    Series,
    PlanRow,
)
"""A ledger has one row for the file, its months, sums, nets and vouchers, what is committed one for its file, answers
one for the evaluation, what is shown one for each weighing, a proposal one for its amounts, a
choice of key measures one for its measures, a decided evaluation one for what was computed, an
occasion of reporting one for its reports, what is handed in one for its texts and figures, a
delegation order and a disposal plan one for their rows, a series of registry numbers one for each case."""

FACTS = [model for room in ROOMS for model in apps.get_app_config(room).get_models() if model not in IN_A_BATCH]
UNUSED = (Intervention, Reprioritisation, CarryOver, CarryOverShare, TableChoice, InternalChoice, CallIn, Leaving)
UNUSED += (
    NewsTold,
    ReportTemplate,
    OtherText,
    TakenUp,
    Answering,
    Instruction,
    AlsoServes,
    LaterChange,
    UnitChange,
    UnitName,
    UnitPart,
    AnonymityRule,
    LaterDay,
    PartReport,
    UnitAssignment,
    Review,
    RecordFile,
    Disposal,
    HowFlag,
    CaseRequest,
    PassingOn,
    DecidedVoucher,
    MovedOccasion,
)
"""The demo is healthy enough for no intervention, its ledger is a SIE file without internal accounts, and nobody is
called in or leaves, no department comes under another body and no instruction is decided anew, no unit changes, nobody
is made anonymous, no assignment is given a later day, told in part or passed on, no record has a file or is disposed
of, no decision is marked for a talk or passed on or has a voucher, no case is asked for, no two write one report,
and no occasion of the year is moved: that is for whoever tries it."""


@pytest.mark.parametrize("model", FACTS, ids=lambda model: model.__name__)
def test_every_fact_has_a_row_in_the_trail(model):
    facts = {f"{model._meta.label_lower}:{pk}" for pk in model.objects.values_list("pk", flat=True)}
    assert bool(facts) == (model not in UNUSED)
    assert not facts - set(AuditRow.objects.values_list("subject_key", flat=True))


def test_every_decided_goal_says_who_decided_and_every_account_is_opened():
    decided = Goal.objects.filter(decision__isnull=False)
    acts = Counter(AuditRow.objects.values_list("act", flat=True))
    assert decided.exists()
    assert acts["decide-goal"] == decided.count()
    assert acts["finish-action"] == Action.objects.filter(done_on__isnull=False).count()
    assert acts["link-goals"] == Goal.parents.through.objects.count()
    assert acts["open-account"] == len(cast())
    assert acts["import-ledger"] == LedgerBatch.objects.count() == len(history.LEVELS) + 2
    assert acts["replace-ledger-month"] == FIRST_MONTHS


def test_every_act_names_who_and_in_which_role():
    assert not AuditRow.objects.filter(Q(actor="") | Q(role="") | Q(subject="")).exists()


def test_the_trail_is_whole():
    assert broken_rows() == []


def test_every_decision_says_whether_it_was_found_or_invented():
    origins = Counter(Decision.objects.values_list("origin", flat=True))
    assert set(origins) == {"found", "invented"}
    assert origins["invented"] > origins["found"]
