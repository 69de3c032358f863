from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class ComparisonConfig(AppConfig):
    """Kolada's figures for every municipality, and where the own one stands among them."""

    name = "spelregler.apps.comparison"
    label = "comparison"

    def ready(self) -> None:
        """Put this room in the menu."""
        from spelregler.apps.acting import menu
        from spelregler.domain.roles import ELECTED, Role

        menu.register(
            menu.MenuEntry(
                4, gettext_lazy("Comparison"), "comparison:list", errands={*ELECTED, Role.KC, Role.FC, Role.CT, Role.RE}
            )
        )
