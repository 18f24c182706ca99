"""A copy for the archive keeps the rules of its standard, and each rule is held to files broken on purpose."""

import datetime
import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from pypdf import PdfReader

from mmsp.reports import html, pdf
from mmsp.reports.archive import Attachment, Relation, Variant
from tests.reports import lasting, sample, structure

pytestmark = pytest.mark.once
DAY = datetime.date(2025, 11, 2)


def kept(paper: html.Paper) -> bytes:
    data = Attachment("data.json", "application/json", b"{}", "Data", Relation.SOURCE, DAY)
    known = {"css": paper.css, "assets": paper.assets}
    return pdf.write(paper.document, variant=Variant.ARCHIVE, attachments=[data], **known).pdf


@pytest.fixture(scope="module")
def report() -> bytes:
    return kept(html.report(sample.report()))


@pytest.fixture(scope="module")
def opened(report: bytes) -> pikepdf.Pdf:
    """Read only: what breaks a file opens one of its own."""
    with pikepdf.open(io.BytesIO(report)) as file:
        yield file


def test_a_report_for_the_archive_keeps_every_rule(report, opened):
    assert lasting.frame(report) == []
    assert lasting.faults(opened) == []


def test_it_is_held_to_letters_links_and_an_attachment(opened):
    """The rules would keep quiet about a file that has none of them."""
    kinds = [each.get("/Subtype") for each in lasting.dictionaries(opened)]
    assert {"/Link", "/CIDFontType2", "/CIDFontType0"} <= set(kinds)
    assert sum(len(codes) for _font, codes in lasting.used(opened)) > 150
    assert "/AF" in opened.Root


def test_another_head_or_a_tail_is_seen(report):
    assert lasting.frame(b"%PDF-2.0\n" + report[9:])
    assert lasting.frame(report + b"x")


def draw(file: pikepdf.Pdf, said: bytes) -> None:
    file.pages[1].contents_add(said)


def font_of(file: pikepdf.Pdf) -> Dictionary:
    return next(font for font, _codes in lasting.used(file))


def state(file: pikepdf.Pdf, **known: object) -> None:
    file.Root.State = file.make_indirect(Dictionary(**known))


def link_of(file: pikepdf.Pdf) -> Dictionary:
    return next(note for page in file.pages for note in page.obj.get("/Annots", []))


def attached(file: pikepdf.Pdf) -> Dictionary:
    return file.Root.AF[0]


def rewritten(file: pikepdf.Pdf, before: bytes, after: bytes) -> None:
    body = file.Root.Metadata.read_bytes()
    assert before in body
    file.Root.Metadata.write(body.replace(before, after, 1))


def without(holder: Dictionary, key: str) -> None:
    del holder[key]


def with_ink(file: pikepdf.Pdf) -> None:
    draw(file, b"0 0 0 1 k")


def with_wider_letters(file: pikepdf.Pdf) -> None:
    inner = font_of(file).DescendantFonts[0]
    inner.W = Array([])


def with_letters_of_no_meaning(file: pikepdf.Pdf) -> None:
    meanings = font_of(file).ToUnicode
    meanings.write(
        meanings.read_bytes().replace(b"beginbfchar", b"beginnothing").replace(b"<", b"(")
    )


def with_a_strange_tag(file: pikepdf.Pdf) -> None:
    tags = (each for each in lasting.dictionaries(file) if each.get("/Type") == "/StructElem")
    next(tags).S = Name("/Paragraph")


def test_names_in_arabic_and_hebrew_are_printed_and_can_be_copied():
    names = {"Paper-Arabic": "وزارة", "Paper-Hebrew": "משרד"}
    content = sample.report()
    cover = replace(content.cover, title=f"Labour: {' and '.join(names.values())}")
    body = kept(html.report(replace(content, cover=cover)))
    with pikepdf.open(io.BytesIO(body)) as file:
        assert lasting.faults(file) == []
        assert structure.glyphs(file) == []
        known = {str(font.BaseFont) for font, _codes in lasting.used(file)}
    for typeface, name in names.items():
        assert any(typeface in each for each in known)
        assert set(name) <= set(PdfReader(io.BytesIO(body)).pages[0].extract_text())


