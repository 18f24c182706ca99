"""An upload that is only hashed: no byte of it is kept, on disk or in memory, and none is parsed."""

import hashlib
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers
from django.urls import reverse

LARGEST = 60_000_000
# A file that is a little too big is still read, so that its sender is told so in the form; a request
# beyond this is answered by 413 unread.
LARGEST_REQUEST = 2 * LARGEST


class HashedFile(UploadedFile):
    """What remains of an upload: its size, and the hash of its bytes."""

    def __init__(self, name: str, size: int, sha256: str) -> None:
        super().__init__(None, name, "application/octet-stream", size)
        self.sha256 = sha256

    @property
    def is_too_big(self) -> bool:
        return bool(self.size and self.size > LARGEST)


class HashingUploadHandler(FileUploadHandler):
    """Takes what is sent to the page of verification out of the hands of those who would keep it."""

    is_ours = False

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, *rest: Any, **more: Any  # noqa: N803
    ) -> None:  # fmt: skip
        self.is_ours = self.request is not None and self.request.path_info == reverse(
            "publication:verify"
        )
        if self.is_ours and content_length > LARGEST_REQUEST:
            raise RequestDataTooBig

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.is_ours:
            self.digest, self.read = hashlib.sha256(), 0
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if not self.is_ours:
            return raw_data
        self.read += len(raw_data)
        self.digest.update(raw_data)
        return None

    def file_complete(self, file_size: int) -> HashedFile | None:
        if not self.is_ours:
            return None
        return HashedFile(self.file_name or "", self.read, self.digest.hexdigest())
