"""Adoptions, documents and the answers of the checks.

In one step what the files that it replaces do in many (ADR 40).
"""

import django.db.models.deletion
from django.db import migrations, models

from spelregler.platform.squashed import OnlyCreates


class Migration(OnlyCreates):
    replaces = [("policy", "0001_initial"), ("policy", "0002_document_by_any_body")]

    initial = True

    dependencies = [
        ("decisions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Adoption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("package", models.CharField(max_length=60)),
                ("version", models.CharField(max_length=20)),
                ("digest", models.CharField(max_length=64)),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="policy_adoption_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("document", models.CharField(max_length=12)),
                ("title", models.CharField(max_length=200)),
                ("version", models.CharField(max_length=20)),
                ("adopted_by", models.CharField(blank=True, max_length=120)),
                ("adopted_on", models.DateField(blank=True, null=True)),
                ("paragraph", models.CharField(blank=True, max_length=12)),
                ("reviewed_on", models.DateField(blank=True, null=True)),
                ("owner", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="policy_documentversion_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("clause", models.CharField(max_length=20)),
                ("scope_kind", models.CharField(max_length=20)),
                ("scope", models.CharField(max_length=60)),
                ("scope_name", models.CharField(max_length=200)),
                ("status", models.CharField(max_length=16)),
                ("since", models.DateField(null=True)),
                ("reason_sv", models.TextField()),
                ("reason_en", models.TextField()),
                ("inputs", models.JSONField(default=dict)),
                ("parameters", models.JSONField(default=dict)),
                ("expected_of", models.CharField(blank=True, max_length=8)),
                ("seen_from", models.DateField()),
                ("seen_to", models.DateField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["scope_kind", "scope", "clause"], name="policy_finding_scope")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("seen_to__isnull", True)),
                        fields=("clause", "scope_kind", "scope"),
                        name="policy_one_answer_now",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("seen_to__isnull", True), ("seen_to__gt", models.F("seen_from")), _connector="OR"
                        ),
                        name="policy_finding_period",
                    ),
                ],
            },
        ),
    ]
