from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("frames", "0019_median_proposals"),
    ]

    operations = [
        migrations.AddField(
            model_name="ledgerbatch",
            name="organisation_number",
            field=models.CharField(blank=True, default="", max_length=10),
            preserve_default=False,
        ),
    ]
