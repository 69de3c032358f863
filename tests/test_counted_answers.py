"""Answers are counted and chosen in the database. What it says is what counting the answers one by one would say."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from spelregler.apps.organisation.queries.units import units_of_department
from spelregler.apps.policy.findings import tallies as kept_tallies
from spelregler.apps.policy.findings import turns
from spelregler.apps.policy.findings.engine import Result, evaluate
from spelregler.apps.policy.models import Finding
from spelregler.apps.policy.operations import findings
from spelregler.apps.policy.operations.findings import evaluate_and_store
from spelregler.apps.policy.packages.in_force import package_on
from spelregler.apps.policy.pages.policy import views
from spelregler.apps.policy.queries import held_answers
from spelregler.apps.policy.queries.held_answers import BY_AGE, BY_CLAUSE, Computed, Stored
from spelregler.domain.findings import Status
from spelregler.platform import memory
from spelregler.platform.audit.operations import SYSTEM
from spelregler.platform.findings import (
    ALL,
    UNITS_OF,
    SomeUnits,
    Tally,
    Unseen,
    Wanted,
    answers,
    first_of,
    tallies,
    texts,
)
from tests.conftest import TODAY

SCHOOLS = "utbildningsforvaltningen"
GROUNDS = frozenset(f"MR-{n}" for n in range(46, 52))
UNSEEN = Unseen(clauses=GROUNDS, units=SomeUnits(departments=frozenset({SCHOOLS}), codes=frozenset({"aldreboendet"})))
NOBODYS = Unseen(clauses=GROUNDS, units=SomeUnits(departments=frozenset(), codes=frozenset()))
WANTED = [
    ALL,
    Wanted(clauses=["MR-46", "MR-19", "MR-1", "no such clause"]),
    Wanted(places=[("unit", "oxeloskolan"), ("municipality", ""), ("committee", "un")]),
    Wanted(places=[]),
    Wanted(places=[(UNITS_OF, SCHOOLS), ("municipality", "")], statuses=("breach", "kept", "attention")),
    Wanted(clauses=GROUNDS, places=[(UNITS_OF, SCHOOLS)], unseen=Unseen(GROUNDS, SomeUnits(frozenset(), frozenset()))),
    Wanted(statuses=("breach", "attention"), expected_of={"EC"}),
    Wanted(statuses=("breach", "attention"), expected_of={"N", "Np"}, places=[("committee", "un")]),
    Wanted(unseen=UNSEEN),
    Wanted(unseen=UNSEEN, only_unseen=True, places=[("unit", "")]),
    Wanted(clauses=GROUNDS, unseen=NOBODYS),
    Wanted(unseen=NOBODYS, only_unseen=True),
]


@pytest.fixture
def asked_once(db: None) -> Iterator[None]:
    with memory.one_request():
        yield


@pytest.mark.usefixtures("asked_once")
def test_what_is_stored_and_what_is_computed_say_the_same():
    stored, computed = Stored(package_on(TODAY), TODAY), Computed(package_on(TODAY), TODAY)
    for wanted in WANTED:
        assert set(stored.tallies(wanted)) == set(computed.tallies(wanted)), wanted
        for order in (BY_CLAUSE, BY_AGE):
            one, other = ([row.key for row in held.rows(wanted, order=order, limit=20)] for held in (stored, computed))
            assert one == other, (wanted, order)
        sought = [(t.clause, t.scope_kind, t.status, t.first) for t in stored.tallies(wanted) if not wanted.only_unseen]
        one, other = ({row.key for row in held.named(sought, wanted)} for held in (stored, computed))
        assert one == other
        assert len(one) == len(sought)


@pytest.mark.both
@pytest.mark.usefixtures("asked_once")
@pytest.mark.parametrize("wanted", WANTED)
def test_what_is_kept_is_what_counting_gives(wanted: Wanted):
    stored = Stored(package_on(TODAY), TODAY)
    assert set(stored.tallies(wanted)) == set(stored._counted(wanted))


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(("wanted", "queries"), [(ALL, 0), (Wanted(unseen=NOBODYS), 0), (Wanted(unseen=UNSEEN), 1)])
def test_nothing_is_counted_of_what_is_kept(wanted: Wanted, queries: int):
    with memory.one_request():
        tallies(as_of=TODAY)
        with CaptureQueriesContext(connection) as asked:
            tallies(wanted, as_of=TODAY)
            tallies(replace(wanted, statuses=("breach",)), as_of=TODAY)
    assert len(asked) == queries


@pytest.mark.both
@pytest.mark.usefixtures("db")
def test_what_is_kept_says_nothing_of_a_day_before_an_answer_began():
    held = Finding.objects.filter(seen_to=None, scope_kind="unit").order_by("pk")
    new, changed = held[0], held[1]
    Finding.objects.filter(pk=new.pk).update(seen_from=TODAY)
    Finding.objects.filter(pk=changed.pk).update(status="ensured", digest="another")
    kept_tallies.keep([new.clause, changed.clause])
    yesterday = TODAY - timedelta(days=1)
    Finding.objects.filter(seen_to=None).exclude(pk=new.pk).update(seen_from=yesterday)
    kept_tallies.keep()
    assert kept_tallies.untrue() == []
    for day in (TODAY, yesterday):
        counted = set(Stored(package_on(day), day)._counted(ALL))
        assert set(tallies(as_of=day)) == counted
    assert {each.count for each in tallies(as_of=TODAY)} != {each.count for each in tallies(as_of=yesterday)}


def write(asked: list[tuple[findings.Those, list[Result]]], day: date) -> None:
    with turns.taken() as turn:
        findings._keep(asked, turn, as_of=day, who=SYSTEM)


@pytest.mark.both
@pytest.mark.usefixtures("db")
def test_answers_written_at_random_are_counted_as_they_are_written(monkeypatch: pytest.MonkeyPatch):
    """Answers change, begin and end, in and outside the turn's few units, and a writer dies between."""
    chance, package = random.Random(89), package_on(TODAY)
    clauses = [each.id for each in package.clauses]
    evaluate_and_store(as_of=TODAY, word_for_word=True)
    whole = evaluate(package=package, as_of=TODAY)
    for step in range(8):
        day = TODAY + timedelta(days=step // 2)
        some = chance.sample(clauses, 7)
        answered = [
            replace(each, judgement=replace(each.judgement, status=chance.choice(list(Status))))
            for each in whole
            if each.clause in some and chance.random() < 0.8
        ]
        asked = [(findings.Those(some), answered)]
        if step % 3 == 2:
            with monkeypatch.context() as dying:
                dying.setattr(findings, "record", lambda **_said: 1 / 0)
                with pytest.raises(ZeroDivisionError):
                    write(asked, day)
            assert kept_tallies.untrue() == []
        write(asked, day)
        assert kept_tallies.untrue() == []
        for on in {day, chance.choice([TODAY, day])}:
            for wanted in (ALL, Wanted(unseen=UNSEEN), Wanted(unseen=NOBODYS, only_unseen=True)):
                stored = Stored(package, on)
                assert set(stored.tallies(wanted)) == set(stored._counted(wanted)), (step, on)


@pytest.mark.usefixtures("asked_once")
def test_a_day_that_nothing_is_stored_about_asks_the_clauses_that_are_wanted_once(monkeypatch: pytest.MonkeyPatch):
    asked = list[str]()

    def ask(*, only: set[str], **more: Any) -> list[Result]:
        asked.extend(sorted(only))
        return evaluate(only=only, **more)

    monkeypatch.setattr(held_answers, "evaluate", ask)
    computed = Computed(package_on(TODAY), TODAY)
    for clauses in (["MR-46"], ["MR-46", "MR-19"], ["MR-19"]):
        assert {each.clause for each in computed.tallies(Wanted(clauses=clauses))} == set(clauses)
    assert asked == ["MR-46", "MR-19"]


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("wanted", WANTED)
def test_a_tally_is_what_counting_the_answers_gives(wanted: Wanted):
    counted: dict[tuple[str, str, str], list[str]] = {}
    for each in answers(wanted, as_of=TODAY):
        counted.setdefault((each.clause, each.scope_kind, each.status), []).append(each.scope_name)
    expected = {Tally(*said, count=len(names), first=min(names)) for said, names in counted.items()}
    assert set(tallies(wanted, as_of=TODAY)) == expected


@pytest.mark.usefixtures("db")
def test_what_is_hidden_and_what_is_seen_are_all_there_is():
    seen, hidden, all_of_it = (
        {(each.clause, each.scope) for each in answers(wanted, as_of=TODAY)}
        for wanted in (Wanted(unseen=UNSEEN), Wanted(unseen=UNSEEN, only_unseen=True), ALL)
    )
    inside = units_of_department(SCHOOLS, as_of=TODAY) | {"aldreboendet"}
    assert not seen & hidden
    assert seen | hidden == all_of_it
    assert hidden
    assert all(clause in GROUNDS and unit not in inside for clause, unit in hidden)


@pytest.mark.usefixtures("db")
def test_the_first_of_a_tally_says_what_the_tally_says():
    found = tallies(as_of=TODAY)
    told = first_of(found, as_of=TODAY)
    assert set(told) == set(found)
    for tally, answer in told.items():
        assert (answer.clause, answer.status, answer.scope_name) == (tally.clause, tally.status, tally.first)
        assert answer.text_sv == texts(as_of=TODAY)[tally.clause].sv


@pytest.mark.usefixtures("db")
def test_of_two_units_of_one_name_the_one_that_was_asked_about_is_told():
    inside = units_of_department(SCHOOLS, as_of=TODAY)
    wanted = Wanted(clauses=["MR-38"], places=[(UNITS_OF, SCHOOLS)])
    (tally, *_) = tallies(wanted, as_of=TODAY)
    namesake = Finding.objects.filter(clause="MR-38", scope_kind="unit", seen_to=None).exclude(scope__in=inside).first()
    assert namesake is not None
    Finding.objects.filter(pk=namesake.pk).update(scope_name=tally.first, status=tally.status, scope="a")
    assert tallies(wanted, as_of=TODAY)[0] == tally
    assert first_of([tally], wanted, as_of=TODAY)[tally].scope in inside


@pytest.mark.usefixtures("db")
def test_an_answer_that_has_just_become_another_is_left_out():
    gone = Tally("MR-38", "unit", "breach", count=1, first="No such unit")
    assert first_of([gone], as_of=TODAY) == {}


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL chooses by the size of the table")
@pytest.mark.usefixtures("db")
def test_counting_reads_no_rows_but_an_index():
    with CaptureQueriesContext(connection) as asked:
        tallies(Wanted(unseen=UNSEEN), as_of=TODAY)
    counting = asked[-1]["sql"]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {counting}")
        plan = " ".join(str(row[-1]) for row in cursor.fetchall())
    assert "COVERING INDEX policy_finding_tally" in plan, counting


def answers_now(shown: str) -> str:
    """The table of answers; the rule's year has another."""
    return shown.partition('data-table="now"')[2].partition("</table>")[0]


def test_a_rule_with_many_answers_is_leafed_through(
    wearing: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PER_PAGE", 15)
    client, names = wearing("KC"), list[str]()
    for page in (1, 2, 3):
        shown = client.get(f"/regel/MR-46/?sida={page}").content.decode()
        names += re.findall(r'<th scope="row" class="whole">(.+?)</th>', answers_now(shown))
        assert f"sida={page + 1}" in shown or page == 3
    every = [each.scope_name for each in answers(Wanted(clauses=["MR-46"]), as_of=TODAY)]
    assert sorted(names) == sorted(every)


def test_what_is_hidden_of_a_rule_stands_together_on_its_first_page(client: Client, db: None) -> None:
    shown = client.get("/regel/MR-46/").content.decode()
    assert answers_now(shown).count('<th scope="row" class="whole">') == 1
    assert "Antal enheter: 39" in shown
    assert "Oxelöskolan" not in shown
