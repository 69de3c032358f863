"""What this room answers: whether politicians and officials talk, whether results are told and valued, and whether what
is evaluated is used."""

from spelregler.apps.followup.checks import (  # noqa: F401  each puts its own in the registry
    commissioned,
    dialogues,
    reports,
    scans,
)
