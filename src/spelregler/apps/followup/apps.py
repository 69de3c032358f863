from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class FollowupConfig(AppConfig):
    """What a committee got for its money: its frame beside its goals. Owns no facts."""

    name = "spelregler.apps.followup"
    label = "followup"

    def ready(self) -> None:
        """Put this room in the menu."""
        from spelregler.apps.acting import menu
        from spelregler.domain.roles import ELECTED, Role

        menu.register(
            menu.MenuEntry(
                6,
                gettext_lazy("Follow-up"),
                "followup:list",
                errands={*ELECTED, Role.KC, Role.FC, Role.CT, Role.SE, Role.RE, Role.CI},
            )
        )
