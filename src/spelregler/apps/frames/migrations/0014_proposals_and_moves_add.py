"""Proposals with versions and consequence notes, moves between units with their limit, and reprioritisations."""

import django.db.models.deletion
from django.db import migrations, models

from spelregler.platform.invariants import Forbid, no_overlap

SUBMITTED = "EXISTS (SELECT 1 FROM frames_proposal p WHERE p.id = NEW.proposal_id AND p.submitted_on IS NOT NULL)"


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0001_initial"),
        ("frames", "0013_shares_hold"),
        ("organisation", "0003_department_add_instruction"),
    ]

    operations = [
        migrations.CreateModel(
            name="MoveLimit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("amount_ore", models.BigIntegerField()),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="move_limits", to="organisation.body"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="decisions.decision"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "track",
                    models.CharField(choices=[("autumn", "Autumn"), ("june", "June")], default="autumn", max_length=10),
                ),
                ("written_by", models.CharField(max_length=200)),
                ("author_role", models.CharField(max_length=10)),
                ("author_body", models.CharField(blank=True, max_length=40)),
                ("written_on", models.DateField()),
                ("submitted_on", models.DateField(blank=True, null=True)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("found", "Found"),
                            ("derived", "Derived"),
                            ("invented", "Invented"),
                            ("entered", "Entered"),
                            ("imported", "Imported"),
                        ],
                        default="entered",
                        max_length=10,
                    ),
                ),
                (
                    "decider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="organisation.body"
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adopted_proposal",
                        to="decisions.decision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConsequenceNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("written_on", models.DateField()),
                ("written_by", models.CharField(max_length=200)),
                ("role", models.CharField(max_length=200)),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.body",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="frames.proposal"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProposedShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("total", "total"),
                            ("finance", "finance"),
                            ("committee", "committee"),
                            ("unit", "unit"),
                        ],
                        max_length=10,
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("cost_ore", models.BigIntegerField(default=0)),
                ("income_ore", models.BigIntegerField(default=0)),
                ("investment_ore", models.BigIntegerField(default=0)),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.body",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="frames.proposal"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reprioritisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("expected", models.CharField(max_length=300)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reprioritisations",
                        to="organisation.body",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reprioritisation",
                        to="decisions.decision",
                    ),
                ),
                (
                    "forecast",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reprioritisations",
                        to="frames.forecast",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReprioritisedShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before_ore", models.BigIntegerField()),
                ("after_ore", models.BigIntegerField()),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.body",
                    ),
                ),
                (
                    "reprioritisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="frames.reprioritisation"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UnitMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("amount_ore", models.BigIntegerField()),
                ("reason", models.CharField(max_length=300)),
                ("above_limit", models.BooleanField()),
                ("proposed_on", models.DateField()),
                ("proposed_by", models.CharField(max_length=200)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("proposed", "Proposed"), ("moved", "Moved"), ("declined", "Declined")],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, max_length=200)),
                ("from_after_ore", models.BigIntegerField(blank=True, null=True)),
                ("to_after_ore", models.BigIntegerField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="unit_moves", to="organisation.body"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unit_moves",
                        to="decisions.decision",
                    ),
                ),
                (
                    "from_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit"
                    ),
                ),
                (
                    "limit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="frames.movelimit",
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="movelimit",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                name="frames_movelimit_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="movelimit",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_ore__gte", 0)), name="frames_move_limit_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                fields=("decider", "year", "title", "version"), name="frames_proposal_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision__isnull", True), ("submitted_on__isnull", False), _connector="OR"),
                name="frames_adopted_was_submitted",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("submitted_on__isnull", True), ("submitted_on__gte", models.F("written_on")), _connector="OR"
                ),
                name="frames_submitted_after_written",
            ),
        ),
        migrations.AddConstraint(
            model_name="consequencenote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="frames_consequence_has_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedshare",
            constraint=models.UniqueConstraint(fields=("proposal", "year", "key"), name="frames_proposed_share_once"),
        ),
        migrations.AddConstraint(
            model_name="proposedshare",
            constraint=models.CheckConstraint(
                condition=models.Q(("investment_ore__gte", 0)), name="frames_proposed_investment_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedshare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("body__isnull", True), ("level", "total"), ("unit__isnull", True)),
                    models.Q(("body__isnull", True), ("level", "finance"), ("unit__isnull", True)),
                    models.Q(("body__isnull", False), ("level", "committee"), ("unit__isnull", True)),
                    models.Q(("body__isnull", False), ("level", "unit"), ("unit__isnull", False)),
                    _connector="OR",
                ),
                name="frames_proposed_share_has_its_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="reprioritisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("expected", ""), _negated=True), name="frames_reprioritisation_has_effect"
            ),
        ),
        migrations.AddConstraint(
            model_name="reprioritisedshare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("body__isnull", False), ("unit__isnull", True)),
                    models.Q(("body__isnull", True), ("unit__isnull", False)),
                    _connector="OR",
                ),
                name="frames_reprioritised_unit_or_body",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitmove",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_ore__gt", 0)), name="frames_unit_move_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="unitmove",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_unit", models.F("to_unit")), _negated=True),
                name="frames_unit_move_between_two_units",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitmove",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="frames_unit_move_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="unitmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("above_limit", True), ("outcome", "moved"), _negated=True),
                    ("decision__isnull", False),
                    _connector="OR",
                ),
                name="frames_above_limit_is_decided",
            ),
        ),
        Forbid(table="frames_proposedshare", name="frames_submitted_is_never_changed", when=SUBMITTED),
        no_overlap(table="frames_movelimit", name="frames_one_move_limit_at_a_time", same="body_id"),
    ]
