"""The checks of this room."""

from spelregler.apps.followup.checks import dialogues  # noqa: F401
