"""The dialogues of each body, and the reports of results with how they were received."""

from spelregler.apps.followup.models.dialogues import Dialogue

__all__ = ["Dialogue"]
