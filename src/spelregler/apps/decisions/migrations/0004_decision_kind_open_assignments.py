"""A body goes through its open assignments (MR-29, P21)."""

from django.db import migrations, models

KINDS = [
    ("goals", "Goals"),
    ("frames", "Frames"),
    ("measures", "Measures"),
    ("reprioritisation", "Reprioritisation"),
    ("accept_with_reason", "Accept With Reason"),
    ("policy", "Policy"),
    ("evaluation", "Evaluation"),
    ("open_assignments", "Open Assignments"),
    ("other", "Other"),
]


class Migration(migrations.Migration):
    dependencies = [("decisions", "0003_decision_reference_and_assignment_result")]

    operations = [
        migrations.AlterField("decision", "kind", models.CharField(choices=KINDS, default="other", max_length=20)),
    ]
