"""What every form that stores carries, so that it is safe to send twice (ADR 43)."""

from __future__ import annotations

from django.core import signing

WHOSE, KEPT = "whose", "kept"
"""Whom the form was shown to, signed; and the key of what was kept of it, where it is sent a second time."""
FIELD = "sending"
"""The hidden field with the form's one-time token."""
SALT = "spelregler.whose-form"


def mark_of(account: str) -> str:
    """What a form carries of whom it was shown to."""
    return signing.dumps(account, salt=SALT)


def whose(mark: str, *, seconds: int) -> str:
    """The account that a form was shown to; empty where the mark is none of ours, or too old."""
    try:
        return str(signing.loads(mark, salt=SALT, max_age=seconds))
    except signing.BadSignature:
        return ""
