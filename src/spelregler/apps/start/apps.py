from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class StartConfig(AppConfig):
    """How a municipality begins. Owns no facts: what is in stands in the other rooms."""

    name = "spelregler.apps.start"
    label = "start"

    def ready(self) -> None:
        """Tell where the checklist has its page."""
        from spelregler.apps.acting import addresses, menu
        from spelregler.apps.acting import first_page as shown
        from spelregler.apps.start.pages.first_page import beginning_note
        from spelregler.domain.roles import Beside

        addresses.provide(checklist="start:checklist")
        menu.register(
            menu.MenuEntry(
                2,
                gettext_lazy("The municipality's start"),
                "start:checklist",
                errands={Beside.ADMINISTRATOR},
                is_hidden=True,
            )
        )
        shown.register_note(beginning_note)
