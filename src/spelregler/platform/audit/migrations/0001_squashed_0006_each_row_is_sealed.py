"""The trail, its retention and its anchors, which the database refuses to change or remove.

In one step what the files that it replaces do in many (ADR 40).
"""

import django.db.models.deletion
from django.db import migrations, models

from spelregler.platform.audit.append_only import TABLES
from spelregler.platform.squashed import OnlyCreates


class Migration(OnlyCreates):
    replaces = [
        ("audit", "0001_initial"),
        ("audit", "0002_what_a_row_tells"),
        ("audit", "0003_renew_the_chain"),
        ("audit", "0004_append_only"),
        ("audit", "0005_where_a_row_belongs"),
        ("audit", "0006_each_row_is_sealed"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Retention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("years", models.PositiveSmallIntegerField()),
                ("body", models.CharField(max_length=200)),
                ("decided_on", models.DateField()),
                ("paragraph", models.CharField(max_length=40)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("years__gte", 1)), name="audit_retention_years")
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(blank=True, max_length=200)),
                ("role", models.CharField(max_length=200)),
                ("act", models.CharField(max_length=100)),
                ("subject", models.CharField(max_length=200)),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
                ("account", models.CharField(blank=True, default="", max_length=40)),
                ("concerns", models.CharField(blank=True, default="", max_length=100)),
                ("content", models.TextField(default="{}")),
                ("person", models.CharField(blank=True, default="", max_length=100)),
                ("request_id", models.CharField(blank=True, default="", max_length=40)),
                ("subject_key", models.CharField(blank=True, default="", max_length=150)),
                ("body", models.CharField(max_length=50, null=True)),
                ("department", models.CharField(max_length=50, null=True)),
                ("seal", models.CharField(max_length=64, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["act", "at"], name="audit_act_at"),
                    models.Index(fields=["person"], name="audit_person"),
                    models.Index(fields=["concerns"], name="audit_concerns"),
                    models.Index(fields=["department", "body"], name="audit_place"),
                    models.Index(fields=["at"], name="audit_at"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Anchor",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("hash", models.CharField(max_length=64)),
                ("at", models.DateTimeField(null=True)),
                (
                    "retention",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="audit.retention"
                    ),
                ),
            ],
        ),
        *TABLES,
    ]
