import django.db.models.deletion
from django.db import migrations, models

import spelregler.platform.clock


class Migration(migrations.Migration):
    dependencies = [
        ("attachments", "0001_attachments"),
        ("meetings", "0001_meetings"),
        ("organisation", "0017_names_in_english"),
    ]

    operations = [
        migrations.CreateModel(
            name="Adjustment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("adjusted_on", models.DateField()),
                ("is_on_paper", models.BooleanField(default=False)),
                ("taken_back_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ToldThing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=60)),
                ("digest", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("gone_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="WordTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("notice", "Notice"), ("minutes", "Minutes")], max_length=10)),
                ("brought_on", models.DateField()),
                ("used_from", models.DateField(blank=True, null=True)),
                ("retired_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="changed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="created_at",
            field=models.DateTimeField(default=spelregler.platform.clock.now, editable=False),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="version",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="meeting",
            name="changed_at",
            field=models.DateTimeField(default=spelregler.platform.clock.now, editable=False),
        ),
        migrations.AddField(
            model_name="meeting",
            name="created_at",
            field=models.DateTimeField(default=spelregler.platform.clock.now, editable=False),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["changed_at"], name="meetings_changed_at"),
        ),
        migrations.AddField(
            model_name="adjustment",
            name="attendance",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="adjustments", to="meetings.attendance"
            ),
        ),
        migrations.AddConstraint(
            model_name="toldthing",
            constraint=models.UniqueConstraint(fields=("kind", "key"), name="meetings_told_once"),
        ),
        migrations.AddField(
            model_name="wordtemplate",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="word_templates", to="attachments.attachment"
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_back_on__isnull", True)),
                fields=("attendance",),
                name="meetings_adjusted_once_by_each",
            ),
        ),
        migrations.AddConstraint(
            model_name="wordtemplate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_on__isnull", True), ("used_from__isnull", False)),
                fields=("kind",),
                name="meetings_one_template_used",
            ),
        ),
        migrations.AddConstraint(
            model_name="wordtemplate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_on__isnull", True), ("used_from__isnull", True)),
                fields=("kind",),
                name="meetings_one_template_waits",
            ),
        ),
    ]
