"""What is said: a message of the catalogue and its values, in the language that is asked for."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from pathlib import Path

import pytest

from spelregler.domain import words as module
from spelregler.domain.money import Money
from spelregler.domain.wording import exact_tkr, kr, named, pct, tkr
from spelregler.domain.words import NOTHING, Pair, Words, joined

SOURCE = Path(module.__file__).resolve().parents[1]
PLACE = re.compile(r"(?<!{){(\w+)}")
MESSAGE = "Write a whole number {least}–{most}."


class TestWords:
    def test_a_message_is_said_in_the_language_that_is_asked_for(self) -> None:
        said = Words(MESSAGE, least=1, most=12)
        assert (said.sv, said.en) == ("Skriv ett heltal 1–12.", "Write a whole number 1–12.")

    def test_a_value_that_has_both_languages_is_said_in_the_same(self) -> None:
        said = Words(
            "{reason} Decisions to reprioritise this year: {days}.", reason=Pair("Ja.", "Yes."), days=named("ab")
        )
        assert said.sv.startswith("Ja. ")
        assert said.sv.endswith("a och b.")
        assert said.en.startswith("Yes. ")
        assert said.en.endswith("a and b.")

    def test_a_brace_without_values_is_a_brace(self) -> None:
        assert Words("Write {name: value}.").en == "Write {name: value}."

    def test_what_somebody_typed_is_never_read_as_a_place(self) -> None:
        assert Words(MESSAGE, least="{most}", most=2).en == "Write a whole number {most}–2."

    def test_a_message_of_no_catalogue_is_said_as_it_is(self) -> None:
        assert Words("Of no catalogue").sv == "Of no catalogue"


class TestPair:
    def test_without_english_it_is_the_swedish_one(self) -> None:
        assert (Pair("Nämnden").en, Pair("Nämnden", "The committee").en) == ("Nämnden", "The committee")

    def test_the_same_texts_are_the_same(self) -> None:
        assert Pair("Ja", "Yes") == Pair("Ja", "Yes") != Pair("Ja", "Aye")
        assert len({Words(MESSAGE, least=1, most=2), Words(MESSAGE, least=1, most=2)}) == 1

    def test_nothing_is_left_out_of_what_is_joined(self) -> None:
        assert joined(Pair("a"), NOTHING, Pair("b"), between=", ").sv == "a, b"
        assert not NOTHING
        assert not joined()


@pytest.mark.parametrize(
    ("value", "sv", "en"),
    [
        (tkr(Money(123_400_000)), "1\u00a0234\u00a0tkr", "SEK 1,234 thousand"),
        (tkr(Money(1_250_000)), "13\u00a0tkr", "SEK 13 thousand"),
        (exact_tkr(Money(1_250_000)), "12,5\u00a0tkr", "SEK 12.5 thousand"),
        (exact_tkr(Money(-123_401_000)), "−1\u00a0234,01\u00a0tkr", "SEK −1,234.01 thousand"),
        (kr(Money(1_250_000)), "12,5\u00a0tkr", "SEK 12.5 thousand"),
        (kr(Money(4_900)), "49,00\u00a0kr", "SEK 49.00"),
        (pct(Decimal("-2.5")), "−2,5\u00a0%", "−2.5%"),
        (named(["a", "b", "c", "d", "e"]), "a, b, c och 2 till", "a, b, c and 2 more"),
    ],
)
def test_amounts_shares_and_names_are_written_as_each_language_does(value: Pair, sv: str, en: str) -> None:
    assert (value.sv, value.en) == (sv, en)


def _said() -> list[tuple[str, str, set[str]]]:
    """Every message of the product: where, what, and the names of its values."""
    found = []
    for path in SOURCE.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Words":
                assert isinstance(node.args[0], ast.Constant), f"{path.name}:{node.lineno}: a message is a literal"
                found.append((path.name, node.args[0].value, {each.arg or "" for each in node.keywords}))
    return found


DATA = {
    # Where both languages stand in Python, and what they are.
    "domain/wording.py": "how each language writes an amount",
    "ui/formatting.py": "the names of months and days",
    "domain/searching/stems.py": "what the stemmer calls each language",
    "platform/search/filling.py": "rows that hold what is told in both languages",
    "exchange/documents/word.py": "a language's own code",
    "exchange/statistics/words.py": "the words of others' files",
    "apps/organisation/operations/anonymity.py": "names that are stored",
    "apps/delegation/files/order_table.py": "what the orders of today call a level",
    "apps/followup/files/template_fields.py": "the made-up report that a template is seen with",
    "apps/registry/files/open_cases.py": "the headings of other registries",
    "config/settings/base.py": "words that make a weak password",
}
SWEDISH_LETTER = re.compile("[åäöÅÄÖ]")


def _text(node: ast.AST) -> str:
    """What a literal says, without its values; nothing for what is no literal."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(each.value for each in parts if isinstance(each, ast.Constant) and isinstance(each.value, str))


