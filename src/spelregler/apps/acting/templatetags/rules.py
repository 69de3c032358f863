"""A rule where it is named on a page: by its title, with the way to it, and its id small beside."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from spelregler.apps.acting.addresses import address_of
from spelregler.platform.findings import titles

register = template.Library()


@register.simple_tag(takes_context=True)
def rule(context: template.Context, clause: str) -> SafeString | str:
    """The title of the rule, with a link, and its id; what is no rule of the package, such as a law, as it is."""
    page: Any = context["page"]
    title = titles(as_of=page.as_of).get(clause)
    if title is None:
        return clause
    words, url = title.text(get_language() or "sv"), address_of("clause", clause)
    return format_html('<a href="{}">{}</a> <small class="id">{}</small>', url, words, clause)
