"""`{% csrf_token %}`, which every form that stores has, also gives the form its one-time token (ADR 43).

The library is built in (see TEMPLATES in the settings), so no template loads it and none can forget it.
"""

from __future__ import annotations

import secrets

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from spelregler.ui.sending import FIELD, WHOSE, mark_of

register = template.Library()


class FormTokensNode(CsrfTokenNode):
    """Django's own field, and one that is new each time a form is shown. Browsers must not fill in an earlier one.

    Only a form that is kept and shown again goes on with the token that it was first sent with: `sending` around it.
    """

    def render(self, context: Context) -> SafeString:
        """The hidden fields: Django's, the token, and whose the form is where somebody is signed in."""
        fields = [(FIELD, context.get(FIELD) or secrets.token_urlsafe(18))]
        account = getattr(getattr(context.get("request"), "user", None), "pk", None)
        if account is not None:
            fields.append((WHOSE, mark_of(str(account))))
        hidden = format_html_join("", '<input type="hidden" name="{}" value="{}" autocomplete="off">', fields)
        return mark_safe(super().render(context) + hidden)  # noqa: S308  both are escaped where they are made


@register.tag
def csrf_token(parser: Parser, token: Token) -> FormTokensNode:
    """Takes the place of Django's tag with the same name."""
    return FormTokensNode()
