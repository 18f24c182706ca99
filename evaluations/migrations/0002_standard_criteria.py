"""Puts the standard criteria in place: OECD/DAC (2019) and the Commission's EU added value."""

from django.db import migrations

STANDARD = [
    ("relevance", "Relevance", "Is the intervention doing the right things?"),
    ("coherence", "Coherence", "How well does the intervention fit?"),
    ("effectiveness", "Effectiveness", "Is the intervention achieving its objectives?"),
    ("efficiency", "Efficiency", "How well are resources being used?"),
    ("impact", "Impact", "What difference does the intervention make?"),
    ("sustainability", "Sustainability", "Will the benefits last?"),
    ("eu_added_value", "EU added value", "What is achieved beyond what Member States would alone?"),
]


def add(apps, schema_editor):
    criterion = apps.get_model("evaluations", "Criterion")
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="evaluations", model="criterion"
    )
    revision = apps.get_model("editing", "Revision")
    for position, (code, name, description) in enumerate(STANDARD, 1):
        content = {"code": code, "name": name, "description": description, "position": position}
        row = criterion.objects.create(**content)
        revision.objects.create(
            content_type=kind, object_id=row.pk, version=1, kind="created",
            content={"evaluation": None, **content}, reason="standard criterion",
        )


def take_away(apps, schema_editor):
    apps.get_model("evaluations", "Criterion").objects.filter(evaluation=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("evaluations", "0001_initial"),
        ("editing", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(add, take_away)]
