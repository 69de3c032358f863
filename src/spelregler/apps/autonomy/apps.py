from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class AutonomyConfig(AppConfig):
    """Six conditions and six grounds per unit; signal → statement → dialogue → intervention → closing."""

    name = "spelregler.apps.autonomy"
    label = "autonomy"

    def ready(self) -> None:
        """Put this room's checks in the registry."""
        from spelregler.apps.acting import addresses, menu
        from spelregler.apps.autonomy import checks  # noqa: F401
        from spelregler.apps.autonomy.unit_belongings import ROOM
        from spelregler.apps.organisation.registries.unit_belongings import register

        menu.register(menu.MenuEntry(6, gettext_lazy("Units"), "autonomy:field"))
        addresses.provide(unit="autonomy:unit")
        register(ROOM)
