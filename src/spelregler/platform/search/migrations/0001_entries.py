import datetime

from django.db import migrations, models

from spelregler.platform.search.word_index import WordIndex


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Known",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField()),
                ("made_as", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=150)),
                ("start", models.DateField(default=datetime.date(1, 1, 1))),
                ("end", models.DateField(default=datetime.date(9999, 12, 31))),
                ("address", models.CharField(blank=True, max_length=300)),
                ("title_sv", models.CharField(max_length=300)),
                ("title_en", models.CharField(blank=True, max_length=300)),
                ("place_sv", models.CharField(blank=True, max_length=300)),
                ("place_en", models.CharField(blank=True, max_length=300)),
                ("text_sv", models.TextField(blank=True)),
                ("text_en", models.TextField(blank=True)),
                ("words", models.TextField()),
            ],
            options={
                "verbose_name_plural": "entries",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "key", "start"), name="search_entry_once"),
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start"))), name="search_entry_ends_after_start"
                    ),
                ],
            },
        ),
        WordIndex(),
    ]
