from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class FramesConfig(AppConfig):
    """Council total → committee frame → unit frame; ledger, forecast, free moves inside a frame."""

    name = "spelregler.apps.frames"
    label = "frames"

    def ready(self) -> None:
        """Put this room in the registry of checks, in the menu and on the first page."""
        from spelregler.apps.acting import answer_tasks, evidence_pages, menu, work_list
        from spelregler.apps.acting import first_page as shown
        from spelregler.apps.frames import checks  # noqa: F401
        from spelregler.apps.frames.pages import evidence, first_page, tasks
        from spelregler.apps.frames.registered.post_belongings import ROOM
        from spelregler.apps.frames.registered.unit_belongings import ROOM as RESTING
        from spelregler.apps.organisation.registries.post_belongings import register
        from spelregler.apps.organisation.registries.unit_belongings import register as register_resting
        from spelregler.domain.roles import ELECTED, Role

        menu.register(
            menu.MenuEntry(
                5,
                gettext_lazy("Frames"),
                "frames:overview",
                errands={*ELECTED, Role.KC, Role.FC, Role.EC, Role.CT, Role.SE, Role.RE, Role.CI},
            )
        )
        register(ROOM)
        register_resting(RESTING)
        shown.register_panel(first_page.PLACE, first_page.card)
        shown.register_panel(first_page.PLACE_OF_BOOKS, first_page.books)
        shown.register_list(first_page.PLACE_OF_MISSING, first_page.forecasts_not_in)
        shown.register_bar(first_page.bar)
        shown.register_errand(first_page.PLACE_OF_READING, first_page.reading_the_books)
        answer_tasks.register(*tasks.ANSWER_TASKS)
        evidence_pages.register(*evidence.EVIDENCE_PAGES)
        work_list.register(tasks.books_to_bring_in)
        work_list.register_occasion_pages(monthly=tasks.forecast_page)
        shown.register_action_pages(
            frame_per_committee="frames:proposals_first", move_money_between_units="frames:moves"
        )
