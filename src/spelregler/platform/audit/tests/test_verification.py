"""Whoever changes, removes or inserts a row in the database itself is found. The triggers are gone in these tests."""

from __future__ import annotations

import json
from datetime import UTC, timedelta

import pytest
from django.db import DataError, connection, transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from spelregler.platform import clock
from spelregler.platform.audit import heads
from spelregler.platform.audit.acceptance import NothingToAccept, accept
from spelregler.platform.audit.chain import FIELDS, row_hash
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import record
from spelregler.platform.audit.seals import seal
from spelregler.platform.audit.tests.conftest import WHO
from spelregler.platform.audit.verification import Checkpoint, broken_rows, checkpoint_of, verify

pytestmark = pytest.mark.usefixtures("unlocked_trail")
READABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=64)
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def kinds() -> set[str]:
    return {flaw.kind for flaw in verify().flaws}


def rewritten_from(number: int, *, with_the_key: bool = False) -> None:
    """A clever hand: the hashes of every row from `number` on are computed anew; and the seals, if it has the key."""
    previous = AuditRow.objects.filter(id__lt=number).order_by("-id").values_list("hash", flat=True).first() or "0" * 64
    for row in AuditRow.objects.filter(id__gte=number).order_by("id"):
        row.previous_hash = previous
        row.hash = previous = row_hash([getattr(row, name) for name in FIELDS])
        row.seal = seal(row.hash) if with_the_key else row.seal
        row.save()


def test_an_untouched_trail_is_whole_and_nothing_is_remarked(trail):
    verdict = verify()
    assert (verdict.is_whole, verdict.rows, verdict.flaws, verdict.remarks) == (True, 6, [], [])
    assert verdict.checkpoint.count == 6
    assert verdict.checkpoint.hash == trail[-1].hash


def test_an_empty_trail_is_whole(db):
    assert verify().is_whole


@pytest.mark.parametrize("name", [*FIELDS, "hash", "seal"])
@settings(SLOW, max_examples=15)
@given(data=st.data())
def test_any_change_of_any_field_of_any_row_is_found(trail, data, name):
    number = data.draw(st.integers(1, 6), label="row")
    stored = AuditRow.objects.filter(id=number)
    old = stored.values_list(name, flat=True).get()
    if name == "id":
        new = data.draw(st.integers(-5, 20), label="value")
        assume(not AuditRow.objects.filter(id=new).exists())
    elif name == "at":
        new = data.draw(st.datetimes(timezones=st.just(UTC)), label="value")
    else:
        new = data.draw(READABLE, label="value")[: AuditRow._meta.get_field(name).max_length]
    assume(new != old)
    with transaction.atomic():
        stored.update(**{name: new})
        assert not verify().is_whole
        transaction.set_rollback(True)
    assert verify().is_whole


@SLOW
@given(data=st.data())
def test_any_rows_removed_swapped_or_put_in_are_found(trail, data):
    how = data.draw(st.sampled_from(["remove", "swap", "insert", "remove-and-rewrite", "cut-and-continue"]))
    number = data.draw(st.integers(1, 6), label="row")
    with transaction.atomic():
        if how == "swap":
            other = data.draw(st.integers(1, 6).filter(lambda each: each != number), label="other")
            AuditRow.objects.filter(id=number).update(id=99)
            AuditRow.objects.filter(id=other).update(id=number)
            AuditRow.objects.filter(id=99).update(id=other)
        elif how == "insert":
            for each in AuditRow.objects.filter(id__gte=number).order_by("-id").values_list("id", flat=True):
                AuditRow.objects.filter(id=each).update(id=each + 1)
            copy = AuditRow.objects.exclude(id=number)[0]
            copy.id, copy.act, copy.hash = number, "forged", "f" * 64
            copy.save(force_insert=True)
            if data.draw(st.booleans(), label="rewrite"):
                rewritten_from(number)
        else:
            AuditRow.objects.filter(id__gte=number if how == "cut-and-continue" else 99).delete()
            AuditRow.objects.filter(id=number).delete()
            if how == "remove-and-rewrite":
                for each in range(number + 1, 7):
                    AuditRow.objects.filter(id=each).update(id=each - 1)
                rewritten_from(number)
            elif how == "cut-and-continue":
                for each in range(number, 8):
                    record(who=WHO, act="other", subject=str(each))
        assert not verify().is_whole
        transaction.set_rollback(True)


def test_the_last_rows_removed_are_found_by_the_heads_kept_outside(trail):
    AuditRow.objects.filter(id__gte=5).delete()
    assert broken_rows() == []  # the chain by itself cannot tell
    assert [(flaw.kind, flaw.number) for flaw in verify().flaws] == [("removed", 5)]


@pytest.mark.parametrize("number", [0, -1])
def test_a_row_put_in_before_the_first_is_found(trail, number):
    AuditRow(id=number, at=trail[0].at, role="SE", act="forged", hash="f" * 64).save(force_insert=True)
    assert kinds() == {"anchor"}


