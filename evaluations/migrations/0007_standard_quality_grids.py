"""Puts the standards in place by which the Commission and the UN judge evaluation reports."""

from django.db import migrations

EC = "European Commission, quality assessment grid"
# Per standard: code, name, description; its criteria with guiding words; its scale, the best first.
STANDARDS = [
    (
        ("ec-intervention", "EC quality assessment grid", f"{EC} for evaluations of interventions."),
        [
            ("Clarity of the report", "", False),
            ("Reliability of data and robustness of evidence", "", False),
            ("Validity of findings", "", False),
            ("Validity of conclusions", "", False),
            ("Usefulness of recommendations", "", False),
            ("Appropriateness of lessons learnt analysis", "", True),
        ],
        ["Very satisfactory", "Satisfactory", "Unsatisfactory", "Very unsatisfactory"],
    ),
    (
        ("ec-classic", "EC quality assessment grid, nine criteria", f"{EC} of nine criteria."),
        [
            ("Meeting needs", "", False),
            ("Relevant scope", "", False),
            ("Defensible design", "", False),
            ("Reliable data", "", False),
            ("Sound analysis", "", False),
            ("Credible findings", "", False),
            ("Valid conclusions", "", False),
            ("Useful recommendations", "", False),
            ("Clear report", "", False),
        ],
        ["Excellent", "Very good", "Good", "Weak (poor)", "Very weak (unacceptable)"],
    ),
    (
        ("uneg", "UNEG quality checklist", "UNEG quality checklist for evaluation reports."),
        [
            (
                "Report structure",
                "Logical; title page with object, time-frame and date, locations, evaluators and "
                "commissioner; table of contents with tables, figures and annexes; acronyms; "
                "executive summary of 2 to 3 pages; annexes.",
                False,
            ),
            ("Object of evaluation", "", False),
            ("Purpose, objectives and scope", "", False),
            ("Methodology", "", False),
            (
                "Findings",
                "Respond directly to criteria and questions; based on evidence.",
                False,
            ),
            ("Conclusions", "Reasonable judgements based on findings.", False),
            (
                "Recommendations",
                "Relevant, supported by evidence and conclusions, developed with stakeholders.",
                False,
            ),
            ("Gender and human rights", "", False),
        ],
        [],
    ),
]


def add(apps, schema_editor):
    for position, ((code, name, description), criteria, scale) in enumerate(STANDARDS, 1):
        standard = write(
            apps, "QualityStandard", code=code, name=name, description=description,
            position=position,
        )  # fmt: skip
        for number, (called, guidance, is_optional) in enumerate(criteria, 1):
            write(
                apps, "QualityCriterion", standard=standard, number=number, name=called,
                guidance=guidance, is_optional=is_optional,
            )  # fmt: skip
        for number, label in enumerate(scale, 1):
            write(apps, "QualityLevel", standard=standard, number=number, label=label)


def write(apps, model, /, **fields):
    """A row and its version 1, as `editing.versions.create` would."""
    row = apps.get_model("evaluations", model).objects.create(**fields)
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="evaluations", model=model.lower()
    )
    content = {name: getattr(value, "pk", value) for name, value in fields.items()}
    apps.get_model("editing", "Revision").objects.create(
        content_type=kind, object_id=row.pk, version=1, kind="created", content=content,
        reason="standard quality grid",
    )  # fmt: skip
    return row


def take_away(apps, schema_editor):
    for name in ("QualityLevel", "QualityCriterion", "QualityStandard"):
        apps.get_model("evaluations", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("evaluations", "0006_quality_grid"),
        ("editing", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(add, take_away)]
