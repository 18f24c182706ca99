"""The same inputs by the front door: typed into a finding, sent as files. What is kept reaches out no
more, and each mistake is answered in a sentence."""

import functools
import io
import re
import time
import zlib
from contextlib import closing, suppress
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from activities import uploads
from activities.models import Document
from editing import versions
from evaluations.models import Finding
from mmsp.reports import pdf, products
from mmsp.reports.pdf import PrintRefused
from mmsp.reports.shapes import Audience
from tests import factories as make
from tests.activities.pages import fill
from tests.evaluations.conftest import filled
from tests.hostile.bombs import markup
from tests.hostile.bombs.pictures import chunk, drawn_again, jpeg, png
from tests.hostile.canaries import CANARY, DRAWING, body_of, tells
from tests.hostile.corpus import INPUTS
from tests.hostile.scene import Scene
from tests.hostile.test_bombs import TIGHT

TODAY = date(2024, 5, 6)
NEW_FINDING = "/evaluations/final/questions/4/findings/new/"
NEW_DOCUMENT = "/activities/MMSP/documents/new/"
# What may stand in a text that is kept: no element that fetches, no style, no address but a link's.
FETCHES = re.compile(
    r"<(?!/?(?:p|h[34]|[uo]l|li|blockquote|table|t(?:head|body|r|h|d)|strong|em|su[bp]|a|br|span)\b)",
    re.I,
)


@pytest.fixture
def scene(tmp_path):
    with closing(Scene.at(tmp_path, INPUTS)) as scene:
        yield scene


@pytest.fixture
def question(evaluation):
    return make.QuestionFactory(evaluation=evaluation, number=4)


def test_what_is_typed_into_a_finding_reaches_out_no_more(as_, ev, question, scene):
    """All inputs in one text, as somebody would post it without our editor; printed as the report."""
    browser = as_(ev)
    parts = [
        f"<p>{each.name}</p><style>{scene.filled(each.style, each)}</style>{scene.filled(each.head, each)}"
        f"{scene.filled(each.body, each, scene._as_address(each))}"
        for each in INPUTS
    ]
    sent = filled(browser.get(NEW_FINDING), number="4", short_answer=parts[0], text="".join(parts))
    assert browser.post(NEW_FINDING, sent).status_code == 302
    kept = Finding.objects.get()
    assert all(each.name in kept.text for each in INPUTS), "nothing swallowed what follows it"
    assert not FETCHES.search(kept.text)
    assert not re.search(r"<[^>]+(?:style|src|data|poster|background)=", kept.text)
    paper = products.final_report(question.evaluation, audience=Audience.INTERNAL, as_of=TODAY)
    printed = pdf.write(paper.document, css=paper.css, assets=paper.assets)
    assert printed.refused == ()
    assert not tells(printed.pdf)
    assert scene.noticed() == (set(), [])


def test_a_bomb_that_is_typed_is_answered_and_what_is_kept_of_it_ends(as_, ev, question):
    """At the form or at the press: nobody waits, and nothing breaks."""
    browser = as_(ev)
    sent = filled(browser.get(NEW_FINDING), number="4")
    for bomb in markup.BOMBS:
        body = bomb.body()[:2_000_000]
        started = time.monotonic()
        answer = browser.post(NEW_FINDING, {**sent, "text": body})
        assert answer.status_code in (200, 302, 400, 413, 422), bomb.name
        assert time.monotonic() - started < 30, bomb.name
        for kept in Finding.objects.all():
            paper = products.evaluation_matrix(
                question.evaluation, audience=Audience.INTERNAL, as_of=TODAY
            )
            with suppress(PrintRefused):
                pdf.write(paper.document, css=paper.css, assets=paper.assets, limits=TIGHT)
            versions.remove(kept, base_version=kept.version, by=None)


def image(kind, size=(9, 9), **more):
    written = io.BytesIO()
    Image.new("RGB", size).save(written, kind, **more)
    return written.getvalue()


def animated():
    frames = [Image.new("RGB", (9, 9), (n, 0, 0)) for n in range(50)]
    written = io.BytesIO()
    frames[0].save(written, "PNG", save_all=True, append_images=frames[1:])
    return written.getvalue()


