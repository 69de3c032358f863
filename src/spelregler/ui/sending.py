"""What every form that stores carries, so that it is safe to send twice (ADR 43)."""

from __future__ import annotations

WHOSE, KEPT = "whose", "kept"
"""Whom the form was shown to, signed; and the key of what was kept of it, where it is sent a second time."""
FIELD = "sending"
"""The hidden field with the form's one-time token."""
