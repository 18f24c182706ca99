"""How large a file each address takes in. What comes beyond that is counted and thrown away: it fills no disk,
and its form still says what is wrong with it, beside everything else that was typed."""

from io import BytesIO
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.urls import Resolver404, resolve

from activities.uploads import LARGEST
from mmsp.imports.guard import LARGEST_FILE as LARGEST_PAPER
from mmsp.register.reading import LARGEST_FILE as LARGEST_REGISTER

# Bytes that are kept of the files of one request, by the name of its address; of a file that is sent
# anywhere else none.
KEPT = {
    "activities:document-new": LARGEST,
    "activities:document-replace": LARGEST,
    "activities:item-new": LARGEST,
    "activities:item-replace": LARGEST,
    "recommendations:action-update": LARGEST,
    "recommendations:link-update": LARGEST,
    "import-report": LARGEST_PAPER,
    "import-matrix": LARGEST_PAPER,
    "import-register": LARGEST_REGISTER,
}
# The forms of the back office take the same files.
BACK_OFFICE = "admin:"
# A request that says it is longer is not read at all, and answered by 413.html.
LARGEST_REQUEST = 200_000_000


def kept_at(path: str) -> int:
    """How many bytes of files are kept of a request to this path."""
    try:
        name = resolve(path).view_name
    except Resolver404:
        return 0
    return LARGEST if name.startswith(BACK_OFFICE) else KEPT.get(name, 0)


class CountingUploadHandler(FileUploadHandler):
    """Lets through to those who keep files as much as the address takes, and leaves an empty file of its
    true size where that is exceeded."""

    most = kept = read = 0

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, *rest: Any, **more: Any  # noqa: N803
    ) -> None:  # fmt: skip
        if content_length > LARGEST_REQUEST:
            raise RequestDataTooBig
        self.most = kept_at(self.request.path_info) if self.request else 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.read = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.read += len(raw_data)
        self.kept += len(raw_data)
        return raw_data if self.kept <= self.most else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self.kept <= self.most:
            return None
        # One of several small files may be the one too many: to its form it is too large as well.
        size = max(self.read, self.most + 1)
        return InMemoryUploadedFile(
            BytesIO(), self.field_name, self.file_name, self.content_type, size, self.charset
        )
