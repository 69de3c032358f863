from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("frames", "0023_ledgernet_fill")]

    operations = [
        migrations.AddIndex(
            model_name="forecast",
            index=models.Index(fields=["unit", "year", "month", "recorded_on"], name="frames_forecast_latest"),
        ),
    ]
