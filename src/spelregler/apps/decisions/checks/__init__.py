"""The checks of this room: assignments go the right way and are carried out, and the elected get answers."""

from __future__ import annotations

from spelregler.apps.decisions.checks.assignments import load_assignments, load_due_assignments
from spelregler.apps.decisions.checks.questions import load_questions

__all__ = ["load_assignments", "load_due_assignments", "load_questions"]
