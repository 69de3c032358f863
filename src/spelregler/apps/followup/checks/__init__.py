"""What this room answers: whether politicians and officials talk, and whether results are told and valued."""

from spelregler.apps.followup.checks import dialogues, reports  # noqa: F401  each puts its own in the registry
