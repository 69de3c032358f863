"""The library's own pages get the frame that every page has."""

from __future__ import annotations

from typing import Any

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell

LIBRARY = ("account_", "mfa_", "usersessions_", "socialaccount_", "oidc_", "saml_")
"""How the library's addresses are named; our own pages build their frame themselves."""


def page_of_the_library(request: Request) -> dict[str, Any]:
    """`page` for the pages of the sign-in library, which know nothing of ours; nothing for any other page."""
    match = request.resolver_match
    if match is None or not (match.url_name or "").startswith(LIBRARY):
        return {}
    return {"page": page_shell(request, title="", can_travel=False)}
