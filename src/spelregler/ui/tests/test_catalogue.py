"""Swedish is complete: every text that is marked for translation has one, and the compiled file is fresh."""

import gettext
import importlib.util
import io
import re
from pathlib import Path
from types import ModuleType

import pytest

from spelregler.domain.terms import MARK, OURS, Term, fill

TOOL = Path(__file__).parents[4] / "tools" / "compile_messages.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    if not TOOL.exists():
        pytest.skip("tools/ is not part of an installed distribution")
    spec = importlib.util.spec_from_file_location("compile_messages", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SAMPLE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"

#. a note
msgctxt "month"
msgid "May"
msgstr "maj"

msgid "long "
"text"
msgstr ""
"lång "
"text"
msgid "%(n)s day"
msgid_plural "%(n)s days"
msgstr[0] "%(n)s dag"
msgstr[1] "%(n)s dagar"

#, fuzzy
msgid "unsure"
msgstr "osäker"
"""


class TestProduct:
    def test_every_text_has_swedish(self, tool: ModuleType) -> None:
        missing = [f"{path}: {message[0]!r}" for message, path in tool.missing_messages().items()]
        assert not missing, "python tools/compile_messages.py --missing prints entries to fill in:\n" + "\n".join(
            missing
        )

    def test_every_entry_is_said_somewhere(self, tool: ModuleType) -> None:
        assert not tool.unused_messages(), "the pages say something else now: python tools/compile_messages.py --unused"

    def test_the_compiled_catalogue_is_fresh(self, tool: ModuleType) -> None:
        assert tool.main(["--check"]) == 0

    def test_placeholders_survive_translation(self, tool: ModuleType) -> None:
        for message, translation in tool.read_catalogue(tool.CATALOGUE.read_text(encoding="utf-8")).items():
            names = set(tool.re.findall(r"%\(\w+\)[sd]", " ".join(message)))
            for text in translation:
                assert set(tool.re.findall(r"%\(\w+\)[sd]", text)) <= names, message


TERM = re.compile(r"\b(kommunmål|nämndmål|enhetsmål|mått|indikator)", re.IGNORECASE)
NO_TERM = {
    "Unit of measure": "måttenhet is what an amount is counted in, whatever a measure is called",
    "The title or the unit of measure is missing.": "måttenhet",
}
ANOTHER = Term("en", one="grön x-sak", the="den gröna x-saken", many="gröna x-saker", the_many="de gröna x-sakerna")
WRITTEN = re.compile(r"\[\[|\]\]|%\(\w+\)[sd]|{\w*}")


class TestTermsOfTheMunicipality:
    """Each use of a word that a municipality may have its own for is marked with its form (ADR 70)."""

    def test_no_word_stands_unmarked(self, tool: ModuleType) -> None:
        marked = tool.read_marked(tool.CATALOGUE.read_text(encoding="utf-8"))
        found = {
            message[0]: text
            for message, translation in marked.items()
            for text in translation
            if TERM.search(MARK.sub("", text))
        }
        assert set(found) == set(NO_TERM), f"write [[unit_goal:one]] and the like (domain/terms.py): {found}"

    @pytest.mark.parametrize("terms", [OURS, dict.fromkeys(OURS, ANOTHER)], ids=["ours", "another"])
    def test_every_marked_text_is_said_whole_with_any_words(self, tool: ModuleType, terms: dict[str, Term]) -> None:
        marked = tool.read_marked(tool.CATALOGUE.read_text(encoding="utf-8"))
        for message, translation in marked.items():
            for text in translation:
                said = fill(text, terms)
                assert WRITTEN.findall(said) == WRITTEN.findall(MARK.sub("", text)), message

    def test_what_has_a_mark_and_only_that_is_kept_apart(self, tool: ModuleType) -> None:
        text = tool.CATALOGUE.read_text(encoding="utf-8")
        kept = vars(_read(tool.compile_marked(text)))["_catalog"]
        assert all(key == "" or MARK.search(said) for key, said in kept.items())
        assert not any("[[" in said for said in vars(_read(tool.compile_catalogue(text)))["_catalog"].values())

    def test_a_mark_that_is_wrong_is_told_by_the_compiler(self, tool: ModuleType) -> None:
        with pytest.raises(tool.CatalogueError, match="no form 'few'"):
            tool.compile_catalogue('msgid "a"\nmsgstr "[[indicator:few]]"\n')


def _read(compiled: bytes) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(compiled))


class TestCompiler:
    def test_gettext_reads_what_is_compiled(self, tool: ModuleType) -> None:
        read = gettext.GNUTranslations(io.BytesIO(tool.compile_catalogue(SAMPLE)))
        assert read.pgettext("month", "May") == "maj"
        assert read.gettext("long text") == "lång text"
        assert read.ngettext("%(n)s day", "%(n)s days", 2) == "%(n)s dagar"
        assert read.gettext("unsure") == "unsure"

    def test_refuses_two_translations_of_one_text(self, tool: ModuleType) -> None:
        with pytest.raises(tool.CatalogueError, match="line 4"):
            tool.read_catalogue('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n')

    def test_names_the_line_that_cannot_be_read(self, tool: ModuleType) -> None:
        with pytest.raises(tool.CatalogueError, match="line 2"):
            tool.read_catalogue('msgid "a"\nmessage "b"\n')

    def test_finds_texts_in_python(self, tool: ModuleType) -> None:
        found = tool.messages_in_python('_("a"); ngettext("b", "c", 2); pgettext("x", "d"); other("e"); _(f"{1}")')
        assert found == {("a",), ("b", "c"), ("x\x04d",)}

    def test_finds_texts_in_templates(self, tool: ModuleType) -> None:
        found = tool.messages_in_template(
            '{% load i18n %}{% translate "a" %}{{ x|default:_("b") }}'
            "{% blocktranslate trimmed count n=n %}\n one {{ n }}\n{% plural %} many {{ n }} {% endblocktranslate %}"
            '{% translate "c" context "x" %}'
        )
        assert found == {("a",), ("b",), ("one %(n)s", "many %(n)s"), ("x\x04c",)}
