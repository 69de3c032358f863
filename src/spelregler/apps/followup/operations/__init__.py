"""Dialogues, and reports of results. Whoever may do it was asked before this is called."""

from __future__ import annotations

from spelregler.apps.followup.operations.dialogues import DialogueRefused, Held, record_dialogue, withdraw_dialogue

__all__ = ["DialogueRefused", "Held", "record_dialogue", "withdraw_dialogue"]
