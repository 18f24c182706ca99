"""Files as people bring them, honest and otherwise."""

from io import BytesIO
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    "docx": f"{OFFICE}wordprocessingml.document.main+xml",
    "xlsx": f"{OFFICE}spreadsheetml.sheet.main+xml",
    "pptx": f"{OFFICE}presentationml.presentation.main+xml",
}
ODF = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def pdf(name: str = "report.pdf") -> SimpleUploadedFile:
    return upload(name, PDF)


def package(**members: str | bytes) -> bytes:
    """A zip archive of these members; two underscores in a name stand for a slash."""
    kept = BytesIO()
    with ZipFile(kept, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return kept.getvalue()


def office(suffix: str, **more: bytes) -> bytes:
    """The least that a document of Word, Excel, PowerPoint or LibreOffice consists of."""
    if suffix in ODF:
        return package(mimetype=ODF[suffix], **{"content.xml": b"<office/>"}, **more)
    types = f'<Types><Override ContentType="{KINDS[suffix]}"/></Types>'
    return package(**{"[Content_Types].xml": types}, **more)


def picture(kind: str, size: tuple[int, int] = (4, 3), **options: object) -> bytes:
    kept = BytesIO()
    Image.new("RGB", size, "navy").save(kept, kind, **options)
    return kept.getvalue()


HONEST_OFFICE = office("docx")
