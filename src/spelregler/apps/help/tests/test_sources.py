"""What the manual says is true of the product: its pages, its anchors, its links and the words on its buttons."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import allauth
import pytest
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

import spelregler
from spelregler.apps.help.chapter_of_page import CHAPTERS, chapter_of, help_address
from spelregler.apps.help.manual import every_chapter

ROOT = Path(spelregler.__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import build_help  # noqa: E402  a tool, outside the package
from compile_messages import read_catalogue  # noqa: E402

SOURCES = sorted((ROOT / "docs" / "handbok").rglob("*.md"))
MACHINES = ("scim", "feed:")
"""Addresses that programs ask, with no page to read."""
NEVER_TRANSLATED = {"csv", "excel (.xlsx)", "§"}
"""Words on pages that are the same in every language and stand in no catalogue."""


def pages(patterns: list[URLPattern | URLResolver] | None = None, prefix: str = "") -> Iterator[str]:
    """The name of every address that a person may meet."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(each, URLResolver):
            yield from pages(each.url_patterns, f"{prefix}{each.namespace}:" if each.namespace else prefix)
        elif each.name and not f"{prefix}{each.name}".startswith(MACHINES):
            yield f"{prefix}{each.name}"


def test_every_page_with_an_address_has_its_chapter():
    """A new page is added to `chapter_of_page.py`, with the chapter that says how its errand is done."""
    assert [page for page in pages() if chapter_of(page) is None] == []


def test_no_chapter_is_told_of_a_page_that_is_gone():
    names = set(pages())
    assert [key for key in CHAPTERS if not any(name.startswith(key) for name in names)] == []


def test_the_longest_name_wins():
    assert chapter_of("frames:overview") == "lasare/se-pengarna"
    assert chapter_of("frames:ledger_codes") == "ekonom/koder#ge-en-kod-en-enhet"
    assert help_address("frames:ledger_codes") == "/hjalp/ekonom/koder/#ge-en-kod-en-enhet"
    assert help_address("") == help_address("help:contents") == "/hjalp/"


def anchors() -> dict[str, set[str]]:
    """Every page of the manual with the anchors in it."""
    found = {f"/hjalp/{each.path}/": set(re.findall(r' id="([^"]+)"', each.html)) for each in every_chapter()}
    return found | {"/hjalp/": set()}


@pytest.mark.parametrize("key", CHAPTERS)
def test_every_pages_chapter_is_there(key):
    place, _, anchor = help_address(key).partition("#")
    assert place in anchors()
    assert not anchor or anchor in anchors()[place], f"{key}: no heading {anchor} in {place}"


@pytest.mark.parametrize("chapter", every_chapter(), ids=lambda each: each.path)
def test_every_link_of_a_chapter_leads_somewhere(chapter):
    own, there = f"/hjalp/{chapter.path}/", anchors()
    for link in re.findall(r'href="([^"]+)"', chapter.html):
        place, _, anchor = unquote(link).partition("#")
        if (place or own).startswith("/hjalp/"):
            assert (place or own) in there, link
            assert not anchor or anchor in there[place or own], link
            continue
        try:
            resolve(place)
        except Resolver404:
            pytest.fail(f"{chapter.path}: no page at {link}")


@pytest.mark.parametrize("chapter", every_chapter(), ids=lambda each: each.path)
def test_no_heading_stands_twice_in_a_chapter(chapter):
    found = re.findall(r' id="([^"]+)"', chapter.html)
    assert len(found) == len(set(found))
    assert "main" not in found, "the page's own"


def test_what_is_built_is_what_the_sources_say():
    assert build_help.build() == build_help.stored(), "run: python tools/build_help.py"


def test_the_content_policy_holds_for_every_chapter():
    for chapter in every_chapter():
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=", chapter.html), chapter.path


def plain(text: str) -> str:
    """A text as it is seen: without tags, soft hyphens and what ends it."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text)).replace("\u00ad", "").strip().rstrip(":.").casefold()


@cache
def words_of_the_product() -> tuple[set[str], list[re.Pattern[str]]]:
    """Every Swedish text of the product and of its sign-in, and those that something is put into."""
    own = ROOT / "src/spelregler/config/locale/sv/LC_MESSAGES/django.po"
    library = Path(allauth.__file__).parent / "locale/sv/LC_MESSAGES/django.po"
    texts = [
        plain(text)
        for catalogue in (own, library)
        for translation in read_catalogue(catalogue.read_text(encoding="utf-8")).values()
        for text in translation
    ]
    hole = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
    holed = [text for text in texts if hole.search(text) and len(re.sub(r"\W", "", hole.sub("", text))) > 3]
    return set(texts), [re.compile(".+".join(re.escape(part) for part in hole.split(text))) for text in holed]


@pytest.mark.parametrize("source", SOURCES, ids=lambda each: each.relative_to(ROOT / "docs/handbok").as_posix())
def test_words_in_bold_stand_in_the_product(source):
    """Bold means a word that the reader is to look for. `…` stands for what differs: **Vad paketet … kräver**."""
    texts, holed = words_of_the_product()
    for bold in re.findall(r"\*\*(.+?)\*\*", source.read_text(encoding="utf-8"), re.DOTALL):
        wanted = plain(bold)
        there = wanted in texts or wanted in NEVER_TRANSLATED or any(each.fullmatch(wanted) for each in holed)
        assert there, f"{source.name}: no button, field or heading says “{bold}”"


class TestTheBuilderRefuses:
    @pytest.fixture
    def book(self, tmp_path, monkeypatch):
        """A manual of one part with one chapter."""
        monkeypatch.setattr(build_help, "SOURCE", tmp_path)
        (tmp_path / "del").mkdir()
        (tmp_path / "index.md").write_text("# Hjälp\n\n- [Del](del/index.md)\n")
        (tmp_path / "del/index.md").write_text("# Del\n\nFör någon.\n\n- [Ett](ett.md)\n")
        (tmp_path / "del/ett.md").write_text("# Ett\n\nVad det är.\n\n## Steg\n\nGör [så](ett.md#steg).\n")
        return tmp_path

    def test_it_builds_what_is_right(self, book):
        made = build_help.build()
        assert made["del/ett.html"] == '<h2 id="steg">Steg</h2>\n<p>Gör <a href="/hjalp/del/ett/#steg">så</a>.</p>\n'
        assert '"title": "Ett"' in made["contents.json"]

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("# Ett\n\nVad.\n\n[bort](finns-inte.md)\n", "no chapter"),
            ("# Ett\n\nVad.\n\n[ut](../../README.md)\n", "leaves the manual"),
            ("# Ett\n\n## Steg\n\nGör så.\n", "begins with its title and a paragraph"),
            ("# Ett\n\nVad **det** är.\n\nMer.\n", "plain text"),
            ("# Ett\n\nVad.\n\n# Två\n", "one title"),
            ("# Ett\n\nVad.\n\n| a |\n|--:|\n| 1 |\n", "allows no style"),
        ],
    )
    def test_what_would_not_work_is_refused(self, book, text, why):
        (book / "del/ett.md").write_text(text)
        with pytest.raises(build_help.ManualError, match=why):
            build_help.build()

    def test_a_chapter_that_nobody_listed(self, book):
        (book / "del/glomt.md").write_text("# Glömt\n\nVad.\n")
        with pytest.raises(build_help.ManualError, match="glomt"):
            build_help.build()

    def test_html_is_shown_and_not_obeyed(self, book):
        (book / "del/ett.md").write_text("# Ett\n\nVad.\n\n<script>alert(1)</script>\n")
        assert "&lt;script&gt;" in build_help.build()["del/ett.html"]
