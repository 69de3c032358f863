"""`doctor --data` finds what earlier faults may have stored, and a named command puts it right, never silently."""

from __future__ import annotations

from datetime import date

import pytest
from click.testing import CliRunner
from django.db.models import F

from spelregler.apps.frames.models import BudgetLine, LedgerBatch, LedgerSum, LineMove, VoucherLines
from spelregler.apps.frames.operations import move_between_lines
from spelregler.apps.goals.models import Indicator, Measurement
from spelregler.apps.organisation.models import Person
from spelregler.apps.organisation.operations.accounts import give_account
from spelregler.apps.policy.models import AnswerTally, Finding
from spelregler.apps.policy.operations.findings import evaluate_and_store
from spelregler.apps.policy.queries.untrue_answers import untrue_answers, untrue_tallies
from spelregler.cli import program
from spelregler.config import leftovers, nightly
from spelregler.platform.accounts.operations import open_account
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import SYSTEM, record
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db
UNIT = "oxeloskolan"


def found() -> list[dict]:
    return [each for each in leftovers.examine() if not each.ok]


def run(command: str) -> str:
    """The command that the remedy names, as it is written there."""
    words = command.split("spelregler ", 1)[1].rstrip(".").split(". ")[0].split(", and")[0].split()
    ran = CliRunner().invoke(program, words)
    assert ran.exit_code == 0, ran.output
    return ran.output


def test_an_answer_that_is_not_what_the_rules_answer_is_told_and_put_right():
    evaluate_and_store(as_of=TODAY)
    assert untrue_answers() == []
    assert nightly.compare_the_answers() == "0 untrue"
    held = Finding.objects.filter(seen_to=None, clause="MR-42", scope_kind="unit").order_by("scope").first()
    Finding.objects.filter(pk=held.pk).update(reason_sv="Allt är väl.")
    assert untrue_answers() == [("MR-42", "unit", held.scope)]
    assert nightly.compare_the_answers() == "1 untrue"
    (told,) = found()
    assert "MR-42" in told.what.sv
    evaluate_and_store(as_of=TODAY)
    assert found(), "the digest says that it has not changed"
    run(told.todo.en)
    assert found() == []
    record(who=SYSTEM, act="move", subject="x", subject_key="frames.linemove:1")
    assert untrue_answers() is None, "the answers do not know of it yet"
    assert nightly.compare_the_answers() == "not compared"


def test_tallies_that_are_not_what_is_answered_are_told_and_counted_anew():
    evaluate_and_store(as_of=TODAY, word_for_word=True)
    assert untrue_tallies() == found() == []
    AnswerTally.objects.filter(clause="MR-42").update(count=F("count") + 1)
    AnswerTally.objects.filter(clause="MR-1").delete()
    assert untrue_tallies() == ["MR-1", "MR-42"]
    (told,) = found()
    assert "MR-1, MR-42" in told.what.sv
    evaluate_and_store(as_of=TODAY)
    assert untrue_tallies(), "no answer has changed"
    run(told.todo.en)
    assert untrue_tallies() == []
    AnswerTally.objects.all().delete()
    nightly.compare_the_answers()
    assert untrue_tallies() == []


def lines() -> list[BudgetLine]:
    return list(BudgetLine.objects.on(TODAY).filter(unit_frame__unit__code=UNIT).order_by("number")[:2])


def move(kronor: int) -> LineMove:
    one, two = lines()
    return move_between_lines(
        unit_frame=one.unit_frame,
        from_line=one,
        to_line=two,
        amount_ore=kronor * 100,
        reason="",
        moved_on=TODAY,
        who=SYSTEM,
        intervention_limits=None,
    )


@pytest.mark.once
def test_nothing_is_found_where_nothing_is_wrong(db, django_assert_max_num_queries):
    # Two for each month that was read in, however many codes it has, two for each clause's answers and what it reads.
    with django_assert_max_num_queries(460):
        assert found() == []
    move(1_000)
    move(2_000)
    assert found() == []


