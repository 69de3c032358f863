"""A frame from before it had days holds from the committee's decision, or from the start of its year without one.

Backwards there is room for one frame per unit and year: the one that holds until further notice. What hangs on an
older one is moved to it, and the older one goes.
"""

from datetime import date

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def give_days(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Every frame gets the first day on which it can have held."""
    frames = apps.get_model("frames", "UnitFrame").objects
    for frame in frames.filter(start__isnull=True).select_related("committee_frame__decision"):
        decision = frame.committee_frame.decision
        frame.start = decision.decided_on if decision else date(frame.year, 1, 1)
        frame.save(update_fields=["start"])


def keep_the_last(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One frame per unit and year remains."""
    frames = apps.get_model("frames", "UnitFrame").objects
    for older in frames.filter(end__isnull=False):
        later = frames.get(unit=older.unit, year=older.year, end__isnull=True)
        for name in ("BudgetLine", "LineMove"):
            apps.get_model("frames", name).objects.filter(unit_frame=older).update(unit_frame=later)
        older.delete()


class Migration(migrations.Migration):
    dependencies = [("frames", "0002_unitframe_add_period")]

    operations = [migrations.RunPython(give_days, keep_the_last)]
