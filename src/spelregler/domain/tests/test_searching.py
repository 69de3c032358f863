"""Words are found in any form, as a part of a compound and with typing errors, and shown where they stand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.searching.excerpts import AROUND, BEFORE, excerpt, marked
from spelregler.domain.searching.meanings import MEANINGS, MOST, means_the_same
from spelregler.domain.searching.stems import stem
from spelregler.domain.searching.tokens import Nearness, Sought, distance, is_typing_error, kept_under


def found(words: str, *, title: str = "", text: str = "", language: str = "sv") -> Nearness | None:
    """How near the words lie to a thing, as a database finds it: one token of each group is there."""
    tokens = kept_under(kind="goal", titles={language: title}, texts={language: text}).split()
    sought = Sought.of(words)
    for nearness in Nearness:
        groups = sought.groups(nearness)
        if groups and all(any(_is_there(token, tokens) for token in group) for group in groups):
            return nearness
    return None


def _is_there(token: str, tokens: list[str]) -> bool:
    return any(each.startswith(token[:-1]) for each in tokens) if token.endswith("*") else token in tokens


@pytest.mark.parametrize(
    "forms",
    [
        "skola skolan skolor skolorna skolornas",
        "mål målet målen målens",
        "rektor rektorn rektorer rektorernas",
        "kostnad kostnaden kostnader",
        "prognos prognosen prognoser",
        "hem hemmet",
        "nämnd nämnden nämnderna",
        "verksamhetsplan verksamhetsplanen verksamhetsplaner",
        "ordförande ordföranden",
        "introduktion introduktionen introduktionens",
        "frånvaro frånvaron",
    ],
)
def test_every_form_of_a_word_has_one_stem(forms):
    assert len({stem(each, "sv") for each in forms.split()}) == 1


def test_english_has_stems_of_its_own():
    assert found("reports", title="The council meets", language="en") is None
    assert found("forecasts", title="Answer a forecast", language="en") is Nearness.TITLE


@pytest.mark.parametrize(
    ("words", "title", "text", "nearness"),
    [
        ("skola", "Skolorna i kommunen", "", Nearness.TITLE),
        ("skolan", "Ramdalsskolan", "", Nearness.TITLE),
        ("skola", "Fröskolans förskoleklass", "", Nearness.TITLE),
        ("ram", "Budgetramen för året", "", Nearness.TITLE),
        ("nämnden", "Beslut", "Utbildningsnämnden beslutade", Nearness.TEXT),
        ("skolor budget", "Budget", "till alla skolor", Nearness.TEXT),
        ("ramd", "Ramdalsskolan", "", Nearness.BEGINNING),
        ("skola", "Skolmåltider", "", Nearness.BEGINNING),
        ("skolla", "Skolan", "", Nearness.ALIKE),
        ("intenrbudget", "Internbudget", "", Nearness.ALIKE),
        ("brevikskolan", "Breviksskolan", "", Nearness.ALIKE),
        ("Annna", "Anna Lind", "", Nearness.ALIKE),
        ("oxeloskolan", "Oxelöskolan", "", Nearness.TITLE),  # no ö on the keyboard
        ("mal", "Målen för året", "", Nearness.TITLE),
        ("oxeloskoln", "Oxelöskolan", "", Nearness.ALIKE),
        ("MR-46", "MR-46 Ledningen svarar", "", Nearness.TITLE),
        ("§ 45", "Internbudget", "Kommunfullmäktige 15 juni 2026 § 45", Nearness.TEXT),
        ("målen för skolan", "Mål i skolan", "", Nearness.TITLE),
        ("ÅRSHJUL", "Årshjulet", "", Nearness.TITLE),
    ],
)
def test_a_word_is_found(words, title, text, nearness):
    assert found(words, title=title, text=text) == nearness


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("skola budget", "Skolan"),  # every word is to be there
        ("sommar", "Skolan"),
        ("2025", "Budget 2026"),  # no error is forgiven in figures
        ("en", "En skola"),  # says nothing
        ("s", "Skolan"),
        ("mal", "Mil"),  # too short to forgive
        ("", "Skolan"),
        ("§", "§ 45"),
    ],
)
def test_a_word_is_not_found(words, title):
    assert found(words, title=title) is None


def test_at_most_eight_words_are_asked_for_and_each_once():
    assert len(Sought.of("ett två tre fyra fem sex sju åtta nio tio elva tolv").words) == 8
    assert Sought.of("skola Skola SKOLA").words == ("skola",)


@pytest.mark.parametrize(
    ("one", "other", "errors"),
    [("skola", "skola", 0), ("skola", "skolla", 1), ("skola", "sokla", 1), ("budget", "buget", 1), ("", "mål", 3)],
)
def test_how_many_errors_there_are_between_two_words(one, other, errors):
    assert distance(one, other) == errors


@given(st.text("abcdeåäö", min_size=6, max_size=12), st.integers(0, 5), st.sampled_from("abcdeåäö"))
def test_any_single_error_in_a_longer_word_is_forgiven(word, at, letter):
    for wrong in (word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]):
        assert is_typing_error(word, wrong)
    assert is_typing_error(word, word[:at] + word[at : at + 2][::-1] + word[at + 2 :])


def test_another_word_is_no_typing_error():
    assert not is_typing_error("budget", "prognos")
    assert not is_typing_error("ram", "rad")


def test_the_hits_of_a_title_are_marked_and_nothing_is_lost():
    parts = marked("Skolorna når målen", Sought.of("mål"), "sv")
    assert [(each.text, each.is_hit) for each in parts] == [("Skolorna når ", False), ("målen", True)]


def test_a_text_is_cut_about_its_first_hit():
    text = "Orden före. " * 40 + "Här står skolorna i mitten. " + "Orden efter. " * 40
    parts = excerpt(text, Sought.of("skola"), "sv")
    whole = "".join(each.text for each in parts)
    assert [each.text for each in parts if each.is_hit] == ["skolorna"]
    assert whole.startswith("… ")
    assert whole.endswith(" …")
    assert len(whole) < BEFORE + AROUND + 40


def test_a_word_without_its_dots_is_marked():
    assert [each.text for each in marked("Mål för Oxelöskolan", Sought.of("mal oxeloskolan"), "sv") if each.is_hit] == [
        "Mål",
        "Oxelöskolan",
    ]


def test_a_text_without_a_hit_is_not_shown():
    assert excerpt("Ett annat ämne", Sought.of("skola"), "sv") == ()


def test_a_word_with_an_error_is_marked_where_errors_are_forgiven():
    assert any(each.is_hit for each in marked("Fröskolan", Sought.of("fröskollan"), "sv", alike=True))
    assert not any(each.is_hit for each in marked("Fröskolan", Sought.of("fröskollan"), "sv"))


@given(st.text(max_size=200), st.text(max_size=30))
def test_whatever_is_written_nothing_breaks_and_no_letter_is_lost(text, words):
    sought = Sought.of(words)
    kept = kept_under(kind="goal", titles={"sv": text, "en": text}, texts={"sv": text})
    assert kept

    assert "".join(each.text for each in marked(text, sought, "sv", alike=True)) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("words", "title", "text", "nearness"),
    [
        ("skolfrånvaro", "Frånvaro i skolan", "", Nearness.AKIN),
        ("frånvaro i skolan", "Skolfrånvaro", "", Nearness.AKIN),
        ("frånvaro i skolan", "", "minska skolfrånvaron i kommunen", Nearness.AKIN),
        ("elevers frånvaro", "Elevfrånvaro", "", Nearness.BEGINNING),
        ("skolfrånvaro", "Elevfrånvaro", "", Nearness.LAST_PART),
        ("elevfrånvaro", "Skolfrånvaro", "", Nearness.LAST_PART),
        ("avvikelser från budgeten", "Budgetavvikelse", "", Nearness.BEGINNING),
        ("budgetavvikelse", "Mindre avvikelse mot budget", "", Nearness.AKIN),
        ("frånvaro", "Elevfrånvaro", "", Nearness.TITLE),
    ],
)
def test_a_compound_and_its_parts_find_one_another(words, title, text, nearness):
    assert found(words, title=title, text=text) == nearness


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("forecast", "Prognoser att svara på"),
        ("committees", "Utbildningsnämnden"),
        ("absence school", "Skolfrånvaro"),
        ("indicator", "Mått som lärarna följer"),
        ("nyckeltal", "Mått som lärarna följer"),
        ("head teacher", "Lärarnas chef"),
        ("council", "Kommunfullmäktige"),
        ("budgetram", "Anslag i budget"),
    ],
)
def test_another_word_for_the_same_finds_it_in_the_other_language_too(words, title):
    assert found(words, title=title) is Nearness.AKIN


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("skolfrånvaro", "Skolmat"),
        ("elevfrånvaro", "Elever i skolan"),
        ("budgetavvikelse", "Budgeten"),
        ("goal", "Ramar"),
    ],
)
def test_one_part_that_says_too_little_finds_nothing(words, title):
    assert found(words, title=title) is None


def test_what_is_akin_is_bounded_and_marked():
    assert all(len(means_the_same(word)) <= MOST for row in MEANINGS.splitlines() for word in row.split())
    assert max(len(each) for each in Sought.of("mål mått ledamot kostnad").groups(Nearness.AKIN)) < 200
    marks = marked("Frånvaro i skolan", Sought.of("skolfrånvaro"), "sv")
    assert [each.text for each in marks if each.is_hit] == ["Frånvaro", "skolan"]
    assert [each.text for each in marked("Prognosen", Sought.of("forecast"), "sv") if each.is_hit] == ["Prognosen"]


def test_a_meaning_is_a_few_single_words_and_no_word_has_many():
    rows = [row.split() for row in MEANINGS.splitlines() if row]
    assert all(2 <= len(row) <= 7 and len(set(row)) == len(row) for row in rows)
    every = [word for row in rows for word in row]
    assert max(every.count(word) for word in every) <= 2
