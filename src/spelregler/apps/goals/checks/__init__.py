"""The checks of this room: the thread from political goal to unit plan, and the results along it."""

from spelregler.apps.goals.checks import plans, results, thread  # noqa: F401  each puts its own in the registry
