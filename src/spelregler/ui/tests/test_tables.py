"""One table: every page's is the component, and it tells what it is called and where it scrolls."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.template import Context, Template

import spelregler

TEMPLATES = sorted(Path(spelregler.__file__).parent.glob("**/templates/**/*.html"))
OF_OTHERS = {"ui/components/table.html", "allauth/elements/table.html"}
"""The component itself, and the element that the library of sign-in fills."""
ROWS = "<tbody><tr><td>1</td></tr></tbody>"


def printed(tag: str, **context: object) -> str:
    return Template("{% load ui %}{% " + tag + " %}" + ROWS + "{% endtable %}").render(Context(context))


class TestTable:
    def test_is_a_region_named_by_its_heading_that_the_keyboard_reaches(self) -> None:
        html = printed('table labelledby="frames"')
        assert '<div class="table-wrap" role="region" aria-labelledby="frames" tabindex="0">' in html
        assert '<table class="data">' + ROWS in html

    def test_in_a_loop_each_has_its_own_heading(self) -> None:
        assert 'aria-labelledby="d2027"' in printed('table labelledby="d" number=year', year=2027)

    def test_without_a_heading_it_is_named_by_a_label_that_is_escaped(self) -> None:
        assert 'aria-label="A &amp; B"' in printed("table label=name", name="A & B")

    def test_its_kinds_are_classes(self) -> None:
        html = printed('table labelledby="a" kind="sheet cards" wide=True id="id_part"')
        assert 'class="table-wrap wide"' in html
        assert 'class="data sheet cards"' in html
        assert 'id="id_part"' in html


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-2:]))
def test_no_page_writes_a_table_itself(path: Path) -> None:
    if path.as_posix().rpartition("/templates/")[2] not in OF_OTHERS:
        assert "<table" not in path.read_text(encoding="utf-8")
