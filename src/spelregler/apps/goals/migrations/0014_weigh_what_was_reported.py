"""What may be shown of what is there already: decided in the order in which it was reported, day by day (ADR 47)."""

from itertools import groupby
from operator import attrgetter

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from spelregler.apps.goals.queries.shown_tables import COLUMNS, Kind, Row, newly_shown, presence
from spelregler.domain.disclosure import Doubt
from spelregler.domain.suppression import FEWEST_ANSWERS


def weigh(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was reported on one day is taken for published together."""
    measurements, shown = apps.get_model("goals", "Measurement"), apps.get_model("goals", "ShownValue")
    units = apps.get_model("organisation", "Unit").objects.values_list("code", "start", "end")
    lives = {code: (start, end) for code, start, end in units if end is not None}
    for indicator in apps.get_model("goals", "Indicator").objects.exclude(small_numbers="none"):
        counted = measurements.objects.filter(indicator=indicator)
        if indicator.small_numbers != "count":
            counted = counted.exclude(denominator=None)
        doubt = Doubt(highest=FEWEST_ANSWERS - 1) if indicator.small_numbers == "answers" else Doubt()
        batches: list[int] = []
        for day, values in groupby(counted.order_by("pk"), key=attrgetter("recorded_on")):
            last = max(each.pk for each in values)
            rows = [Row(*each) for each in counted.filter(pk__lte=last).order_by("pk").values_list(*COLUMNS)]
            found = newly_shown(
                rows,
                kind=Kind(indicator.small_numbers, indicator.unit_of_measure),
                batches=batches,
                there=presence(rows, (), lives),
                doubt=doubt,
            )
            shown.objects.bulk_create(shown(measurement_id=pk, shown_on=day) for pk in sorted(found))
            batches.append(last)
            apps.get_model("goals", "Weighing").objects.create(indicator=indicator, last_id=last, weighed_on=day)


class Migration(migrations.Migration):
    dependencies = [("goals", "0013_shown_values"), ("organisation", "0001_initial")]

    operations = [migrations.RunPython(weigh, migrations.RunPython.noop)]
