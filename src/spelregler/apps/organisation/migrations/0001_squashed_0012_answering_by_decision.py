"""Bodies, departments, units, posts and people, and what holds between rows.

In one step what the files that it replaces do in many (ADR 40).
"""

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import spelregler.apps.organisation.models
from spelregler.platform.invariants import Forbid, no_overlap
from spelregler.platform.squashed import OnlyCreates

LEADING = "('chief_executive', 'department_head', 'unit_manager')"
PERIODS_MEET = "m.start < COALESCE(a.\"end\", '9999-12-31') AND a.start < COALESCE(m.\"end\", '9999-12-31')"
MEMBER_OF_OWN_COMMITTEE = (
    "EXISTS (SELECT 1 FROM organisation_appointment a "
    "JOIN organisation_post p ON p.id = a.post_id AND p.kind IN ('department_head', 'chief_executive') "
    "LEFT JOIN organisation_department d ON d.id = p.department_id "
    "JOIN organisation_membership m ON m.person_id = a.person_id "
    "JOIN organisation_seat s ON s.id = m.seat_id "
    "JOIN organisation_body b ON b.id = s.body_id "
    "WHERE (s.body_id = d.body_id OR (p.kind = 'chief_executive' AND b.kind = 'executive_board')) "
    f"AND {PERIODS_MEET} AND {{row}})"
)


