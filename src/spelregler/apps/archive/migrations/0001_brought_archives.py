from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="BroughtArchive",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=200)),
                ("as_of", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("product", models.CharField(max_length=60)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("size", models.PositiveBigIntegerField()),
                ("standing", models.JSONField(default=dict)),
                ("brought_on", models.DateField()),
                ("role", models.CharField(max_length=6)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256", ""), _negated=True), name="archive_has_a_digest"
                    )
                ],
            },
        ),
    ]
