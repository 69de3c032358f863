"""A target from before it had days holds from the decision behind it, else from the goal's decision or first day.

Backwards there is room for one target per goal, indicator and year: the one that holds until further notice.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def give_days(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Every target gets the first day on which it can have held."""
    targets = apps.get_model("goals", "Target").objects
    for target in targets.filter(start__isnull=True).select_related("decision", "goal__decision"):
        decision = target.decision or target.goal.decision
        target.start = decision.decided_on if decision else target.goal.start
        target.save(update_fields=["start"])


def keep_the_last(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One target per goal, indicator and year remains."""
    apps.get_model("goals", "Target").objects.filter(end__isnull=False).delete()


class Migration(migrations.Migration):
    dependencies = [("goals", "0003_target_add_period")]

    operations = [migrations.RunPython(give_days, keep_the_last)]
