from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class GoalsConfig(AppConfig):
    """Vision → municipal goal → committee goal → unit goal → action; indicators, targets, measurements."""

    name = "spelregler.apps.goals"
    label = "goals"

    def ready(self) -> None:
        """Put this room in the registry of checks, in the menu and on the first page."""
        from spelregler.apps.acting import answer_tasks, evidence_pages, menu, searching, work_list
        from spelregler.apps.acting import first_page as shown
        from spelregler.apps.goals import checks  # noqa: F401
        from spelregler.apps.goals.pages import evidence, first_page, tasks
        from spelregler.apps.goals.pages.key_measures import first_page as key_measures
        from spelregler.apps.goals.registered.post_belongings import ROOM
        from spelregler.apps.goals.registered.searched import SEARCHED
        from spelregler.apps.goals.registered.unit_belongings import ROOM as RESTING
        from spelregler.apps.organisation.registries.post_belongings import register
        from spelregler.apps.organisation.registries.unit_belongings import register as register_resting
        from spelregler.domain.roles import Role

        menu.register(menu.MenuEntry(3, gettext_lazy("Goals"), "goals:tree", errands=frozenset(Role)))
        register(ROOM)
        register_resting(RESTING)
        shown.register_list(first_page.PLACE, first_page.goals)
        shown.register_list(first_page.PLACE_OF_ASSIGNMENT, first_page.own_assignment)
        shown.register_errand(first_page.PLACE_OF_PERIODS, first_page.opening_periods)
        key_measures.register()
        answer_tasks.register(*tasks.ANSWER_TASKS)
        evidence_pages.register(*evidence.EVIDENCE_PAGES)
        work_list.register(tasks.values_to_report, tasks.values_to_approve)
        shown.register_action_pages(
            vision_council_goals_and_budget="goals:chain",
            committee_goals_and_plan="goals:chain",
            action_plan=first_page.department_plan,
            unit_goals_and_plan=first_page.unit_plan,
            judge_unit_goals="goals:tree",
            judge_committee_goals="goals:tree",
            judge_council_goals="goals:tree",
            enter_measurements="goals:report",
            approve_measurements="goals:approve",
            assignment_to_unit_or_employee=first_page.assignments,
        )
        searching.register(*SEARCHED)