def test_the_whole_trail_removed_is_found(trail):
    AuditRow.objects.all().delete()
    assert kinds() == {"removed"}


def test_without_heads_it_says_what_cannot_be_seen(trail, own_heads):
    own_heads.unlink()
    assert [lack.kind for lack in verify().lacks] == ["no-heads"]


def forged(trail: list[AuditRow], **more: object) -> AuditRow:
    """A row put in at the very end by a hand that can reckon hashes and has not the key."""
    told = {"id": 7, "at": trail[-1].at, "actor": "Test", "role": "SE", "act": "forged", "subject": "x"}
    row = AuditRow(**(told | {"body": "", "department": "", "previous_hash": trail[-1].hash} | more))
    row.hash = row_hash([getattr(row, name) for name in FIELDS])
    row.save(force_insert=True)
    return row


@pytest.mark.parametrize(
    "more",
    [{}, {"seal": ""}, {"seal": "0" * 64}, {"body": None, "department": None}],
    ids=["no seal", "empty seal", "another's seal", "as if from before rows were sealed"],
)
def test_a_row_put_in_last_with_a_right_hash_is_found(trail, more):
    forged(trail, **more)
    assert broken_rows() == [7]
    assert [(flaw.kind, flaw.number) for flaw in verify().flaws] == [("unsealed", 7)]


def test_nor_may_it_carry_the_seal_of_another_row(trail):
    forged(trail, seal=trail[0].seal)
    assert kinds() == {"unsealed"}


def test_even_when_its_line_was_added_to_the_file_of_heads(trail):
    row = forged(trail)
    heads.note(number=row.id, hash=row.hash, at=row.at)
    assert kinds() == {"unsealed"}


@SLOW
@given(data=st.data())
def test_whatever_a_row_put_in_last_says_it_is_found(trail, data):
    told = {name: data.draw(READABLE, label=name) for name in ("actor", "role", "act", "subject", "content")}
    with transaction.atomic():
        forged(trail, **told)
        assert not verify().is_whole
        transaction.set_rollback(True)


def test_an_earlier_key_still_vouches_for_its_rows(trail, settings):
    settings.SPELREGLER_AUDIT_KEY = f"a-new-one {settings.SPELREGLER_AUDIT_KEY}"
    record(who=WHO, act="after", subject="")
    assert broken_rows() == []
    settings.SPELREGLER_AUDIT_KEY = "a-new-one"
    assert broken_rows() == [1, 2, 3, 4, 5, 6]


def test_a_row_from_before_rows_were_sealed_needs_no_seal(db):
    row = AuditRow(id=1, at=clock.now(), role="SE", act="old", previous_hash="0" * 64)
    row.hash = row_hash([getattr(row, name) for name in FIELDS])
    row.save(force_insert=True)
    assert broken_rows() == []
    record(who=WHO, act="after", subject="")
    assert broken_rows() == []


def test_a_row_of_ours_without_a_line_in_the_file_is_lacked(trail):
    record(who=WHO, act="act", subject="")  # its commit hooks never ran, as when the machine stops
    verdict = verify()
    assert verdict.is_whole
    assert [(lack.kind, lack.number) for lack in verdict.lacks] == [("unwitnessed", 6)]


def test_a_crash_between_commit_and_file_is_no_flaw(trail, own_heads):
    lines = own_heads.read_text().splitlines()
    own_heads.write_text("\n".join(lines[:-1]))
    verdict = verify()
    assert verdict.is_whole
    assert [lack.kind for lack in verdict.lacks] == ["unwitnessed"]


def test_a_torn_line_spoils_only_itself(trail, own_heads, django_capture_on_commit_callbacks):
    own_heads.write_text(own_heads.read_text()[:-30])
    with django_capture_on_commit_callbacks(execute=True):
        record(who=WHO, act="after", subject="")
    verdict = verify()
    assert verdict.is_whole
    assert [each.kind for each in (*verdict.remarks, *verdict.lacks)] == ["torn", "unwitnessed"]
    AuditRow.objects.filter(id=7).delete()
    assert kinds() == {"removed"}


def test_a_full_disk_does_not_undo_the_act(trail, settings, tmp_path, caplog, django_capture_on_commit_callbacks):
    settings.HOME = tmp_path / "gone"
    with django_capture_on_commit_callbacks(execute=True):
        record(who=WHO, act="act", subject="")
    assert AuditRow.objects.count() == 7
    assert "audit trail" in caplog.text


def test_lines_in_another_order_say_the_same(trail, own_heads):
    own_heads.write_text("\n".join(reversed(own_heads.read_text().splitlines())))
    assert verify().is_whole
    assert len(list(heads.noted())) == 6


