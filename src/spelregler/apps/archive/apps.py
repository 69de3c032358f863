from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class ArchiveConfig(AppConfig):
    """The policy, its answers and its evidence in one file, and such files from elsewhere, to read."""

    name = "spelregler.apps.archive"
    label = "archive"

    def ready(self) -> None:
        """Put this room in the menu of whoever reviews, and let others lead to it."""
        from spelregler.apps.acting import addresses, menu
        from spelregler.domain.roles import Role

        addresses.provide(archives="archive:list")
        menu.register(menu.MenuEntry(13, gettext_lazy("Archives"), "archive:list", errands={Role.RE}, is_hidden=True))
