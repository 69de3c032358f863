from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("policy", "0004_adoption_keeps_its_base"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                condition=models.Q(("seen_to__isnull", False)), fields=["seen_to"], name="policy_finding_end"
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                condition=models.Q(("seen_to__isnull", True)),
                fields=["clause", "scope_kind", "status", "scope_name", "scope", "seen_from", "seen_to"],
                name="policy_finding_tally",
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                condition=models.Q(("seen_to__isnull", True), models.Q(("expected_of", ""), _negated=True)),
                fields=["expected_of", "status", "since"],
                name="policy_finding_expected",
            ),
        ),
    ]
