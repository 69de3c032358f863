"""The checks of this room: on the governing documents, and the honest answer where facts are not recorded yet."""

from spelregler.apps.policy.checks import awaited, documents, parties  # noqa: F401  each puts its own in the registry
from spelregler.apps.policy.models import MovedOccasion
from spelregler.platform.touching import belongs

# An occasion of the year is the municipality's, and touches no unit; the registry asks about what is due.
belongs(MovedOccasion, beside=lambda _keys: ())
