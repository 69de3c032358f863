"""The checks of this room: on the governing documents, and the honest answer where facts are not recorded yet."""

from spelregler.apps.policy.checks import awaited, documents, parties  # noqa: F401  each puts its own in the registry