class Migration(OnlyCreates):
    replaces = [
        ("organisation", "0001_initial"),
        ("organisation", "0002_invariants_over_rows"),
        ("organisation", "0003_department_add_instruction"),
        ("organisation", "0004_people_in_use"),
        ("organisation", "0005_start_day_and_administrator"),
        ("organisation", "0006_person_email"),
        ("organisation", "0007_also_serves"),
        ("organisation", "0008_introductions_and_order"),
        ("organisation", "0009_unit_changes"),
        ("organisation", "0010_seats_close"),
        ("organisation", "0011_leavers_made_anonymous"),
        ("organisation", "0012_answering_by_decision"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Body",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("code", models.SlugField(max_length=20, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("name_en", models.CharField(blank=True, max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("council", "Council"),
                            ("executive_board", "Executive Board"),
                            ("committee", "Committee"),
                            ("auditors", "Auditors"),
                        ],
                        max_length=20,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "bodies",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="organisation_body_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Basis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("decided_by", models.CharField(max_length=120)),
                ("decided_on", models.DateField()),
                ("paragraph", models.CharField(blank=True, max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120)),
                (
                    "account",
                    models.OneToOneField(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("email", spelregler.apps.organisation.models.FoldedEmailField(blank=True, max_length=254)),
                ("anonymous_since", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("email", ""), _negated=True),
                        fields=("email",),
                        name="organisation_one_person_per_email",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("purpose", models.CharField(blank=True, max_length=300)),
                (
                    "succeeded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="organisation_unit_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=4, unique=True)),
                ("name", models.CharField(max_length=100)),
                ("is_demo", models.BooleanField(default=False)),
                ("start_day", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Department",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=120)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="departments", to="organisation.body"
                    ),
                ),
                ("instruction_decided_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="organisation_department_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("is_substitute", models.BooleanField(default=False)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="organisation.body"
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("body", "number", "is_substitute"), name="organisation_seat_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="terms", to="organisation.body"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="organisation_term_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AnonymityRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("employed_years", models.PositiveSmallIntegerField()),
                ("elected_years", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("entered_on", models.DateField()),
                (
                    "basis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.basis"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("employed_years__gte", 1),
                            models.Q(("elected_years__isnull", True), ("elected_years__gte", 1), _connector="OR"),
                        ),
                        name="organisation_anonymity_years",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rename", "Rename"),
                            ("move", "Move"),
                            ("merge", "Merge"),
                            ("split", "Split"),
                            ("close", "Close"),
                        ],
                        max_length=8,
                    ),
                ),
                ("on", models.DateField()),
                (
                    "done",
                    models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("made_on", models.DateField()),
                ("made_by", models.CharField(max_length=200)),
                ("undone_on", models.DateField(blank=True, null=True)),
                ("undone_by", models.CharField(blank=True, max_length=200)),
                ("undone_reason", models.CharField(blank=True, max_length=400)),
                (
                    "basis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.basis"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("undone_on__isnull", True),
                            models.Q(
                                models.Q(("undone_by", ""), _negated=True),
                                models.Q(("undone_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="organisation_unit_change_undone_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("undone_on__isnull", True), ("undone_on__gte", models.F("made_on")), _connector="OR"
                        ),
                        name="organisation_unit_change_undone_after_made",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Leaving",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("last_day", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leavings", to="organisation.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_on__isnull", True)),
                        fields=("person",),
                        name="organisation_one_open_leaving",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Employment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employments",
                        to="organisation.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="employments", to="organisation.unit"
                    ),
                ),
                ("introduced_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="organisation_employment_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("start", models.DateField()),
                ("end", models.DateField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="names", to="organisation.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start"))),
                        name="organisation_unitname_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AlsoServes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="also_served_by",
                        to="organisation.body",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="also_serves",
                        to="organisation.department",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="organisation_alsoserves_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("end__isnull", True)),
                        fields=("department", "body"),
                        name="organisation_serves_a_body_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.body"
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered",
                        to="organisation.department",
                    ),
                ),
                (
                    "basis",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.basis",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="organisation_answering_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Instruction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("decided_on", models.DateField()),
                ("paragraph", models.CharField(max_length=40)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.body"
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instructions",
                        to="organisation.department",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("department", "decided_on", "paragraph"), name="organisation_instruction_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="organisation.department",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="placements", to="organisation.unit"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="organisation_placement_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True),
                            models.Q(("parent", models.F("unit")), _negated=True),
                            _connector="OR",
                        ),
                        name="organisation_unit_not_its_own_parent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60, unique=True)),
                ("title", models.CharField(max_length=120)),
                ("title_en", models.CharField(blank=True, max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("chief_executive", "Chief Executive"),
                            ("department_head", "Department Head"),
                            ("unit_manager", "Unit Manager"),
                            ("employee", "Employee"),
                            ("controller", "Controller"),
                            ("hr", "Hr"),
                            ("committee_secretary", "Committee Secretary"),
                            ("union_representative", "Union Representative"),
                            ("safety_representative", "Safety Representative"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="organisation.department",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="organisation.unit",
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "department_head"), _negated=True),
                            ("department__isnull", False),
                            _connector="OR",
                        ),
                        name="organisation_head_has_department",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "department_head")),
                        fields=("department",),
                        name="organisation_one_head_post",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                (
                    "function",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("vice_chair", "Vice Chair"),
                            ("member", "Member"),
                            ("substitute", "Substitute"),
                        ],
                        default="member",
                        max_length=12,
                    ),
                ),
                ("introduced_on", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="organisation.person",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="organisation.seat"
                    ),
                ),
                (
                    "basis",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.basis",
                    ),
                ),
                ("call_order", models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="organisation_membership_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_on", models.DateField()),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="trainings", to="organisation.body"
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="trainings", to="organisation.term"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("body", "held_on"), name="organisation_training_once")],
            },
        ),
        migrations.CreateModel(
            name="UnitPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("is_after", models.BooleanField(default=False)),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="organisation.unitchange"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="change_parts",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("change", "code", "is_after"), name="organisation_unit_once_in_change"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("is_acting", models.BooleanField(default=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="organisation.person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to="organisation.post"
                    ),
                ),
                (
                    "continues",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="continued_by",
                        to="organisation.appointment",
                    ),
                ),
                (
                    "basis",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.basis",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="organisation_appointment_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CallIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="call_ins", to="organisation.seat"
                    ),
                ),
                (
                    "substitute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="call_ins",
                        to="organisation.membership",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="organisation_callin_ends_after_start",
                    )
                ],
            },
        ),
        no_overlap(table="organisation_membership", name="organisation_one_member_per_seat", same="seat_id"),
        no_overlap(table="organisation_placement", name="organisation_unit_in_one_place", same="unit_id"),
        no_overlap(
            table="organisation_appointment",
            name="organisation_one_holder_per_leading_post",
            same="post_id",
            where=f"NEW.post_id IN (SELECT id FROM organisation_post WHERE kind IN {LEADING})",
        ),
        Forbid(
            table="organisation_membership",
            name="organisation_member_not_leading_official",
            when=MEMBER_OF_OWN_COMMITTEE.format(row="m.id = NEW.id"),
        ),
        Forbid(
            table="organisation_appointment",
            name="organisation_leading_official_not_member",
            when=MEMBER_OF_OWN_COMMITTEE.format(row="a.id = NEW.id"),
        ),
        no_overlap(table="organisation_callin", name="organisation_one_call_in_per_seat", same="seat_id"),
    ]
