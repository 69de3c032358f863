"""The shell's way to the help."""

from __future__ import annotations

from django.http import HttpRequest

from spelregler.apps.help.chapter_of_page import help_address


def help_on_page(request: HttpRequest) -> dict[str, str]:
    """`help_url`: the chapter about the page that is shown, for the header of every page."""
    match = request.resolver_match
    return {"help_url": help_address(match.view_name if match else "")}
