"""What units cost net in each month is added up from the sums that were imported before it was kept.

Backwards there is nothing to do: the sums are all there.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Sum

AT_ONCE = 2_000


def add_up(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Account classes 3–7 of each month of each file, by unit."""
    months, nets, sums = (apps.get_model("frames", name) for name in ("LedgerMonth", "LedgerNet", "LedgerSum"))
    for each in months.objects.all():
        rows = sums.objects.filter(batch=each.batch_id, month=each.month, account__gte="3", account__lt="8")
        added = rows.order_by().values_list("unit").annotate(total=Sum("amount_ore"))
        nets.objects.bulk_create(
            (nets(ledger_month=each, unit_id=unit, amount_ore=total) for unit, total in added), batch_size=AT_ONCE
        )


class Migration(migrations.Migration):
    dependencies = [("frames", "0022_ledgernet_add")]

    operations = [migrations.RunPython(add_up, migrations.RunPython.noop)]
