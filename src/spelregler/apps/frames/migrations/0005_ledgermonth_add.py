"""A month of an imported file carries the days on which it counts, so that a later file can take it over (MR-42)."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from spelregler.platform.invariants import no_overlap


class Migration(migrations.Migration):
    dependencies = [("frames", "0004_unitframe_one_at_a_time")]

    operations = [
        migrations.AddField(
            model_name="ledgerbatch",
            name="responsibility_dimension",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="ledgerbatch",
            name="activity_dimension",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="LedgerMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("month", models.DateField()),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="months",
                        to="frames.ledgerbatch",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "month"), name="frames_month_once_per_batch"),
                    models.CheckConstraint(
                        condition=Q(end__isnull=True) | Q(end__gte=F("start")),
                        name="frames_ledgermonth_not_ends_before_start",
                    ),
                ],
            },
        ),
        no_overlap(table="frames_ledgermonth", name="frames_one_ledger_a_month", same="month"),
    ]
