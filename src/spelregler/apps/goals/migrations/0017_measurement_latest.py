from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("goals", "0016_key_measures")]

    operations = [
        migrations.AddIndex(
            model_name="measurement",
            index=models.Index(fields=["unit", "indicator", "sex", "period_end"], name="goals_measurement_latest"),
        ),
    ]
