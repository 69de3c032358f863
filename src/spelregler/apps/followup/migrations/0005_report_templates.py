"""Own templates for the documents of reports, and where a figure that was handed in is from."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("attachments", "0001_attachments"),
        ("followup", "0004_reports_upwards"),
    ]

    operations = [
        migrations.AddField(
            model_name="keptfigure",
            name="source",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.CreateModel(
            name="ReportTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("brought_on", models.DateField()),
                ("used_from", models.DateField(blank=True, null=True)),
                ("retired_on", models.DateField(blank=True, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("report", "Report"), ("whole", "Whole"), ("logo", "Logo")], max_length=10
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_templates",
                        to="attachments.attachment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retired_on__isnull", True), ("used_from__isnull", False)),
                        fields=("kind",),
                        name="followup_one_template_used",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("retired_on__isnull", True), ("used_from__isnull", True)),
                        fields=("kind",),
                        name="followup_one_template_waits",
                    ),
                ],
            },
        ),
    ]
