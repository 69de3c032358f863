"""The same facts and date give the same answer for ever, and the picture on any past day is a look-up."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spelregler.apps.policy.findings.engine import digest_of_finding, digest_of_result, evaluate
from spelregler.apps.policy.models import Finding
from spelregler.apps.policy.operations.findings import evaluate_and_store
from spelregler.apps.policy.packages.in_force import load_package
from spelregler.platform.findings import answers

TODAY = date(2026, 11, 2)
PACKAGE = "oxelosund"


def test_every_clause_answers_at_least_once_and_says_why(db):
    results = evaluate(package=load_package(PACKAGE), as_of=TODAY)
    assert {result.clause for result in results} == {clause.id for clause in load_package(PACKAGE).clauses}
    assert all(result.judgement.reason.sv and result.judgement.reason.en for result in results)


def test_asked_again_nothing_is_written(db):
    before = set(Finding.objects.values_list("pk", flat=True))
    evaluate_and_store(as_of=TODAY)
    assert set(Finding.objects.values_list("pk", flat=True)) == before


def test_answers_from_before_there_was_a_digest_get_theirs_and_stand(db):
    before = {row.pk: row.digest for row in Finding.objects.filter(seen_to=None)}
    assert len(set(before.values())) > 1
    Finding.objects.update(digest="")
    evaluate_and_store(as_of=TODAY)
    assert {row.pk: row.digest for row in Finding.objects.filter(seen_to=None)} == before


def test_an_answer_that_says_another_word_takes_the_place_of_the_one_before(db):
    held = Finding.objects.filter(seen_to=None, seen_from__lt=TODAY).first()
    Finding.objects.filter(pk=held.pk).update(reason_sv=held.reason_sv + ".", digest="")
    evaluate_and_store(as_of=TODAY)
    (now,) = Finding.objects.filter(clause=held.clause, scope=held.scope, scope_kind=held.scope_kind, seen_to=None)
    assert (now.reason_sv, now.seen_from) == (held.reason_sv, TODAY)


def test_a_stored_answer_has_the_digest_of_the_result_that_it_came_from(db):
    stored = {row.key: row for row in Finding.objects.filter(seen_to=None)}
    for result in evaluate(package=load_package(PACKAGE), as_of=TODAY):
        row = stored[result.key]
        assert row.digest == digest_of_result(result) == digest_of_finding(row)


def test_next_year_the_answer_about_today_is_the_same(db):
    first = evaluate(package=load_package(PACKAGE), as_of=TODAY)
    evaluate_and_store(as_of=date(2027, 6, 1))
    assert evaluate(package=load_package(PACKAGE), as_of=TODAY) == first
    assert {(a.clause, a.scope, a.status) for a in answers(as_of=TODAY)} == {
        (r.clause, r.judgement.scope.key, str(r.judgement.status)) for r in first
    }


def test_a_day_before_the_last_is_computed_and_never_stored(db):
    before = Finding.objects.count()
    assert evaluate_and_store(as_of=date(2026, 3, 15))
    assert Finding.objects.count() == before


def test_an_answer_holds_from_the_day_it_was_first_given(db):
    un = Finding.objects.filter(clause="MR-19", scope="un").order_by("seen_from")
    assert [row.status for row in un][-1] == "breach"
    assert all(earlier.seen_to == later.seen_from for earlier, later in itertools.pairwise(un))


def test_an_evaluation_has_few_queries(db):
    with CaptureQueriesContext(connection) as queries:
        evaluate(package=load_package(PACKAGE), as_of=TODAY)
    assert len(queries) < 210


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite can be asked to turn its unordered rows round")
def test_the_answers_do_not_depend_on_the_order_in_which_rows_come(db):
    usual = evaluate(package=load_package(PACKAGE), as_of=TODAY)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA reverse_unordered_selects = ON")
        try:
            turned = evaluate(package=load_package(PACKAGE), as_of=TODAY)
        finally:
            cursor.execute("PRAGMA reverse_unordered_selects = OFF")
    assert [pair for pair in zip(usual, turned, strict=True) if pair[0] != pair[1]] == []
