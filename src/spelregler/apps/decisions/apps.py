from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class DecisionsConfig(AppConfig):
    """What political bodies decide: body, date, § and text; assignments and their addressees."""

    name = "spelregler.apps.decisions"
    label = "decisions"

    def ready(self) -> None:
        """Put this room in the registry of checks, in the menu and on the first page."""
        from spelregler.apps.acting import (
            agenda_sources,
            answer_tasks,
            evidence_pages,
            menu,
            searching,
            told_beside,
            work_list,
        )
        from spelregler.apps.acting import first_page as shown
        from spelregler.apps.decisions import checks  # noqa: F401
        from spelregler.apps.decisions.pages import agenda, evidence, first_page, tasks
        from spelregler.apps.decisions.pages.flags.presenters import flags_beside
        from spelregler.apps.decisions.post_belongings import ROOM
        from spelregler.apps.decisions.registered import SEARCHED
        from spelregler.apps.organisation.registries.post_belongings import register
        from spelregler.domain.roles import ELECTED, Role

        menu.register(
            menu.MenuEntry(
                9,
                gettext_lazy("Decisions"),
                "decisions:list",
                errands={*ELECTED, Role.KC, Role.FC, Role.SE, Role.RE, Role.UN, Role.CI},
            )
        )
        register(ROOM)
        agenda_sources.register(agenda.reports_to_take_up)
        answer_tasks.register(*tasks.ANSWER_TASKS)
        evidence_pages.register(*evidence.EVIDENCE_PAGES)
        work_list.register(
            tasks.assignments_to_report_back, tasks.unit_assignments_to_report, tasks.questions_to_answer
        )
        told_beside.register(flags_beside)
        shown.register_list(first_page.PLACE, first_page.assignments)
        shown.register_list(first_page.PLACE_OF_LATELY, first_page.decided_lately)
        shown.register_errand(first_page.PLACE_OF_ENTERING, first_page.entering)
        shown.register_errand(first_page.PLACE_OF_ASKING, first_page.asking)
        shown.register_action_pages(political_assignment="decisions:list", member_question="decisions:questions")
        searching.register(*SEARCHED)
