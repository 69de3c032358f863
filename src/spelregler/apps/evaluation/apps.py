from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class EvaluationConfig(AppConfig):
    """What people assess about the rules, what a body evaluates every year, and the account of it."""

    name = "spelregler.apps.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        """Put this room in the registry of checks, in the menu and on the work list."""
        from spelregler.apps.acting import addresses, answer_tasks, evidence_pages, menu, work_list
        from spelregler.apps.acting import first_page as shown
        from spelregler.apps.evaluation import checks  # noqa: F401
        from spelregler.apps.evaluation.pages import evidence, first_page, tasks, yearly_tasks
        from spelregler.apps.evaluation.queries.overrulings import StoredOverrulings
        from spelregler.domain.roles import Role
        from spelregler.platform import overrulings

        addresses.provide(overruling="evaluation:overrule")
        overrulings.provide(StoredOverrulings())
        menu.register(
            menu.MenuEntry(11, gettext_lazy("Assessments"), "evaluation:list", errands=frozenset()),
            menu.MenuEntry(12, gettext_lazy("Yearly evaluation"), "evaluation:years", errands=frozenset()),
            menu.MenuEntry(12, gettext_lazy("Survey results"), "evaluation:surveys", errands={Role.HR}),
        )
        evidence_pages.register(*evidence.EVIDENCE_PAGES)
        answer_tasks.register(*tasks.ANSWER_TASKS)
        work_list.register(tasks.assessments_to_make, yearly_tasks.parts_to_write, yearly_tasks.account_to_give)
        shown.register_list(first_page.PLACE_OF_OBJECTING, first_page.to_object_to)
        for found in (first_page.overruled, first_page.soon_too_old):
            shown.register_list(first_page.PLACE, found)
        for errand in (first_page.reading_assessments, first_page.reading_evaluations):
            shown.register_errand(first_page.PLACE_OF_ERRANDS, errand)
