"""The checks of this room, put in the registry when the product starts."""

from spelregler.apps.meetings.checks import held  # noqa: F401
