"""What was decided before it had days holds from its decision, or from the start of its year without one.

Backwards there is room for one total and one frame a year and one row per line: the one that holds until further
notice. What hangs on an older one is moved to it, and the older one goes.
"""

from datetime import date
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def give_days(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A total and a frame from the decision; a line from the first day of the unit's frame, numbered in turn."""
    for name in ("CouncilBudget", "CommitteeFrame"):
        for row in apps.get_model("frames", name).objects.filter(start__isnull=True).select_related("decision"):
            row.start = row.decision.decided_on if row.decision else date(row.year, 1, 1)
            row.save(update_fields=["start"])
    numbers: dict[int, int] = {}
    lines = apps.get_model("frames", "BudgetLine").objects.filter(start__isnull=True)
    for line in lines.select_related("unit_frame").order_by("pk"):
        numbers[line.unit_frame_id] = numbers.get(line.unit_frame_id, 0) + 1
        line.number, line.start = numbers[line.unit_frame_id], line.unit_frame.start
        line.save(update_fields=["number", "start"])


def keep_the_last(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One row of each remains."""
    apps.get_model("frames", "CouncilBudget").objects.filter(end__isnull=False).delete()
    frames, unit_frames = (apps.get_model("frames", name).objects for name in ("CommitteeFrame", "UnitFrame"))
    for older in frames.filter(end__isnull=False):
        later = frames.get(body=older.body_id, year=older.year, end__isnull=True)
        unit_frames.filter(committee_frame=older).update(committee_frame=later)
        older.delete()
    lines, moves = (apps.get_model("frames", name).objects for name in ("BudgetLine", "LineMove"))
    for older in lines.filter(end__isnull=False):
        later = _line_now(lines, older)
        for side in ("from_line", "to_line"):
            moves.filter(**{side: older}).update(**{side: later})
        older.delete()


def _line_now(lines: Any, older: Any) -> Any:
    return lines.get(unit_frame=older.unit_frame_id, number=older.number, end__isnull=True)


class Migration(migrations.Migration):
    dependencies = [("frames", "0011_shares_add_period")]

    operations = [migrations.RunPython(give_days, keep_the_last)]
