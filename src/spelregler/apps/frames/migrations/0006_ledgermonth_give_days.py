"""What was imported before files could replace each other counts from its day of import, until further notice.

Backwards there is room for files that do not share a month: the sums of a file that was replaced go, and so does a
file with nothing left, since counting both would double the outcome.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q


def give_days(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Every month that a file has sums for, and the dimensions that were chosen when it was imported."""
    choices = apps.get_model("frames", "DimensionChoice").objects
    months = apps.get_model("frames", "LedgerMonth").objects
    for batch in apps.get_model("frames", "LedgerBatch").objects.all():
        chosen = choices.filter(chosen_on__lte=batch.imported_on).order_by("-chosen_on", "-pk").first()
        if chosen is not None:
            batch.responsibility_dimension = chosen.responsibility_dimension
            batch.activity_dimension = chosen.activity_dimension
            batch.save(update_fields=["responsibility_dimension", "activity_dimension"])
        for month in batch.sums.order_by().values_list("month", flat=True).distinct():
            months.create(batch=batch, month=month, start=batch.imported_on)


def keep_what_counts(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Only the sums that count until further notice remain."""
    months, sums = (apps.get_model("frames", name).objects for name in ("LedgerMonth", "LedgerSum"))
    for each in months.filter(end__isnull=False):
        sums.filter(batch=each.batch_id, month=each.month).delete()
        each.delete()
    apps.get_model("frames", "LedgerBatch").objects.filter(Q(months__isnull=True) & Q(sums__isnull=True)).delete()


class Migration(migrations.Migration):
    dependencies = [("frames", "0005_ledgermonth_add")]

    operations = [migrations.RunPython(give_days, keep_what_counts)]
