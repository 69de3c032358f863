"""The built manual, read and searched. What it says of the product is tried in `tests/test_help.py`."""

from __future__ import annotations

from spelregler.apps.help.manual import MOST_FOUND, chapter_at, every_chapter, find, manuals, neighbours


def test_the_manual_has_a_part_for_each_kind_of_reader():
    slugs = [each.front.manual for each in manuals()]
    assert slugs == ["lasare", "chef", "namndsekreterare", "ekonom", "systemforvaltare", "paketforfattare"]
    assert all(each.chapters for each in manuals())


def test_a_chapter_knows_its_parts_by_heading():
    found = chapter_at(manual="chef", slug="flytta-pengar")
    assert found is not None
    assert [(each.anchor, each.title) for each in found.sections][:2] == [
        ("", "Flytta pengar"),
        ("inom-enheten", "Inom enheten"),
    ]
    assert "Från post" in found.sections[1].text
    assert "<" not in found.sections[1].text


def test_no_chapter_is_there_by_another_name():
    assert chapter_at(manual="chef", slug="finns-inte") is None
    assert chapter_at(manual="chef") is not None


def test_one_turns_the_leaves_within_a_manual():
    first, second = every_chapter()[:2]
    assert neighbours(first) == (None, second)
    last = manuals()[0].chapters[-1]
    assert neighbours(last)[1] is None, "the next manual is for somebody else"


class TestFind:
    def test_a_part_is_found_by_all_its_words_whatever_their_case(self):
        hits = find("HUVUDBOKEN ansvar")
        assert hits
        assert all(
            "huvudbok" in f"{hit.section.title} {hit.section.text}".lower() and "ansvar" in hit.section.text.lower()
            for hit in hits
        )

    def test_a_word_in_a_heading_comes_first(self):
        assert "Säkerhetskopiera" in find("säkerhetskopiera")[0].section.title

    def test_it_shows_the_words_where_they_stand(self):
        hit = next(hit for hit in find("balanslistan") if hit.chapter.slug == "registrera-beslut")
        assert "balanslistan" in hit.excerpt
        assert len(hit.excerpt) < 250

    def test_nothing_is_found_by_nothing_and_by_what_is_not_there(self):
        assert find("") == find("   ") == find("xyzzy") == []

    def test_what_stands_everywhere_is_bounded(self):
        assert len(find("e")) == MOST_FOUND