class TestCheckpoint:
    def test_a_trail_that_goes_on_from_it_is_whole(self, trail):
        kept = verify().checkpoint
        record(who=WHO, act="later", subject="")
        assert verify(checkpoint=kept).is_whole

    def test_finds_what_was_cut_off_although_the_heads_were_cut_too(self, trail, own_heads):
        kept = verify().checkpoint
        AuditRow.objects.filter(id__gte=5).delete()
        own_heads.write_text("\n".join(own_heads.read_text().splitlines()[:-2]))
        assert verify().is_whole
        assert not verify(checkpoint=kept).is_whole

    def test_finds_a_trail_written_anew(self, trail, own_heads):
        kept = verify().checkpoint
        AuditRow.objects.filter(id=2).update(actor="x")
        own_heads.unlink()
        rewritten_from(2)
        assert kinds() == {"unsealed"}
        rewritten_from(2, with_the_key=True)
        assert verify().is_whole
        assert {flaw.kind for flaw in verify(checkpoint=kept).flaws} == {"rewritten"}

    def test_is_read_as_it_was_printed(self, trail):
        kept = verify().checkpoint
        assert checkpoint_of(str(kept)) == kept
        assert checkpoint_of(json.dumps(verify().as_dict())) == kept

    @pytest.mark.parametrize("text", ["", "hej", "[]", "1", '{"count": 1}', "spelregler-audit x y z"])
    def test_anything_else_is_none(self, db, text):
        assert checkpoint_of(text) is None


def test_a_value_of_another_kind_put_in_by_hand_is_found(trail):
    no_moment = "UPDATE audit_auditrow SET at = '2026-13-45 10:00:00' WHERE id = 3"
    if connection.vendor == "postgresql":  # which keeps no such thing
        with pytest.raises(DataError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(no_moment)
        return
    with connection.cursor() as cursor:
        cursor.execute(no_moment)
        cursor.execute("UPDATE audit_auditrow SET actor = x'ff00' WHERE id = 4")
    assert broken_rows() == [3, 4]


def test_flaws_are_counted_to_the_end_and_fifty_are_told(trail):
    for number in range(60):
        record(who=WHO, act="act", subject=str(number))
    AuditRow.objects.update(actor="x")
    verdict = verify()
    assert (verdict.flaw_count, len(verdict.flaws)) == (66, 50)


def test_an_unknown_checkpoint_is_told_as_removed(trail):
    later = Checkpoint(count=9, at="", hash="a" * 64)
    assert [flaw.number for flaw in verify(checkpoint=later).flaws] == [9]


def test_memory_of_a_moment_is_to_the_microsecond(trail):
    AuditRow.objects.filter(id=6).update(at=trail[-1].at + timedelta(microseconds=1))
    assert broken_rows() == [6]


class TestWhatSomebodyMustAnswerFor:
    def test_lines_that_are_lost_are_answered_for_in_the_trail_and_noted_anew(
        self, trail, own_heads, django_capture_on_commit_callbacks
    ):
        own_heads.write_text("\n".join(own_heads.read_text().splitlines()[:2]))
        assert verify().unwitnessed == [(2, 6)]
        with django_capture_on_commit_callbacks(execute=True):
            assert accept(reason="the disk was full", who=WHO) == 5
        verdict = verify()
        assert (verdict.is_whole, verdict.lacks, verdict.remarks) == (True, [], [])
        assert AuditRow.objects.latest("id").details["unwitnessed"] == [[2, 6]]
        AuditRow.objects.filter(id=7).delete()
        assert kinds() == {"removed"}

    def test_a_lost_file_too(self, trail, own_heads, django_capture_on_commit_callbacks):
        own_heads.unlink()
        with django_capture_on_commit_callbacks(execute=True):
            accept(reason="another disk", who=WHO)
        assert verify().lacks == []

    def test_a_clock_that_was_moved_back_is_a_fault_until_somebody_answers_for_it(
        self, trail, monkeypatch, django_capture_on_commit_callbacks
    ):
        earlier = clock.now() - timedelta(hours=1)
        monkeypatch.setattr(clock, "now", lambda: earlier)
        with django_capture_on_commit_callbacks(execute=True):
            record(who=WHO, act="act", subject="")
        assert [(lack.kind, lack.number) for lack in verify().lacks] == [("clock", 7)]
        with django_capture_on_commit_callbacks(execute=True):
            accept(reason="the battery", who=WHO)
        verdict = verify()
        assert (verdict.lacks, [remark.kind for remark in verdict.remarks]) == ([], ["clock"])

    def test_nobody_answers_for_a_row_that_is_gone_or_for_a_whole_trail(self, trail):
        with pytest.raises(NothingToAccept):
            accept(reason="x", who=WHO)
        AuditRow.objects.filter(id=6).delete()
        with pytest.raises(NothingToAccept):
            accept(reason="x", who=WHO)

    def test_a_database_that_is_older_than_the_file_is_one_fault_with_its_likely_cause(self, trail):
        AuditRow.objects.filter(id__gt=3).delete()
        [flaw] = verify().flaws
        assert (flaw.kind, flaw.number) == ("removed", 4)
        assert "kopieras för hand" in flaw.words.sv
