from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """Packages, results per clause and the living policy. Knows the other rooms through the registry only."""

    name = "spelregler.apps.policy"
    label = "policy"

    def ready(self) -> None:
        """Put this room's checks in the registry."""
        from spelregler.apps.policy import checks  # noqa: F401
