"""The frame and the components: every part tells itself in words, and nothing breaks a strict content policy."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.utils import translation

from spelregler.ui.page import RoleChoice
from spelregler.ui.tests.sampler import render_sampler, sample_page

ROOM = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _swedish():
    with translation.override("sv"):
        yield


class TestFrame:
    def test_tells_role_date_and_rules(self) -> None:
        html = render_sampler()
        assert "<small>Roll:</small> <span>ordförande, utbildningsnämnden</span>" in html
        assert "Gäller per" in html
        assert "Vad gäller här?" in html
        assert "MR-19" in html

    def test_speaks_english_too(self) -> None:
        with translation.override("en"):
            html = render_sampler()
        assert 'lang="en"' in html
        assert "What applies here?" in html
        assert "Svenska" in html

    def test_says_aloud_that_another_day_is_shown(self) -> None:
        assert "Du ser läget per" not in render_sampler()
        assert "Du ser läget per <b>1\u00a0mars 2026</b>" in render_sampler(as_of=date(2026, 3, 1))

    def test_the_date_form_keeps_the_filters(self) -> None:
        assert '<input type="hidden" name="vy" value="tabell">' in render_sampler()

    def test_a_page_without_rules_or_rooms_has_no_empty_frames(self) -> None:
        html = render_sampler(rules=[], nav=[])
        assert '<aside class="rules"' not in html
        assert "app-plain app-ruleless" in html

    @pytest.mark.parametrize("code", [400, 403, 404, 500])
    def test_faults_are_shown_without_any_context(self, code: int) -> None:
        html = render_to_string(f"{code}.html")
        assert html.count("<h1>") == 1
        assert "Till startsidan" in html

    def test_a_refusal_page_says_rule_reason_and_way(self) -> None:
        html = render_to_string("ui/refusal.html", {"page": sample_page(title="Så görs inte")})
        assert "<h1>Så görs inte</h1>" in html
        assert "Inget har ändrats" in html

    @pytest.mark.parametrize(("count", "is_told"), [(0, False), (1, False), (2, True)])
    def test_whoever_has_one_role_or_none_is_not_told_to_change_role(self, count: int, is_told: bool) -> None:
        choices = [RoleChoice(key=str(each), label=f"Roll {each}") for each in range(count)]
        html = render_to_string("ui/refusal.html", {"page": sample_page(title="Så görs inte", role_choices=choices)})
        assert ("byta roll" in html) is is_told


class TestComponents:
    def test_status_is_shape_word_and_colour(self) -> None:
        assert re.search(
            r'<span class="st kept"><svg class="shape".*?</svg><span>följs</span></span>', render_sampler()
        )

    def test_a_name_is_english_where_it_has_that_else_told_to_be_swedish(self) -> None:
        template = Template("{% load ui %}{% named name english %}")
        names = {"name": "Nämnden & co", "english": "The committee"}
        assert template.render(Context(names)) == "Nämnden &amp; co"
        with translation.override("en"):
            assert template.render(Context(names)) == "The committee"
            assert template.render(Context(names | {"english": ""})) == '<span lang="sv">Nämnden &amp; co</span>'

    def test_charts_have_a_table_with_the_same_figures(self) -> None:
        html = render_sampler()
        figure = html[html.index('<figure class="chart picture frame-bar"') : html.index("</figure>")]
        assert "<table" in figure
        assert "379\u00a0812" in figure
        assert "\u22127\u00a0812" in figure

    def test_a_late_matter_is_told_in_words(self) -> None:
        assert "Försenat:" in render_sampler()

    def test_errors_point_at_their_fields(self) -> None:
        html = render_sampler()
        assert '<a href="#id_reason">' in html
        assert 'aria-describedby="id_reason_helptext id_reason_error"' in html
        assert 'id="id_reason_error"' in html

    def test_nobody_can_smuggle_markup_in(self) -> None:
        assert "<script>alert" not in render_sampler(title="<script>alert(1)</script>")


class TestStrictContentPolicy:
    def test_no_template_of_the_product_has_inline_style_script_or_handlers(self) -> None:
        forbidden = re.compile(r"""\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=["']""")
        product = ROOM.parent
        guilty = [
            f"{path.relative_to(product)}: {match[0]}"
            for path in product.rglob("templates/**/*.html")
            for match in forbidden.finditer(path.read_text(encoding="utf-8"))
        ]
        assert not guilty

    def test_nothing_is_fetched_from_elsewhere(self) -> None:
        for path in [*(ROOM / "static").rglob("*.css"), *(ROOM / "templates").rglob("*.html")]:
            outside = re.findall(r"""(?:url\(|src=|href=)["']?(https?:)?//""", path.read_text(encoding="utf-8"))
            assert not outside, path

    def test_no_rule_of_the_style_sheet_stands_twice(self) -> None:
        lines = (ROOM / "static" / "ui" / "spelregler.css").read_text(encoding="utf-8").splitlines()
        rules = Counter(line.strip() for line in lines if line.strip().endswith("}") and "{" in line)
        assert [rule for rule, count in rules.items() if count > 1] == []

    def test_no_source_maps_are_shipped(self) -> None:
        assert not list((ROOM / "static").rglob("*.map"))

    def test_every_vendored_folder_has_its_licence(self) -> None:
        for folder in (ROOM / "static" / "ui" / "vendor").iterdir():
            assert folder.is_file() or (folder / "LICENSE").exists(), folder

    def test_every_template_of_the_room_compiles(self) -> None:
        templates = ROOM / "templates"
        for path in templates.rglob("*.html"):
            get_template(path.relative_to(templates).as_posix())
