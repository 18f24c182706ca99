"""What the demonstration tells a wide public: the project in Chinese, and a newsletter."""

from django.core.files.base import ContentFile

from activities.models import Newsletter, NewsletterItem, Project, ProjectText
from mmsp.demo_files import FOLDER, Data, read, write


def load() -> None:
    """Raises KeyError or DoesNotExist when the file names what no file defines."""
    data = read("newsletter")
    for fields in data["texts"]:
        write(ProjectText, {**fields, "project": Project.objects.get(code=fields["project"])})
    for fields in data["newsletters"]:
        _newsletter(fields)


def _newsletter(fields: Data) -> None:
    project = Project.objects.get(code=fields["project"])
    newsletter = write(Newsletter, {**fields, "project": project}, "items")
    for number, part in enumerate(fields["items"], 1):
        links = {
            name: rows.get(number=part[name])
            for name, rows in (("activity", project.activities), ("document", project.documents))
            if name in part
        }
        place = {"newsletter": newsletter, "number": number}
        write(NewsletterItem, {**part, **links, **_picture(part), **place})


def _picture(part: Data) -> Data:
    if not (name := part.get("picture")):
        return {}
    return {"picture": ContentFile((FOLDER / "pictures" / name).read_bytes(), name=name)}
