from django.db import migrations, models
from django.db.models import deletion


class Migration(migrations.Migration):
    """Person, account, request, subject's key, before and after; retention and the anchor of a trimmed chain."""

    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Retention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("years", models.PositiveSmallIntegerField()),
                ("body", models.CharField(max_length=200)),
                ("decided_on", models.DateField()),
                ("paragraph", models.CharField(max_length=40)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("years__gte", 1)), name="audit_retention_years")
                ]
            },
        ),
        migrations.CreateModel(
            name="Anchor",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("hash", models.CharField(max_length=64)),
                ("at", models.DateTimeField(null=True)),
                (
                    "retention",
                    models.ForeignKey(null=True, on_delete=deletion.PROTECT, related_name="+", to="audit.retention"),
                ),
            ],
        ),
        migrations.AddField("auditrow", "account", models.CharField(blank=True, default="", max_length=40)),
        migrations.AddField("auditrow", "concerns", models.CharField(blank=True, default="", max_length=100)),
        migrations.AddField("auditrow", "content", models.TextField(default="{}")),
        migrations.AddField("auditrow", "person", models.CharField(blank=True, default="", max_length=100)),
        migrations.AddField("auditrow", "request_id", models.CharField(blank=True, default="", max_length=40)),
        migrations.AddField("auditrow", "subject_key", models.CharField(blank=True, default="", max_length=150)),
        migrations.AlterField("auditrow", "actor", models.CharField(blank=True, max_length=200)),
        migrations.AddIndex("auditrow", models.Index(fields=["act", "at"], name="audit_act_at")),
        migrations.AddIndex("auditrow", models.Index(fields=["person"], name="audit_person")),
        migrations.AddIndex("auditrow", models.Index(fields=["concerns"], name="audit_concerns")),
    ]