def test_a_move_that_was_stored_twice_is_found_and_moved_back_by_the_command_that_is_named():
    before = [line.amount_ore for line in lines()]
    move(7_000)
    once = [line.amount_ore for line in lines()]
    again = move(7_000)
    [row] = found()
    assert f"mend move {again.pk} --apply" in row.way.sv
    assert "Inget är ändrat" in run(row.way.sv.replace(" --apply", ""))
    assert found() == [row]
    run(row.way.sv)
    assert [line.amount_ore for line in lines()] == once != before
    assert found() == []
    assert LineMove.objects.filter(amount_ore=700_000).count() == 3
    assert AuditRow.objects.latest("id").role == "systemförvaltare"


def test_sums_that_are_not_those_of_the_vouchers_are_found_and_the_file_may_be_read_again():
    kept = VoucherLines.objects.first()
    wrong = LedgerSum.objects.filter(batch=kept.batch, responsibility=kept.responsibility, month=kept.month).first()
    LedgerSum.objects.filter(pk=wrong.pk).update(amount_ore=wrong.amount_ore + 12_00)
    [row] = found()
    assert kept.responsibility in row.what.sv
    assert f"mend ledger {kept.batch_id} --apply" in row.way.sv
    digest = LedgerBatch.objects.get(pk=kept.batch_id).sha256
    run(row.way.sv.split(" och läs")[0])
    assert not LedgerBatch.objects.filter(sha256=digest).exists()
    assert AuditRow.objects.filter(act="release-ledger-file").count() == 1
    assert found() == []


def test_the_womens_figure_stored_as_everybodys_is_found():
    indicator = Indicator.objects.first()

    def measured(sex: str, value: int) -> Measurement:
        return Measurement.objects.create(
            indicator=indicator,
            sex=sex,
            value=value,
            period_start=date(2012, 1, 1),
            period_end=date(2013, 1, 1),
            recorded_on=TODAY,
        )

    total = measured("T", 5_900)
    measured("K", 5_900)
    [row] = found()
    assert f"{indicator.code} 2012: värdet för alla är kvinnornas" in row.what.sv
    assert f"import scb FIL --indicator {indicator.code} --apply" in row.way.sv
    men = measured("M", 5_900)
    assert found() == []  # all three alike is no sign of anything
    men.delete()
    Measurement.objects.create(
        indicator=indicator,
        value=11_900,
        period_start=total.period_start,
        period_end=total.period_end,
        recorded_on=TODAY,
        replaces=total,
    )
    assert found() == []


@pytest.mark.once
def test_an_account_that_lost_its_person_is_found_and_given_back():
    person = Person.objects.filter(account=None).exclude(code="").first()
    first = open_account(email="forsta@kommun.example", name=person.name, who=SYSTEM)
    second = open_account(email="andra@kommun.example", name=person.name, who=SYSTEM)
    give_account(person=person.code, account=first, who=SYSTEM)
    assert found() == []
    give_account(person=person.code, account=second, who=SYSTEM, replaces=True)
    [row] = found()
    assert "forsta@kommun.example" in row.what.sv
    run(row.way.sv)
    person.refresh_from_db()
    assert person.account_id == first.pk
    [other] = found()
    run(other.way.sv.split("Annars: ")[1].join(["spelregler-", ""]).replace("spelregler-", ""))
    assert found() == []


def test_a_number_that_is_not_there_is_said(db):
    for command in ("move", "unit-move", "ledger"):
        ran = CliRunner().invoke(program, ["mend", command, "999999", "--apply"])
        assert ran.exit_code == 2
        assert "doctor --data" in ran.output


@pytest.mark.once
def test_doctor_tells_them(db):
    ran = CliRunner().invoke(program, ["doctor", "--data"])
    assert "Inget av det som tidigare fel kunde lagra finns här." in ran.output
