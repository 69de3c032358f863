from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class MeetingsConfig(AppConfig):
    """A body's meetings: calendar, agenda, notice, what happens there, minutes, adjustment and public notice."""

    name = "spelregler.apps.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Put this room in the registry of checks, in the menu, on the first page and on the work list."""
        from spelregler.apps.acting import answer_tasks, evidence_pages, menu, searching, work_list
        from spelregler.apps.acting import first_page as shown
        from spelregler.apps.meetings import checks  # noqa: F401
        from spelregler.apps.meetings.pages import evidence, first_page, tasks
        from spelregler.apps.meetings.registered import SEARCHED
        from spelregler.domain.roles import ELECTED, Role

        menu.register(
            menu.MenuEntry(
                9,
                gettext_lazy("Meetings"),
                "meetings:list",
                errands={*ELECTED, Role.KC, Role.FC, Role.SE, Role.RE, Role.CI},
            )
        )
        answer_tasks.register(*tasks.ANSWER_TASKS)
        evidence_pages.register(*evidence.EVIDENCE_PAGES)
        work_list.register(tasks.meetings_to_see_to, tasks.meetings_to_attend, tasks.minutes_to_adjust)
        shown.register_list(first_page.PLACE, first_page.next_meeting)
        searching.register(*SEARCHED)
