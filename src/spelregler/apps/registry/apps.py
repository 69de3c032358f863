from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class RegistryConfig(AppConfig):
    """Cases and their records, officials' memos, and whether what must be decided has a case in time."""

    name = "spelregler.apps.registry"
    label = "registry"

    def ready(self) -> None:
        """Put this room in the registry of checks, in the menu, in the search and on the work list."""
        from spelregler.apps.acting import answer_tasks, evidence_pages, menu, searching, work_list
        from spelregler.apps.decisions import registries
        from spelregler.apps.registry import checks  # noqa: F401
        from spelregler.apps.registry.operations import number_of_case
        from spelregler.apps.registry.pages import evidence, tasks
        from spelregler.apps.registry.pages.cases.presenters import exact
        from spelregler.apps.registry.registered import SEARCHED
        from spelregler.domain.roles import Role

        registries.provide(exact, number_of_case)
        menu.register(
            menu.MenuEntry(10, gettext_lazy("Registry"), "registry:list", errands={Role.KC, Role.FC, Role.SE, Role.RE})
        )
        answer_tasks.register(*tasks.ANSWER_TASKS)
        evidence_pages.register(*evidence.EVIDENCE_PAGES)
        work_list.register(tasks.cases_and_drafts, tasks.cases_asked_for)
        searching.register(*SEARCHED)
