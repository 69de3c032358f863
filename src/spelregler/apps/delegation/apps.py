from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class DelegationConfig(AppConfig):
    """What bodies have delegated, to whom, and what has been decided by it."""

    name = "spelregler.apps.delegation"
    label = "delegation"

    def ready(self) -> None:
        """Put this room in the registry of checks, in the menu, in the search and on the work list."""
        from spelregler.apps.acting import answer_tasks, evidence_pages, menu, searching, work_list
        from spelregler.apps.delegation import checks  # noqa: F401
        from spelregler.apps.delegation.pages import evidence, tasks
        from spelregler.apps.delegation.registered import SEARCHED
        from spelregler.domain.roles import Role

        menu.register(
            menu.MenuEntry(
                10,
                gettext_lazy("Delegation"),
                "delegation:start",
                errands={Role.KC, Role.FC, Role.EC, Role.SE, Role.RE},
            )
        )
        evidence_pages.register(*evidence.EVIDENCE_PAGES)
        answer_tasks.register(*tasks.ANSWER_TASKS)
        work_list.register(tasks.decisions_to_tell, tasks.orders_to_enter)
        searching.register(*SEARCHED)
