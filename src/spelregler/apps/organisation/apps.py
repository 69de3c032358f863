from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy


class OrganisationConfig(AppConfig):
    """Bodies, terms, seats, departments, units, posts, people; who holds what on a date."""

    name = "spelregler.apps.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Put this room's checks in the registry, and say to the trail where a row belongs."""
        from spelregler.apps.acting import answer_tasks, evidence_pages, menu, organisation, searching, work_list
        from spelregler.apps.acting import first_page as shown
        from spelregler.apps.organisation import checks  # noqa: F401
        from spelregler.apps.organisation.operations.staffing import ROOM
        from spelregler.apps.organisation.pages import evidence, first_page, tasks
        from spelregler.apps.organisation.queries.for_acting import StoredOrganisation
        from spelregler.apps.organisation.queries.trail_places import places_of
        from spelregler.apps.organisation.registered import SEARCHED
        from spelregler.apps.organisation.registries.unit_belongings import register
        from spelregler.domain.roles import Beside, Role
        from spelregler.platform.audit import places

        menu.register(
            menu.MenuEntry(
                8,
                gettext_lazy("The organisation"),
                "organisation:overview",
                errands={Role.SE, Role.HR, Role.KC, Role.FC, Role.UN, Role.SO, Role.CI, Beside.ADMINISTRATOR},
            )
        )
        menu.register_own_pages(
            committee=lambda code: reverse("organisation:body", args=[code]),
            department=lambda code: reverse("organisation:department", args=[code]),
        )
        organisation.provide(StoredOrganisation())
        places.provide(places_of)
        register(ROOM)
        answer_tasks.register(*tasks.ANSWER_TASKS)
        evidence_pages.register(*evidence.EVIDENCE_PAGES)
        work_list.register(tasks.own_introduction)
        shown.register_panel(first_page.PLACE, first_page.introductions)
        shown.register_errand(first_page.PLACE_OF_KEEPING, first_page.keeping)
        searching.register(*SEARCHED)
