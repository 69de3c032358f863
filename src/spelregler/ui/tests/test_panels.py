"""One card: every page's is the component, called by its heading where it has one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import Context, Template

import spelregler

TEMPLATES = sorted(Path(spelregler.__file__).parent.glob("**/templates/**/*.html"))
CARD = re.compile(r'class="(?:[^"]* )?card(?: [^"]*)?"')


def printed(tag: str, **context: object) -> str:
    return Template("{% load ui %}{% " + tag + " %}<h2>{{ title }}</h2>{% endpanel %}").render(Context(context))


class TestPanel:
    def test_is_a_section_called_by_its_heading(self) -> None:
        html = printed('panel labelledby="money"', title="A & B")
        assert html == '<section class="card" aria-labelledby="money"><h2>A &amp; B</h2></section>'

    def test_in_a_loop_each_has_its_own_heading(self) -> None:
        assert 'aria-labelledby="side2"' in printed('panel labelledby="side" number=each', each=2)

    def test_without_a_heading_it_is_called_by_a_label_that_is_escaped(self) -> None:
        html = printed("panel label=name", name='Lund & "Co"')
        assert html.startswith('<section class="card" aria-label="Lund &amp; &quot;Co&quot;">')

    def test_called_by_nothing_it_is_no_place_to_be_led_to(self) -> None:
        assert printed("panel") == '<div class="card"><h2></h2></div>'

    def test_its_kind_is_a_class_and_in_a_list_it_is_an_item(self) -> None:
        html = printed('panel kind="spaced" element="li" id=key', key="steg")
        assert html == '<li class="card spaced" id="steg"><h2></h2></li>'


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-2:]))
def test_no_page_writes_a_card_itself(path: Path) -> None:
    assert not CARD.search(path.read_text(encoding="utf-8"))
