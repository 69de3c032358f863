"""What a table of the beginning is for, and where one goes from there."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _


def file_words(kind: str) -> tuple[str, str]:
    """What a table is, and what it does."""
    return {
        "konton": (
            _("Accounts from a file"),
            _("Each row opens one person's account. Whoever has one already keeps it, and nobody gets two."),
        ),
        "beslut": (
            _("Decisions from a file"),
            _("Each row is a decision as the minutes have it, with its true day. What is in is never written over."),
        ),
        "ramar": (
            _("Frames from a file"),
            _(
                "The council's total, the bodies' frames and the units' frames of a year, in tkr, each with its "
                "decision. All of them add up, or nothing is stored (MR-18)."
            ),
        ),
    }[kind]


def onward(kind: str) -> tuple[str, str]:
    """Where to go when the table is stored."""
    if kind == "konton":
        return reverse("start:accounts"), _("Give them their links")
    return reverse("start:earlier"), _("See what is in")
