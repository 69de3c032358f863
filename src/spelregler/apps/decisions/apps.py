from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class DecisionsConfig(AppConfig):
    """What political bodies decide: body, date, § and text; assignments and their addressees."""

    name = "spelregler.apps.decisions"
    label = "decisions"

    def ready(self) -> None:
        """Put this room in the registry of checks, in the menu and on the first page."""
        from django.urls import reverse

        from spelregler.apps.acting import first_page as shown
        from spelregler.apps.acting import menu, searching
        from spelregler.apps.decisions import checks  # noqa: F401
        from spelregler.apps.decisions.post_belongings import ROOM
        from spelregler.apps.decisions.registered import SEARCHED
        from spelregler.apps.organisation.registries.post_belongings import register

        menu.register(menu.MenuEntry(8, gettext_lazy("Decisions"), "decisions:list"))
        register(ROOM)
        shown.register_answer_pages(
            shown.AnswerPage(
                "committee", lambda scope: reverse("decisions:assignments") + f"?organ={scope}", ("MR-29", "CP-9")
            )
        )
        shown.register_action_pages(political_assignment="decisions:list")
        searching.register(*SEARCHED)