def _is_pair(first: ast.AST, second: ast.AST) -> bool:
    """A Swedish text and one without a Swedish letter, side by side."""
    sv, en = _text(first), _text(second)
    return bool(SWEDISH_LETTER.search(sv)) and any(map(str.isalpha, en)) and not SWEDISH_LETTER.search(en)


def _pairs(tree: ast.AST) -> list[int]:
    """The lines where the same is said in both languages."""
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="Pair" | "say" | "pick") | ast.Attribute(attr="say"), args=[*args]):
                texts = [each for each in args if any(map(str.isalpha, _text(each)))]
                is_pair = len(texts) > 1 or any(map(_is_pair, args, args[1:]))
            case ast.Call(args=[*args], keywords=[*named]):
                said = {each.arg for each in named if each.arg and _text(each.value).strip()}
                is_pair = any(map(_is_pair, args, args[1:])) or any(f"{name[:-3]}_sv" in said for name in said)
            case ast.Tuple(elts=[*texts]) | ast.List(elts=[*texts]):
                is_pair = any(map(_is_pair, texts, texts[1:]))
            case ast.IfExp(body=one, orelse=other):
                is_pair = _is_pair(one, other) or _is_pair(other, one)
            case ast.Dict(keys=[*keys], values=[*values]):
                said = {_text(key) for key, value in zip(keys, values, strict=True) if key and _is_literal(value)}
                is_pair = {"sv", "en"} <= said
            case _:
                is_pair = False
        found += [node.lineno] if is_pair else []
    return found


def _is_literal(node: ast.AST) -> bool:
    return bool(_text(node)) or isinstance(node, ast.List | ast.Tuple | ast.Dict)


@pytest.mark.parametrize(
    "said",
    [
        'Pair("Ja", "Yes")',
        'acting_role.say("Ja", f"Yes {name}")',
        'Check(title_sv="Ja", title_en="Yes")',
        '_row(ok, "Hålls", "Kept")',
        'WORDS = {"a": ("mål", "goal")}',
        'text = f"för {name}" if language == "sv" else f"for {name}"',
        'TITLES = {"sv": "Ja", "en": "Yes"}',
    ],
)
def test_a_pair_is_found_however_it_is_written(said: str) -> None:
    assert _pairs(ast.parse(said)) == [1]


@pytest.mark.parametrize(
    "said",
    [
        "Pair(body.name, body.name_en)",
        'Pair("Källa: Kolada")',
        'Words("{body} has no frame.", body=Pair(row.name, row.name_en))',
        'Column("year", Words("Year"), also=("år",))',
        '{"sv": words.sv, "en": words.en}',
    ],
)
def test_data_and_words_of_the_catalogue_are_none(said: str) -> None:
    assert _pairs(ast.parse(said)) == []


def test_what_the_product_says_stands_once() -> None:
    """A text of our own is a message with its Swedish in the catalogue (ADR 54); the demo's facts are a town's data."""
    found = {
        f"{path.relative_to(SOURCE)}:{line}"
        for path in SOURCE.rglob("*.py")
        if not {"tests", "migrations", "demo"} & set(path.relative_to(SOURCE).parts)
        and path.relative_to(SOURCE).as_posix() not in DATA
        for line in _pairs(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == set(), "write Words(…), with the Swedish in config/locale"


def test_every_place_of_a_message_has_its_value_and_the_swedish_uses_no_other() -> None:
    said = _said()
    assert len(said) > 1_500
    for where, message, values in said:
        places = set(PLACE.findall(message)) if values else set()
        assert places <= values, f"{where}: {message}"
        in_swedish = set(PLACE.findall(module._swedish().gettext(message))) if values and message else set()
        assert in_swedish <= values, f"{where}: {message}"
        assert values <= places | in_swedish, f"{where}: {message} has a value that nobody says"
