"""Style sheets and scripts as an installation serves them."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from whitenoise import WhiteNoise

pytestmark = pytest.mark.once
SLOW_LINE = 200_000  # bytes: four seconds at 400 kbit/s


def sent(served, path):
    """The bytes that a browser which takes compressed files is sent for one."""
    answer = served.files[path].get_response(
        "GET", {"HTTP_ACCEPT_ENCODING": "gzip, br", "REQUEST_METHOD": "GET"}
    )
    with answer.file:
        return dict(answer.headers), answer.file.read()


def test_the_editor_opens_between_two_meetings_over_a_slow_line(tmp_path):
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"],
        cwd=settings.BASE_DIR, env=os.environ | {"VAR_DIR": str(tmp_path)}, check=True,
    )  # fmt: skip
    served = WhiteNoise(lambda *_: [], root=str(tmp_path / "static"), prefix="static")
    scripts = (tmp_path / "static" / "django_prose_editor").glob("editor.*.js")
    [editor] = [f"/static/django_prose_editor/{each.name}" for each in scripts]
    headers, body = sent(served, editor)
    assert headers["Content-Encoding"] in ("br", "gzip")
    assert len(body) < SLOW_LINE < (tmp_path / editor.lstrip("/")).stat().st_size
