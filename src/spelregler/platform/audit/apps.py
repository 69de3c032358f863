from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The trail: who did what, in which role. Append-only, hash-chained; no feature reads it."""

    name = "spelregler.platform.audit"
    label = "audit"

    def ready(self) -> None:
        """The trail and the rooms are searched alike on both databases, whatever the case of å, ä and ö."""
        from spelregler.platform.search.letters import search_in_swedish

        search_in_swedish()
