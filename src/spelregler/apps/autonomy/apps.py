from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy


class AutonomyConfig(AppConfig):
    """Six conditions and six grounds per unit; signal → statement → dialogue → intervention → closing."""

    name = "spelregler.apps.autonomy"
    label = "autonomy"

    def ready(self) -> None:
        """Put this room in the registry of checks, in the menu and on the first page."""
        from spelregler.apps.acting import addresses, answer_tasks, evidence_pages, menu, work_list
        from spelregler.apps.acting import first_page as shown
        from spelregler.apps.autonomy import checks  # noqa: F401
        from spelregler.apps.autonomy.pages import evidence, first_page, tasks
        from spelregler.apps.autonomy.unit_belongings import ROOM
        from spelregler.apps.organisation.registries.unit_belongings import register
        from spelregler.domain.roles import Role

        menu.register(menu.MenuEntry(7, gettext_lazy("Units"), "autonomy:field", errands=frozenset(Role) - {Role.SE}))
        menu.register_own_pages(unit=lambda code: reverse("autonomy:unit", args=[code]))
        addresses.provide(unit="autonomy:unit")
        register(ROOM)
        shown.register_panel(first_page.PLACE, first_page.card)
        shown.register_list(first_page.PLACE_OF_LIST, first_page.departments)
        shown.register_list(first_page.PLACE_OF_LIST, first_page.units)
        answer_tasks.register(*tasks.ANSWER_TASKS)
        evidence_pages.register(*evidence.EVIDENCE_PAGES)
        work_list.register(tasks.statements_to_write, tasks.interventions_to_review)
        shown.register_action_pages(
            move_money_inside_unit_frame=first_page.unit_or_field, intervention_in_unit="autonomy:field"
        )
