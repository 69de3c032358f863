"""What every form that stores carries, so that it is safe to send twice (ADR 43)."""

from __future__ import annotations

FIELD = "sending"
"""The hidden field with the form's one-time token."""
