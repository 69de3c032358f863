"""What a row tells, and what it never tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from spelregler.platform import clock, request_id
from spelregler.platform.accounts.models import Account
from spelregler.platform.audit.changes import changes, values_of
from spelregler.platform.audit.many import Fact, store_many
from spelregler.platform.audit.models import AuditRow, Retention
from spelregler.platform.audit.operations import Who, record, record_reading, record_refusal, store
from spelregler.platform.audit.verification import verify

pytestmark = pytest.mark.django_db
WHO = Who(name="Asta Ek", role="SE sekreterare", person="asta", account="7")


def last() -> AuditRow:
    return AuditRow.objects.order_by("-id")[0]


@pytest.fixture
def account() -> Account:
    account = Account(email="bo@example.org", name="Bo Ek")
    account.set_unusable_password()
    store(account, act="add-account", who=WHO)
    return account


class TestStore:
    def test_tells_who_in_which_role_what_and_in_which_request(self, account):
        row = last()
        assert (row.actor, row.person, row.account, row.role) == ("Asta Ek", "asta", "7", "SE sekreterare")
        assert (row.act, row.subject, row.subject_key) == ("add-account", "Bo Ek", f"accounts.account:{account.pk}")
        assert row.request_id == request_id.current()

    def test_a_new_row_has_only_an_after(self, account):
        assert last().before == {}
        assert last().after["email"] == "bo@example.org"

    def test_a_changed_row_tells_the_changed_fields_as_the_database_held_them(self, account):
        Account.objects.filter(pk=account.pk).update(name="Bo Al")  # the caller's copy is older than the database
        account.name = "Bo Ny"
        store(account, act="rename", who=WHO)
        assert (last().before, last().after) == ({"name": "Bo Al"}, {"name": "Bo Ny"})

    def test_a_value_told_in_another_form_is_no_change(self):
        decided = Retention.objects.create(years=10, body="KS", decided_on=date(2026, 10, 1), paragraph="1")
        decided.decided_on = "2026-10-01"
        with pytest.raises(IntegrityError), transaction.atomic():  # a decision is not changed, but the reading is right
            store(decided, act="touch", who=WHO)
        assert changes(decided, values_of(Retention.objects.get())) == ({}, {})

    def test_a_secret_is_told_as_set_and_nothing_more(self):
        account = Account(email="bo@example.org", name="Bo")
        account.set_password("correct horse")
        store(account, act="add-account", who=WHO)
        old = account.password
        account.set_password("battery staple")
        store(account, act="set-password", who=WHO)
        assert (last().before, last().after) == ({"password": "•••"}, {"password": "•••"})
        told = "".join(AuditRow.objects.values_list("content", flat=True))
        assert old not in told
        assert account.password not in told

    def test_a_refused_row_leaves_no_trace(self):
        with pytest.raises(Exception, match="email"), transaction.atomic():
            store(Account(email="", name=""), act="add-account", who=WHO)
        assert not AuditRow.objects.exists()


class TestRecord:
    def test_numbers_have_no_gap_after_an_act_that_was_rolled_back(self):
        record(who=WHO, act="one", subject="")
        with transaction.atomic():
            record(who=WHO, act="two", subject="")
            transaction.set_rollback(True)
        assert record(who=WHO, act="three", subject="").pk == 2

    def test_numbers_that_a_database_would_round_are_kept_as_told(self):
        record(who=WHO, act="act", subject="", details={"big": 1e22, "small": 1e-7, "nul": "\x00"})
        assert last().details == {"big": 1e22, "small": 1e-7, "nul": "\x00"}

    def test_a_reading_concerns_the_one_who_was_read_about(self):
        record_reading(who=WHO, person="bo", what="Förordnanden")
        assert (last().act, last().concerns, last().person) == ("read-record", "bo", "asta")

    def test_a_page_loaded_again_the_same_day_is_no_new_reading(self):
        for _ in range(3):
            record_reading(who=WHO, person="bo", what="Förordnanden")
        assert AuditRow.objects.count() == 1

    @pytest.mark.parametrize(
        "another",
        [
            {"who": replace(WHO, role="HR")},
            {"who": replace(WHO, person="cia")},
            {"person": "cia"},
            {"what": "Avslut"},
        ],
    )
    def test_another_reader_role_person_or_record_is(self, another):
        record_reading(who=WHO, person="bo", what="Förordnanden")
        record_reading(**({"who": WHO, "person": "bo", "what": "Förordnanden"} | another))
        assert AuditRow.objects.count() == 2

    def test_and_so_is_the_next_day_s(self, monkeypatch):
        record_reading(who=WHO, person="bo", what="Förordnanden")
        later = clock.now() + timedelta(days=1)
        monkeypatch.setattr(clock, "now", lambda: later)
        record_reading(who=WHO, person="bo", what="Förordnanden")
        assert AuditRow.objects.count() == 2

    def test_nobody_is_told_of_reading_one_s_own(self):
        assert record_reading(who=WHO, person="asta", what="Förordnanden") is None
        assert not AuditRow.objects.exists()


class TestAppendOnly:
    def test_no_row_can_be_changed(self, trail):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            AuditRow.objects.filter(pk=2).update(actor="x")

    @pytest.mark.parametrize("number", [1, 3, 6])
    def test_no_row_can_be_removed(self, trail, number):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            AuditRow.objects.filter(pk=number).delete()

    def test_no_row_can_be_replaced(self, trail):
        columns = "id, at, request_id, actor, person, account, role, act, subject, subject_key, concerns, content"
        word = "REPLACE" if connection.vendor == "sqlite" else "INSERT"
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"{word} INTO audit_auditrow ({columns}, previous_hash, hash) "
                f"SELECT {columns.replace('actor', 'role')}, previous_hash, 'x' FROM audit_auditrow WHERE id = 3"
            )
        assert AuditRow.objects.get(pk=3).actor == "Test"

    def test_the_table_cannot_be_emptied(self, trail):
        statement = "TRUNCATE audit_auditrow" if connection.vendor == "postgresql" else "DELETE FROM audit_auditrow"
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


class TestRefusals:
    def test_tell_role_action_and_clause_and_nobody(self):
        record_refusal(role="N", action="move_money_inside_unit_frame:decide", clause="MR-24")
        row = last()
        assert (row.role, row.subject, row.details) == ("N", "move_money_inside_unit_frame:decide", {"clause": "MR-24"})
        assert (row.actor, row.person, row.account, row.request_id, row.concerns) == ("", "", "", "", "")

    def test_one_rule_fills_five_rows_an_hour(self):
        for _ in range(9):
            record_refusal(role="CI", action="a", clause="MR-24")
        record_refusal(role="N", action="a", clause="MR-24")
        assert AuditRow.objects.count() == 5 + 1

    def test_a_crawler_cannot_fill_the_trail(self):
        for number in range(130):
            record_refusal(role="CI", action=f"page-{number}", clause="")
        assert AuditRow.objects.count() == 100


def _account(number: int, **more: str) -> Account:
    return Account(email=f"p{number}@example.org", name=f"Person {number}", password="!", **more)


class TestStoreMany:
    def test_each_of_many_leaves_the_row_that_it_would_have_left_alone(self, account):
        alone = last()
        store_many([Fact(_account(1), act="add-account", concerns="p1")], who=WHO)
        many = last()
        told = ("actor", "person", "account", "role", "act")
        assert [getattr(many, name) for name in told] == [getattr(alone, name) for name in told]
        made = Account.objects.get(email="p1@example.org")
        assert (many.subject_key, many.concerns, many.subject) == (f"accounts.account:{made.pk}", "p1", "Person 1")
        assert set(many.after) - {"password"} == set(alone.after) - {"password"}

    def test_the_chain_is_whole_and_each_row_sealed(self):
        store_many([Fact(_account(number), act="add-account") for number in range(2_300)], who=WHO)
        verdict = verify()
        assert (verdict.is_whole, verdict.rows) == (True, 2_300)

    def test_a_change_tells_before_and_after_as_the_database_held_it(self, account):
        Account.objects.filter(pk=account.pk).update(name="Bo Al")
        store_many([Fact(account, act="rename", to={"name": "Bo Ny"}), Fact(_account(1), act="add-account")], who=WHO)
        added, changed = AuditRow.objects.order_by("-id")[:2]
        assert (changed.before, changed.after, added.before) == ({"name": "Bo Al"}, {"name": "Bo Ny"}, {})
        assert Account.objects.get(pk=account.pk).name == "Bo Ny"

    def test_a_field_that_is_wrong_stops_them_all(self):
        wrong = Account(email="no address", name="X", password="!")
        with pytest.raises(ValidationError):
            store_many([Fact(_account(1), act="add-account"), Fact(wrong, act="add-account")], who=WHO)
        assert not Account.objects.exists()
        assert not AuditRow.objects.exists()
