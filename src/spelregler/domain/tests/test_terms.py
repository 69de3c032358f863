"""A municipality's own words stand in the product's sentences in their right forms."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from spelregler.domain.terms import OURS, MarkFault, Term, fill, in_words
from spelregler.domain.words import Filled, Pair, Words, in_every_word, samples, speak

OWN = {
    "municipal_goal": Term(
        "ett",
        one="övergripande mål",
        the="det övergripande målet",
        many="övergripande mål",
        the_many="de övergripande målen",
    ),
    "committee_goal": Term(
        "ett", one="inriktningsmål", the="inriktningsmålet", many="inriktningsmål", the_many="inriktningsmålen"
    ),
    "unit_goal": Term("ett", one="åtagande", the="åtagandet", many="åtaganden", the_many="åtagandena"),
    "indicator": Term("en", one="indikator", the="indikatorn", many="indikatorer", the_many="indikatorerna"),
}
SENTENCES = [
    ("No indicator fits", "Inget mått passar", "Ingen indikator passar"),
    ("Search among the indicators", "Sök bland måtten", "Sök bland indikatorerna"),
    (
        "The indicator is defined. Choose it for a goal, with a target.",
        "Måttet är definierat. Välj det för ett mål, med ett målvärde.",
        "Indikatorn är definierad. Välj den för ett mål, med ett målvärde.",
    ),
    (
        "Add a new indicator with the new unit; the old one keeps its series.",
        "Lägg in ett nytt mått med den nya enheten; det gamla behåller sin serie.",
        "Lägg in en ny indikator med den nya enheten; den gamla behåller sin serie.",
    ),
    (
        "The target of a unit's goal does not change when the year is over.",
        "Ett enhetsmåls målvärde ändras inte när året är slut.",
        "Ett åtagandes målvärde ändras inte när året är slut.",
    ),
    (
        "A decided municipal goal is coordinated by the executive board or a committee.",
        "Ett beslutat kommunmål samordnas av kommunstyrelsen eller en nämnd.",
        "Ett beslutat övergripande mål samordnas av kommunstyrelsen eller en nämnd.",
    ),
    (
        "Municipal goals lead to committee goals, and those to unit goals. Choose a goal one level above.",
        "Kommunmål leder till nämndmål, och nämndmål till enhetsmål. Välj ett mål på nivån närmast ovanför.",
        "Övergripande mål leder till inriktningsmål, och inriktningsmål till åtaganden. Välj ett mål på nivån närmast "
        "ovanför.",
    ),
]


@pytest.fixture
def own_words() -> Iterator[None]:
    speak(OWN)
    yield
    speak({})


@pytest.mark.parametrize(("message", "ours", "own"), SENTENCES)
def test_a_sentence_has_the_own_words_in_their_forms(message: str, ours: str, own: str) -> None:
    assert (Filled({}).gettext(message), Filled(OWN).gettext(message)) == (ours, own)


def test_the_product_says_its_own_words_where_the_municipality_has_none() -> None:
    said = Filled({"unit_goal": OWN["unit_goal"]}).gettext(SENTENCES[-1][0])
    assert said.startswith("Kommunmål leder till nämndmål, och nämndmål till åtaganden.")


@pytest.mark.usefixtures("own_words")
class TestSpeaking:
    def test_words_are_said_with_them_and_english_is_as_it_was(self) -> None:
        said = Words("The indicator has no target for {year}. Set one on a goal that uses it.", year=2027)
        assert said.sv == "Indikatorn har inget målvärde för 2027. Sätt ett på ett mål som använder indikatorn."
        assert said.en.startswith("The indicator has no target for 2027.")

    def test_what_has_no_mark_is_said_as_before(self) -> None:
        assert Words("Write a whole number {least}–{most}.", least=1, most=2).sv == "Skriv ett heltal 1–2."

    def test_a_heading_of_a_file_is_read_by_the_products_word_too(self) -> None:
        assert in_every_word(Words("Indicator code")) == ("Indikatorns kod", "Indicator code", "Måttets kod")
        assert in_every_word(Pair("Enhet", "Unit")) == ("Enhet", "Unit")

    def test_they_are_forgotten_when_the_municipality_has_none_any_more(self) -> None:
        speak({})
        assert Words("No indicator fits").sv == "Inget mått passar"


def test_three_samples_say_every_term() -> None:
    said = " ".join(samples(OWN)).casefold()
    assert all(term.one in said or term.many in said or term.the in said for term in in_words(OWN).values())
    assert not any(term.one in said for term in OURS.values())


class TestMarks:
    def test_a_capital_in_the_name_gives_the_word_one(self) -> None:
        assert fill("[[Indicator:the_many]] och [[indicator:a_one]]", OURS) == "Måtten och ett mått"

    def test_the_genitive_has_no_s_after_s(self) -> None:
        terms = in_words({"indicator": Term("en", one="puls", the="pulsen", many="pulsar", the_many="pulsarna")})
        assert fill("[[indicator:one_s]] [[indicator:the_s]]", terms) == "puls pulsens"

    @pytest.mark.parametrize(
        "text",
        [
            "[[measure:one]]",
            "[[indicator:few]]",
            "[[indicator]]",
            "[[indicator?en]]",
            "[[indicator:one",
            "[[indicator:]]",
        ],
    )
    def test_refuses_a_mark_that_is_wrong(self, text: str) -> None:
        with pytest.raises(MarkFault):
            fill(text, OURS)
