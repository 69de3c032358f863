from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Cases and their records, officials' memos, and whether what must be decided has a case in time."""

    name = "spelregler.apps.registry"
    label = "registry"

    def ready(self) -> None:
        """Put this room in the registry of checks, in the menu, in the search and on the work list."""
        from spelregler.apps.registry import checks  # noqa: F401
