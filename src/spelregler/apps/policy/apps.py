from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """Packages, results per clause and the living policy. Knows the other rooms through the registry only."""

    name = "spelregler.apps.policy"
    label = "policy"

    def ready(self) -> None:
        """Put this room's checks in the registry, and let every room show what the checks answered."""
        from spelregler.apps.policy import checks, documents, fresh  # noqa: F401
        from spelregler.apps.policy.packages import borrowed_on, rules_on
        from spelregler.apps.policy.queries import StoredFindings
        from spelregler.platform import access, findings

        findings.provide(StoredFindings())
        access.provide(rules_on, borrowed_on=borrowed_on)
