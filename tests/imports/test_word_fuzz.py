"""Bytes that somebody damaged, by accident or not, never raise anything but a sentence."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mmsp.imports import guard, word
from mmsp.imports.guard import Refused
from mmsp.imports.parsed import ParsedReport
from tests.imports.papers import Paper, in_document, report, rezipped

pytestmark = pytest.mark.once

WHOLE = report().bytes()
with ZipFile(BytesIO(WHOLE)) as _archive:
    DOCUMENT = _archive.read("word/document.xml").decode()
WRONG_VALUES = ("", "-1", "99999999999999999999", "x", "0", "１", "&lt;", "\t")
often = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def taken_in(data: bytes) -> ParsedReport | None:
    """What the importer makes of it: a report, or a refusal. Everything else fails the test."""
    try:
        guard.check(data, "report.docx")
        return word.parse(data)
    except Refused as refusal:
        return _require_sentence(str(refusal))


def _require_sentence(text: str) -> None:
    assert text.endswith(".")


def test_the_undamaged_file_is_taken_in():
    assert taken_in(WHOLE) is not None


@often
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=12))
@example([(0, 0)])
def test_changed_bytes(changes: list[tuple[int, int]]):
    data = bytearray(WHOLE)
    for at, value in changes:
        data[at] = value
    taken_in(bytes(data))


@often
@given(st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE)), st.binary(max_size=50))
def test_cut_and_stuffed_bytes(start: int, end: int, stuffing: bytes):
    taken_in(WHOLE[:start] + stuffing + WHOLE[end:])


@often
@given(
    st.integers(0, len(DOCUMENT) - 1),
    st.integers(1, 60),
    st.sampled_from(["", "<w:p>", "&", "]]>"]),
)
def test_damaged_xml_in_a_sound_archive(at: int, length: int, stuffing: str):
    damaged = DOCUMENT[:at] + stuffing + DOCUMENT[at + length :]
    taken_in(rezipped(WHOLE, replaced("word/document.xml", damaged.encode())))


@often
@given(st.data())
def test_attributes_with_values_nobody_would_write(data: st.DataObject):
    """Sound XML whose numbers, names and switches are nonsense."""
    parts = DOCUMENT.split('"')
    values = [at for at in range(1, len(parts), 2) if not parts[at].startswith("http")]
    for at in data.draw(st.lists(st.sampled_from(values), min_size=1, max_size=20)):
        parts[at] = data.draw(st.sampled_from(WRONG_VALUES))
    taken_in(rezipped(WHOLE, replaced("word/document.xml", '"'.join(parts).encode())))


@often
@given(st.text(max_size=300), st.sampled_from(["", "Heading 1", "Heading 3"]))
def test_any_text_in_any_place(text: str, style: str):
    sound = "".join(char for char in text if char >= " " or char in "\t\n")
    sound = sound.encode("utf-8", "ignore").decode().replace("\ufffe", "").replace("\uffff", "")
    paper = Paper()
    paper.heading("Findings")
    paper.text(sound, style or None)
    paper.heading("Recommendations")
    paper.text(sound, style or None)
    assert taken_in(paper.bytes()) is not None


def test_a_report_without_its_other_parts_is_still_read():
    for part in ("styles", "numbering", "footnotes", "settings"):
        data = rezipped(WHOLE, replaced(f"word/{part}.xml", b"<w/>"))
        assert taken_in(data) is not None


def test_names_that_no_namespace_explains_are_read_past():
    """libxml2 lets some of them through as plain names with a colon."""
    notes = (
        b'<w:footnotes xmlns:w="0"><w:r xw:id=""><w:p><w:r><w:t xml:space="">See the map.</w:t></w:r>'
        b"</w:p></w:r></w:footnotes>"
    )
    parsed = taken_in(rezipped(WHOLE, replaced("word/footnotes.xml", notes)))
    assert parsed is not None
    assert parsed.leftovers[-1].html == "<p>See the map.</p>"


def test_a_prefix_that_nobody_declared_gets_a_sentence():
    odd = in_document(WHOLE, "<w:footnoteReference w:id=", "<w:footnoteReference x:id=")
    with pytest.raises(Refused, match="do not fit together"):
        word.parse(odd)


def test_a_footnote_that_calls_itself_a_thousand_times_is_read_once_each():
    """Many calls of one long note multiply its text; the reader's answer has a limit for that."""
    data = in_document(WHOLE, 'w:id="1"/>', 'w:id="1"/>' + '<w:footnoteReference w:id="1"/>' * 1000)
    parsed = taken_in(data)
    assert parsed is not None
    assert parsed.footnotes == 1001


def replaced(wanted: str, body: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, old: body if name == wanted else old
