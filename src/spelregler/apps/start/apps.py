from django.apps import AppConfig


class StartConfig(AppConfig):
    """How a municipality begins. Owns no facts: what is in stands in the other rooms."""

    name = "spelregler.apps.start"
    label = "start"

    def ready(self) -> None:
        """Tell where the checklist has its page."""
        from spelregler.apps.acting import addresses
        from spelregler.apps.acting import first_page as shown
        from spelregler.apps.start.pages.first_page import beginning_note

        addresses.provide(checklist="start:checklist")
        shown.register_note(beginning_note, is_above=True)
