"""The copy that is kept: what it claims to be, what it carries, and what registries read in it."""

import datetime
import io

import pikepdf
import pytest
from lxml import etree

from mmsp.reports import html, matrix_sheet, pdf, registry
from mmsp.reports.archive import Attachment, Relation, Variant
from mmsp.reports.files import SHEET
from mmsp.reports.press import PACKET
from tests.reports import sample

pytestmark = pytest.mark.once
DAY = datetime.date(2025, 11, 2)
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


@pytest.fixture(scope="module")
def attached():
    content = sample.matrix_paper()
    return (
        Attachment("data.json", "application/json", b'{"a": 1}', "Data", Relation.SOURCE, DAY),
        Attachment(
            "matrix.xlsx", SHEET, matrix_sheet.as_xlsx(content), "Matrix", Relation.DATA, DAY
        ),
    )


def printed(variant, attachments=()):
    paper = html.matrix(sample.matrix_paper())
    known = {"css": paper.css, "assets": paper.assets}
    return pdf.write(paper.document, variant=variant, attachments=attachments, **known).pdf


@pytest.fixture(scope="module")
def kept(attached):
    return printed(Variant.ARCHIVE, attached)


@pytest.fixture(scope="module")
def archive(kept):
    with pikepdf.open(io.BytesIO(kept)) as opened:
        yield opened


@pytest.fixture(scope="module")
def reading():
    with pikepdf.open(io.BytesIO(printed(Variant.READING))) as opened:
        yield opened


def test_it_claims_to_last_and_to_be_readable_by_everybody(archive):
    with archive.open_metadata() as said:
        assert said.pdfa_status == "3A"
        assert said["pdfuaid:part"] == "1"
    assert archive.Root.OutputIntents[0].S == "/GTS_PDFA1"
    assert archive.Root.MarkInfo.Marked
    packet = archive.Root.Metadata.read_bytes()
    assert packet.count(b"<rdf:RDF") == 1


def test_the_copy_to_read_claims_no_more_than_it_is(reading):
    with reading.open_metadata() as said:
        assert said.pdfa_status == ""
        assert said["pdfuaid:part"] == "1"
    assert "/AF" not in reading.Root


def test_what_it_was_made_of_is_within_and_says_what_it_is(archive, attached):
    within = {str(each.UF): each for each in archive.Root.AF}
    assert [str(each.UF) for each in archive.Root.AF] == ["data.json", "matrix.xlsx"]
    for each in attached:
        file = within[each.name]
        assert file.EF.F.read_bytes() == each.body
        assert str(file.EF.F.Subtype) == f"/{each.kind}"
        assert str(file.AFRelationship) == f"/{each.relation}"
        assert str(file.Desc) == each.about
        assert str(file.EF.F.Params.ModDate).startswith("D:20251102")
    assert set(archive.attachments) == set(within)


def test_kept_twice_it_is_the_same_to_the_byte(kept, attached):
    assert printed(Variant.ARCHIVE, attached) == kept


def test_a_registry_reads_who_what_when_and_for_whom():
    packet = html.report(sample.report()).assets[PACKET]
    said = etree.fromstring(packet)
    words = {
        each.tag.split("}")[1]: [
            "".join(part.itertext()) for part in each.iter(f"{RDF}li")
        ] or [each.text]
        for each in said.iter("{http://purl.org/dc/elements/1.1/}*")
    }  # fmt: skip
    cover = sample.report().cover
    assert words["title"] == [cover.title]
    assert words["creator"] == ["Marta Novak", "David Okafor"]
    assert words["publisher"] == ["European Union Delegation to China"]
    assert words["identifier"] == ["EUROPEAID/100001/DH/SER/MULTI"]
    assert words["date"] == ["2020-12-01"]
    assert words["language"] == ["en-GB"]
    assert words["rights"] == [cover.disclaimer]
    assert words["type"] == ["Final report"]
    assert words["description"][0].startswith("Final report · ")
    assert {"Relevance", "Efficiency", "RC"} <= set(words["subject"])


def test_the_file_and_its_packet_say_the_same(reading):
    with reading.open_metadata() as said:
        for name, known in (("Title", "dc:title"), ("Subject", "dc:description")):
            assert str(reading.docinfo[f"/{name}"]) == said[known]


def test_a_title_cannot_break_the_packet():
    content = sample.report()
    title = 'A <b>&"\x0b\u0001title'
    packet = registry.packet(registry.entry_of(content, title))[PACKET]
    assert 'A <b>&"title' in "".join(etree.fromstring(packet).itertext())
