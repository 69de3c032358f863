from django.apps import AppConfig


class StartConfig(AppConfig):
    """How a municipality begins. Owns no facts: what is in stands in the other rooms."""

    name = "spelregler.apps.start"
    label = "start"

    def ready(self) -> None:
        """Tell where the checklist has its page."""
        from spelregler.apps.acting import addresses

        addresses.provide(checklist="start:checklist")
