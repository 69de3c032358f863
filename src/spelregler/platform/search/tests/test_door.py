"""What is kept is found, on either database alike: by its words, on its days, and as it is after a write."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from spelregler.domain.searching.tokens import Nearness, Sought
from spelregler.domain.words import Pair
from spelregler.platform.audit.models import Retention
from spelregler.platform.audit.operations import SYSTEM, record
from spelregler.platform.audit.retention import decide_retention
from spelregler.platform.search import asking, filling, sources, upkeep
from spelregler.platform.search.models import Entry, Known
from spelregler.platform.search.sources import Keys, Source, Thing

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


@pytest.fixture
def told(monkeypatch) -> dict[str, Thing]:
    """Two kinds of things that a test fills: `goal`, and `rule` beside it; decisions on retention are of the first."""
    things: dict[str, Thing] = {}

    def of(kind: str):
        def give(keys: Keys) -> Iterator[Thing]:
            rows = [f"goal-{each.pk}" for each in Retention.objects.all()]
            decided = [Thing(key=key, address="/", title=Pair("Gallringsbeslutet")) for key in rows if kind == "goal"]
            for each in [*(things[key] for key in things if key.startswith(kind)), *decided]:
                if keys is None or each.key in keys:
                    yield each

        return give

    monkeypatch.setattr(sources, "_sources", {})
    sources.register(Source("goal", of("goal"), {Retention: lambda rows: [f"goal-{each}" for each in rows]}))
    sources.register(Source("rule", of("rule")))
    return things


def tell(told: dict[str, Thing], key: str, title: str, **more) -> None:
    told[key] = Thing(key=key, address=f"/{key}/", title=Pair(title, more.pop("title_en", "")), **more)


def found(words: str, *, nearness: Nearness = Nearness.TITLE, day: date = DAY, most: int = 100) -> list[str]:
    asked = asking.hits(Sought.of(words), nearness=nearness, most={"goal": most, "rule": most}, as_of=day)
    return [each.key for each in asked]


def test_a_thing_is_found_by_every_form_of_its_words_in_both_languages(told):
    tell(told, "goal-a", "Skolorna lär alla läsa", title_en="The schools teach everybody to read")
    tell(told, "goal-b", "Ramdalsskolan")
    tell(told, "goal-c", "Äldre får hjälp")
    filling.make_anew()
    assert sorted(found("skolan")) == ["goal-a", "goal-b"]
    assert found("ÄLDRE") == ["goal-c"]
    assert found("school") == ["goal-a"]
    assert found("skola äldre") == []


@pytest.mark.parametrize(
    ("words", "nearness"),
    [("hjälpen", Nearness.TEXT), ("ramd", Nearness.BEGINNING), ("ramdlasskolan", Nearness.ALIKE)],
)
def test_a_thing_is_found_farther_off(told, words, nearness):
    tell(told, "goal-b", "Ramdalsskolan", text=Pair("ger hjälp åt alla"))
    filling.make_anew()
    assert found(words, nearness=nearness) == ["goal-b"]
    assert found(words) == []


def test_a_thing_is_found_on_its_days_and_as_it_was_called_then(told):
    told["goal-a"] = Thing("a", "/a/", Pair("Norra skolan"), start=date(2026, 1, 1), end=date(2026, 6, 1))
    told["goal-b"] = Thing("a", "/a/", Pair("Södra skolan"), start=date(2026, 6, 1))
    filling.make_anew()
    assert found("norra", day=date(2026, 5, 31)) == ["a"]
    assert found("norra", day=date(2026, 6, 1)) == []
    assert found("södra", day=date(2026, 6, 1)) == ["a"]
    assert found("skolan", day=date(2025, 12, 31)) == []


def test_one_kind_of_which_there_is_much_hides_no_other(told, monkeypatch):
    monkeypatch.setattr(asking, "GATHERED", 5)
    tell(told, "rule-a", "Skolans regel")
    for number in range(8):
        tell(told, f"goal-{number}a", f"Skolans mål {number}")
    filling.make_anew()
    assert found("skola", most=3) == ["goal-7a", "goal-6a", "goal-5a", "rule-a"]


def test_nor_does_one_whose_kind_is_called_by_two_words(told, monkeypatch):
    monkeypatch.setattr(asking, "GATHERED", 2)
    sources.register(
        Source("case_file", lambda _keys: iter([Thing(key="1", address="/1/", title=Pair("Skolans fall"))]))
    )
    for number in range(3):
        tell(told, f"goal-{number}", f"Skolans mål {number}")
    filling.make_anew()
    most = {"goal": 1, "case_file": 1}
    asked = asking.hits(Sought.of("skola"), nearness=Nearness.TITLE, most=most, as_of=DAY)
    assert {each.kind for each in asked} == {"goal", "case_file"}


ODD = [
    '"',
    "'",
    "\\",
    '" OR *',
    "a:*b",
    "NEAR(skola)",
    "skola' | 'x",
    "&!()<->",
    "*",
    "^skola",
    "\0skola",
    "🙂",
    "İ",
    "a -b",
]


@pytest.mark.parametrize("words", ODD)
@pytest.mark.parametrize("nearness", list(Nearness))
def test_nothing_that_is_typed_is_taken_for_the_databases_own_words(told, words, nearness):
    tell(told, "goal-a", "Skolans mål")
    filling.make_anew()
    assert set(found(words, nearness=nearness)) <= {"goal-a"}


def test_what_is_written_is_followed_by_the_trail(told):
    tell(told, "goal-a", "Skolan")
    filling.make_anew()
    decide_retention(body="Fullmäktige", decided_on=DAY, paragraph="§ 1", who=SYSTEM)
    assert found("gallringsbeslut") == []
    assert filling.is_behind()
    upkeep.be_found()
    assert len(found("gallringsbeslut")) == 1
    assert not filling.is_behind()
    assert found("skola") == ["goal-a"]


def test_only_what_was_touched_is_asked_for_after_a_write(told, monkeypatch):
    filling.make_anew()
    asked: list[Keys] = []
    true = filling.difference
    monkeypatch.setattr(filling, "difference", lambda source, keys=None: (asked.append(keys), true(source, keys))[1])
    record(who=SYSTEM, act="something-else", subject="x")
    row = decide_retention(body="Fullmäktige", decided_on=DAY, paragraph="§ 1", who=SYSTEM)
    assert filling.follow()
    assert asked == [{f"goal-{row.pk}"}]


def test_too_much_at_once_is_left_to_the_worker(told, monkeypatch):
    monkeypatch.setattr(filling, "MOST_ROWS", 1)
    filling.make_anew()
    for number in range(2):
        decide_retention(body="Fullmäktige", decided_on=DAY, paragraph=f"§ {number}", who=SYSTEM)
    assert not filling.follow()
    assert filling.is_behind()
    filling.make_anew()
    assert not filling.is_behind()
    assert len(found("gallringsbeslut")) == 2


def test_what_is_changed_or_gone_is_found_as_it_is(told):
    tell(told, "goal-a", "Skolan")
    tell(told, "goal-b", "Biblioteket")
    filling.make_anew()
    tell(told, "goal-a", "Badhuset")
    del told["goal-b"]
    assert filling.untrue_entries() == 2
    assert filling.make_anew() == 2
    assert (found("skola"), found("bibliotek"), found("badhus")) == ([], [], ["goal-a"])
    assert filling.make_anew() == 0


def test_tokens_that_were_altered_are_put_right_word_for_word(told):
    tell(told, "goal-a", "Skolan")
    filling.make_anew()
    Entry.objects.update(words="kgoal tannat")
    assert found("annat") == ["goal-a"]
    assert filling.untrue_entries() == 1
    assert filling.make_anew() == 0
    assert filling.make_anew(word_for_word=True) == 1
    assert (found("annat"), found("skola")) == ([], ["goal-a"])


def test_another_way_of_making_tokens_makes_every_entry_anew(told, monkeypatch):
    tell(told, "goal-a", "Skolan")
    filling.make_anew()
    Entry.objects.update(words="kgoal tannat")
    monkeypatch.setattr(filling, "MADE_AS", 99)
    assert filling.make_anew() == 1
    assert Known.objects.get().made_as == 99


def test_nothing_is_followed_before_anything_is_made(told):
    decide_retention(body="Fullmäktige", decided_on=DAY, paragraph="§ 1", who=SYSTEM)
    upkeep.be_found()
    assert not Entry.objects.exists()


def test_a_fault_of_the_search_is_no_fault_of_the_write(told, monkeypatch, caplog):
    monkeypatch.setattr(filling, "follow", lambda: 1 / 0)
    upkeep.be_found()
    assert "found as it was" in caplog.text


def test_a_kind_of_two_words_is_asked_for_alone_where_there_is_much(told, monkeypatch):
    """SQLite's index takes an underscore for the end of a word, and its answer was an error."""
    sources.register(Source("rule_of", lambda _keys: [Thing(key="rule-x", address="/", title=Pair("Skolan"))]))
    tell(told, "goal-a", "Skolan")
    filling.make_anew()
    most = {"rule_of": 3, "goal": 3}
    monkeypatch.setattr(asking, "GATHERED", 1)
    asked = asking.hits(Sought.of("skola"), nearness=Nearness.TITLE, most=most, as_of=DAY)
    assert {each.key for each in asked} == {"rule-x", "goal-a"}
    alone = asking.hits(Sought.of("skola"), nearness=Nearness.TITLE, most={"rule_of": 3}, as_of=DAY, by_kind=True)
    assert [each.key for each in alone] == ["rule-x"]