Break = Callable[[pikepdf.Pdf], object]
BROKEN: dict[lasting.Rule, tuple[Break, ...]] = {
    lasting.trailer: (lambda file: without(file.trailer, "/ID"),),
    lasting.streams: (
        lambda file: file.pages[0].Contents.__setitem__("/F", String("elsewhere")),
        lambda file: file.pages[0].Contents.write(b"", filter=Name.LZWDecode),
    ),
    lasting.limits: (
        lambda file: state(file, Text=String("x" * 40_000)),
        lambda file: state(file, **{"x" * 200: 1}),
        lambda file: file.pages[0].obj.__setitem__("/MediaBox", Array([0, 0, 2, 800])),
    ),
    lasting.content: (
        lambda file: draw(file, b"1 sparkle"),
        lambda file: draw(file, b"q " * 40 + b"Q " * 40),
        lambda file: without(file.pages[0].obj, "/Resources"),
    ),
    lasting.colours: (
        with_ink,
        lambda file: without(file.Root, "/OutputIntents"),
        lambda file: file.Root.OutputIntents[0].DestOutputProfile.write(b"no profile" * 20),
        lambda file: state(file, ColorSpace=Name.DeviceCMYK),
    ),
    lasting.graphics: (
        lambda file: state(file, TR=Name.Identity),
        lambda file: state(file, TR2=Name.Identity),
        lambda file: state(file, BM=Name("/Sparkling")),
        lambda file: state(file, Subtype=Name.Image, Interpolate=True),
        lambda file: state(file, Subtype=Name.PS),
    ),
    lasting.fonts: (
        with_wider_letters,
        with_letters_of_no_meaning,
        lambda file: without(font_of(file), "/ToUnicode"),
        lambda file: without(font_of(file).DescendantFonts[0].FontDescriptor, "/FontFile2"),
        lambda file: without(font_of(file).DescendantFonts[0], "/CIDToGIDMap"),
    ),
    lasting.notes: (
        lambda file: link_of(file).__setitem__("/F", 0),
        lambda file: link_of(file).__setitem__("/F", 6),
        lambda file: link_of(file).__setitem__("/Subtype", Name.Movie),
        lambda file: link_of(file).__setitem__("/Subtype", Name.Text),
    ),
    lasting.actions: (
        lambda file: link_of(file).__setitem__("/A", Dictionary(S=Name.Launch)),
        lambda file: file.Root.__setitem__("/OpenAction", Dictionary(S=Name.JavaScript)),
        lambda file: file.Root.__setitem__("/AA", Dictionary()),
    ),
    lasting.metadata: (
        lambda file: without(file.Root, "/Metadata"),
        lambda file: rewritten(file, b"<pdfaid:conformance>A<", b"<pdfaid:conformance>B<"),
        lambda file: rewritten(file, b"<pdfaSchema:namespaceURI>", b"<pdfaSchema:namespaceURI>x"),
        lambda file: rewritten(file, b"<?xpacket ", b"<?xpacket bytes='9' "),
    ),
    lasting.structure: (
        with_a_strange_tag,
        lambda file: without(file.Root, "/MarkInfo"),
        lambda file: without(file.Root, "/StructTreeRoot"),
        lambda file: file.Root.__setitem__("/Lang", String("")),
    ),
    lasting.attachments: (
        lambda file: without(attached(file), "/AFRelationship"),
        lambda file: without(attached(file), "/UF"),
        lambda file: without(attached(file).EF.F, "/Subtype"),
        lambda file: without(attached(file).EF.F, "/Params"),
        lambda file: without(file.Root, "/AF"),
    ),
    lasting.catalogue: (
        lambda file: file.Root.__setitem__("/AcroForm", Dictionary()),
        lambda file: file.pages[0].obj.__setitem__("/PresSteps", Dictionary()),
    ),
}  # fmt: skip
CASES = [(rule, number) for rule in lasting.RULES for number in range(len(BROKEN[rule]))]


@pytest.mark.parametrize(
    ("rule", "number"), CASES, ids=[f"{rule.__name__}-{number}" for rule, number in CASES]
)
def test_what_breaks_a_rule_is_seen(report, rule, number):
    with pikepdf.open(io.BytesIO(report)) as file:
        BROKEN[rule][number](file)
        assert rule(file)
