"""Posts that are to decide by their task, and what is held with unions."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("delegation", "0003_passing_on"),
        ("organisation", "0017_names_in_english"),
    ]

    operations = [
        migrations.CreateModel(
            name="DecidingTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("task", models.CharField(max_length=200)),
                ("code", models.CharField(blank=True, max_length=20)),
                ("entered_on", models.DateField()),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.body",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deciding_tasks",
                        to="organisation.post",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="delegation_decidingtask_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("end__isnull", True)),
                        fields=("post", "task"),
                        name="delegation_task_of_post_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body__isnull", True), ("code", "")),
                            models.Q(("body__isnull", False), models.Q(("code", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="delegation_task_names_body_and_type",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnionRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("information", "information"),
                            ("negotiation", "negotiation"),
                            ("central", "central"),
                            ("procurement", "procurement"),
                            ("cooperation", "cooperation"),
                        ],
                        max_length=12,
                    ),
                ),
                ("held_on", models.DateField()),
                ("union", models.CharField(max_length=120)),
                ("subject", models.CharField(max_length=200)),
                ("passed_on", models.CharField(blank=True, max_length=200)),
                ("recorded_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("withdrawn_for", models.CharField(blank=True, max_length=400)),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.department",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.person"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.post"
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="delegation.orderrow",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-held_on", "-id"], name="delegation_union_latest")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("department__isnull", False), ("ended_on__isnull", True)),
                        fields=("department", "kind", "held_on", "union", "subject"),
                        name="delegation_union_record_once",
                    )
                ],
            },
        ),
    ]
