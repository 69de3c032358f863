"""What a page below the policy's first has round it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.ui.page import Page

HERE = "policy:documents"


def room_page(
    request: Request, title: str, lead: str = "", *, below: Sequence[tuple[str, str]] = (), **more: Any
) -> Page:
    """A page of the policy, `below` those that it lies under."""
    crumbs = [(_("The policy"), reverse(HERE)), *below, (title, "")]
    return page_shell(request, title=title, lead=lead, crumbs=crumbs, current=HERE, **more)


def entering_page(request: Request, title: str, lead: str = "", *, below: Sequence[tuple[str, str]] = ()) -> Page:
    """A page where something is entered: as it is today, with the rules about the policy itself beside."""
    return room_page(request, title, lead, below=below, modules=("POL",), can_travel=False)