def noise():
    written = io.BytesIO()
    Image.effect_noise((300, 300), 90).save(written, "PNG")
    return written.getvalue()


EXIF = Image.Exif()
EXIF[0x010E] = CANARY


@functools.cache
def packed():
    return zlib.compress(bytes(200_000_000), 1)


# A file as it is sent, and what is said to it; nothing where it is taken in, made anew. What is large is made
# when it is wanted.
PICTURES = {
    "a drawing called a picture": ("logo.png", DRAWING.encode(), "something else inside"),
    "a drawing": ("logo.svg", DRAWING.encode(), "not accepted"),
    "a drawing called a photograph": ("logo.jpg", DRAWING.encode(), "something else inside"),
    "a letter": ("logo.png", b"Dear colleague,", "something else inside"),
    "nothing": ("logo.png", b"", "empty"),
    "a page": ("logo.png", b"<html><img src=file:///etc/passwd>", "something else inside"),
    "another kind of picture": ("logo.png", image("GIF"), "something else inside"),
    "a third kind": ("logo.jpg", image("TIFF"), "something else inside"),
    "half a picture": ("logo.png", lambda: noise()[:20_000], "something else inside"),
    "20,000 by 20,000 pixels": ("logo.png", lambda: png(20_000, 20_000, rows=20_000), "Make it smaller"),
    "20,000 by 2,500 pixels": ("logo.png", lambda: png(20_000, 2_500, rows=2_500), "Make it smaller"),
    "a head that promises 10,000 million": ("logo.png", png(100_000, 100_000), "Make it smaller"),
    "the largest photograph": ("logo.jpg", jpeg(65_535, 65_535), "Make it smaller"),
    "a photograph that is drawn a thousand times": (
        "photo.jpg", lambda: drawn_again(900, 900, 1_000), "something else inside"
    ),
    "a note that unpacks to 200 MB": (
        "logo.png", lambda: png(9, 9, rows=9, extra=chunk(b"zTXt", b"x\0\0" + packed())), "something else inside"
    ),
    "a profile that unpacks to 200 MB": (
        "logo.png", lambda: png(9, 9, rows=9, extra=chunk(b"iCCP", b"x\0\0" + packed())), "something else inside"
    ),
    "a picture with a page behind it": ("logo.png", image("PNG") + f"<p>{CANARY}".encode(), ""),
    "a picture with a paper behind it": ("logo.png", image("PNG") + body_of("pdf"), ""),
    "a photograph with a place in it": ("photo.jpg", image("JPEG", exif=EXIF), ""),
    "a photograph that is drawn ten times": ("photo.jpg", lambda: drawn_again(9, 9, 10), ""),
    "a picture that moves": ("logo.png", animated(), ""),
}  # fmt: skip


def sent_as(case):
    name, body, said = PICTURES[case]
    return SimpleUploadedFile(name, body() if callable(body) else body), said


@pytest.mark.once
@pytest.mark.parametrize("case", PICTURES)
def test_a_picture_of_a_newsletter_is_treated_alike(case):
    sent, said = sent_as(case)
    if said:
        with pytest.raises(ValidationError) as refused:
            uploads.accepted_picture(sent)
        assert said in refused.value.messages[0] or "no picture" in refused.value.messages[0]
        return
    kept = uploads.accepted_picture(sent).read()
    assert CANARY.encode() not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert (picture.size, getattr(picture, "n_frames", 1)) == ((9, 9), 1)


@pytest.mark.parametrize("case", PICTURES)
def test_a_picture_is_made_anew_or_its_sender_reads_what_to_change(as_, pm, world, case):
    sent, said = sent_as(case)
    answer = fill(as_(pm), NEW_DOCUMENT, title="Logo", type="study", file=sent)
    if said:
        assert answer.status_code == 422
        assert said in answer.context["form"].errors["file"][0]
        assert not Document.objects.exists()
        return
    assert answer.status_code == 302
    kept = default_storage.open(Document.objects.get().file.name).read()
    assert CANARY.encode() not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert (picture.size, getattr(picture, "n_frames", 1)) == ((9, 9), 1)
