"""What was written before there was an index is found by it as well."""

from django.db import migrations

from editing.richtext import plain_text
from evaluations.similar.words import words_of

INDEXED = (("evaluations", "Lesson"), ("recommendations", "Recommendation"))


def index(apps, schema_editor):
    entries = apps.get_model("evaluations", "IndexedText").objects
    kinds = apps.get_model("contenttypes", "ContentType").objects
    for app, name in INDEXED:
        kind, _made = kinds.get_or_create(app_label=app, model=name.lower())
        model = apps.get_model(app, name)
        for row in model.objects.filter(deleted_at=None).order_by("pk").iterator(500):
            said = [row.heading, plain_text(row.text), getattr(row, "addressee_note", "")]
            entries.create(
                evaluation_id=row.evaluation_id, content_type=kind, object_id=row.pk,
                words=" ".join(words_of("\n".join(said))),
            )  # fmt: skip


class Migration(migrations.Migration):

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("evaluations", "0011_indexed_texts"),
        ("recommendations", "0006_bulk_changes"),
    ]

    operations = [migrations.RunPython(index, migrations.RunPython.noop)]
