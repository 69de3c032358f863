from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class FollowupConfig(AppConfig):
    """What a committee got for its money, the dialogues of each body, the reports of results and their valuing, what
    bodies have evaluated, and scans of the surroundings.
    """

    name = "spelregler.apps.followup"
    label = "followup"

    def ready(self) -> None:
        """Put this room in the menu, in the registry of checks and on the work list."""
        from spelregler.apps.acting import answer_tasks, evidence_pages, menu, work_list
        from spelregler.apps.followup import checks  # noqa: F401
        from spelregler.apps.followup.pages import tasks
        from spelregler.apps.followup.pages.evidence import EVIDENCE_PAGES
        from spelregler.domain.roles import ELECTED, Role

        menu.register(
            menu.MenuEntry(
                6,
                gettext_lazy("Follow-up"),
                "followup:list",
                errands={*ELECTED, Role.KC, Role.FC, Role.CT, Role.SE, Role.RE, Role.CI},
            ),
            menu.MenuEntry(
                7,
                gettext_lazy("Reports"),
                "followup:reports",
                errands={*ELECTED, Role.KC, Role.FC, Role.EC, Role.CT, Role.SE, Role.RE},
            ),
        )
        answer_tasks.register(*tasks.ANSWER_TASKS)
        work_list.register(tasks.own_reports, tasks.reports_to_enter, tasks.evaluations_to_hand_in)
        evidence_pages.register(*EVIDENCE_PAGES)
