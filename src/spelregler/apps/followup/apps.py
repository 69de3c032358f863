from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class FollowupConfig(AppConfig):
    """What a committee got for its money: its frame beside its goals; and the dialogues of each body."""

    name = "spelregler.apps.followup"
    label = "followup"

    def ready(self) -> None:
        """Put this room in the menu and in the registry of checks."""
        from spelregler.apps.acting import evidence_pages, menu
        from spelregler.apps.followup import checks  # noqa: F401
        from spelregler.apps.followup.pages.evidence import EVIDENCE_PAGES
        from spelregler.domain.roles import ELECTED, Role

        menu.register(
            menu.MenuEntry(
                6,
                gettext_lazy("Follow-up"),
                "followup:list",
                errands={*ELECTED, Role.KC, Role.FC, Role.CT, Role.SE, Role.RE, Role.CI},
            )
        )
        evidence_pages.register(*EVIDENCE_PAGES)
