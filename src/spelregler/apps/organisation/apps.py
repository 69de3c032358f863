from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class OrganisationConfig(AppConfig):
    """Bodies, terms, seats, departments, units, posts, people; who holds what on a date."""

    name = "spelregler.apps.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Put this room's checks in the registry, and say to the trail where a row belongs."""
        from django.urls import reverse

        from spelregler.apps.acting import first_page as shown
        from spelregler.apps.acting import menu, organisation, searching
        from spelregler.apps.organisation import checks  # noqa: F401
        from spelregler.apps.organisation.operations.staffing import ROOM
        from spelregler.apps.organisation.queries.for_acting import StoredOrganisation
        from spelregler.apps.organisation.queries.trail_places import places_of
        from spelregler.apps.organisation.registered import SEARCHED
        from spelregler.apps.organisation.registries.unit_belongings import register
        from spelregler.platform.audit import places

        menu.register(menu.MenuEntry(7, gettext_lazy("The organisation"), "organisation:overview"))
        organisation.provide(StoredOrganisation())
        places.provide(places_of)
        register(ROOM)
        shown.register_answer_pages(
            shown.AnswerPage("unit", lambda scope: reverse("organisation:employees", args=[scope]), ("MR-5",)),
            shown.AnswerPage("committee", lambda scope: reverse("organisation:body", args=[scope]), ("MR-6", "MR-7")),
        )
        searching.register(*SEARCHED)
