"""The rules of PDF/A-3, level A (ISO 19005-3), that a file of ours could break: each names the faults it finds.

No validator can be installed with the other packages, so the rules stand here; the numbers are clauses of
the standard.
"""

import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from lxml import etree

Rule = Callable[[pikepdf.Pdf], list[str]]


def words(text: str) -> set[str]:
    return set(text.split())


LONGEST_STRING, LONGEST_NAME, DEEPEST = 32_767, 127, 28
NARROWEST_PAGE, WIDEST_PAGE = 3, 14_400
OPERATORS = words(
    "b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n"
    " q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \""
)
BLENDS = words(
    "Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight"
    " Difference Exclusion Hue Saturation Color Luminosity"
)
ACTIONS = {"/GoTo", "/GoToR", "/GoToE", "/Thread", "/URI", "/SubmitForm", "/Named"}
ANNOTATIONS = {"/Link", "/Popup", "/Text", "/FreeText", "/Highlight", "/Widget", "/FileAttachment"}
HIDDEN, PRINTED = 0b1_0010_0011, 0b100
TYPES = words(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI"
    " Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT"
    " RP Warichu WT WP Figure Formula Form"
)
RELATIONS = {"/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified"}
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}namespaceURI"
# Of XMP 2005, which alone need no explanation.
PREDEFINED = {
    "http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/xap/1.0/", "http://ns.adobe.com/pdf/1.3/",
    "http://ns.adobe.com/xap/1.0/mm/", "http://ns.adobe.com/xap/1.0/rights/",
    "http://www.aiim.org/pdfa/ns/id/", EXTENSION,
}  # fmt: skip


def raw(pdf: pikepdf.Pdf) -> bytes:
    file = io.BytesIO()
    pdf.save(file, static_id=True, fix_metadata_version=False)
    return file.getvalue()


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary and stream, those within others too."""
    waiting = [each for each in pdf.objects if each is not None]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting.extend(part for part in each if _has_parts(part))
        elif isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
            yield each
            waiting.extend(part for _name, part in each.items() if _has_parts(part))


def _has_parts(part: Any) -> bool:
    """Whether it is written in place and holds others."""
    is_holder = isinstance(part, (pikepdf.Array, pikepdf.Dictionary))
    return is_holder and not part.is_indirect


def trailer(pdf: pikepdf.Pdf) -> list[str]:
    """6.1.3: an identifier, and nothing encrypted."""
    said = [] if len(pdf.trailer.get("/ID", [])) == 2 else ["no identifier"]
    return said + (["encrypted"] if "/Encrypt" in pdf.trailer else [])


def streams(pdf: pikepdf.Pdf) -> list[str]:
    """6.1.7: everything is in the file, and packed in a way that is free."""
    said = []
    for each in dictionaries(pdf):
        if isinstance(each, pikepdf.Stream):
            said += [
                f"a stream with {key}" for key in ("/F", "/FFilter", "/FDecodeParms") if key in each
            ]
            packed = each.get("/Filter", [])
            packed = list(packed) if isinstance(packed, pikepdf.Array) else [packed]
            said += [f"packed as {name}" for name in packed if name in ("/LZWDecode", "/Crypt")]
    return said


def limits(pdf: pikepdf.Pdf) -> list[str]:
    """6.1.13: no string, name or page beyond what every reader can hold."""
    said = []
    for each in dictionaries(pdf):
        for name, value in each.items():
            if len(name.encode()) - 1 > LONGEST_NAME:
                said.append(f"a name of {len(name)} letters")
            if isinstance(value, pikepdf.String) and len(bytes(value)) > LONGEST_STRING:
                said.append(f"{name} holds {len(bytes(value))} letters")
    for page in pdf.pages:
        left, low, right, high = map(float, page.mediabox)
        if not all(NARROWEST_PAGE <= side <= WIDEST_PAGE for side in (right - left, high - low)):
            said.append("a page of impossible size")
    return said


def content(pdf: pikepdf.Pdf) -> list[str]:
    """6.2.2, 6.1.13: known operators, in brackets 28 deep at most, with resources of their own."""
    said = []
    for stream in drawn(pdf):
        if "/Resources" not in stream:
            said.append("drawn without resources of its own")
        depth = deepest = 0
        for _operands, operator in pikepdf.parse_content_stream(stream):
            if str(operator) not in OPERATORS:
                said.append(f"unknown operator {operator}")
            depth += {"q": 1, "Q": -1}.get(str(operator), 0)
            deepest = max(deepest, depth)
        if deepest > DEEPEST:
            said.append(f"graphics nested {deepest} deep")
    return said


def drawn(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Pages, and the forms that they draw."""
    for page in pdf.pages:
        yield page.obj
    for each in dictionaries(pdf):
        if each.get("/Subtype") == "/Form" and isinstance(each, pikepdf.Stream):
            yield each


def colours(pdf: pikepdf.Pdf) -> list[str]:
    """6.2.3, 6.2.4: one profile for the colours of screens, and no colour of ink beside it."""
    intents = [
        each for each in pdf.Root.get("/OutputIntents", []) if each.get("/S") == "/GTS_PDFA1"
    ]
    if len(intents) != 1:
        return ["not one output intent"]
    profile = intents[0].DestOutputProfile
    body = profile.read_bytes()
    said = (
        []
        if profile.N == 3 and body[36:40] == b"acsp" and body[16:20] == b"RGB "
        else ["no profile for RGB"]
    )
    said += [] if body[12:16] in (b"mntr", b"prtr") and body[8] <= 4 else ["a profile of no output"]
    for stream in drawn(pdf):
        for operands, operator in pikepdf.parse_content_stream(stream):
            if str(operator) in ("k", "K") or (
                str(operator) in ("cs", "CS") and operands[0] == "/DeviceCMYK"
            ):
                said.append("a colour of ink")
    for each in dictionaries(pdf):
        if each.get("/ColorSpace") == "/DeviceCMYK" or each.get("/CS") == "/DeviceCMYK":
            said.append("a picture in colours of ink")
    return said


def graphics(pdf: pikepdf.Pdf) -> list[str]:
    """6.2.5, 6.2.8, 6.2.9, 6.2.10: no transfer functions, second pictures, smoothing or foreign drawing."""
    said = []
    for each in dictionaries(pdf):
        said += [f"graphics state with {key}" for key in ("/TR", "/HTP") if key in each]
        if each.get("/TR2", "/Default") != "/Default":
            said.append("graphics state with /TR2")
        blend = each.get("/BM", "/Normal")
        if isinstance(blend, pikepdf.Name) and str(blend)[1:] not in BLENDS:
            said.append(f"blended as {blend}")
        if each.get("/Subtype") == "/Image":
            said += [f"picture with {key}" for key in ("/Alternates", "/OPI") if key in each]
            said += ["picture to be smoothed"] if each.get("/Interpolate") else []
        if each.get("/Subtype") == "/PS" or ("/Ref" in each and each.get("/Subtype") == "/Form"):
            said.append("foreign drawing")
    return said


def fonts(pdf: pikepdf.Pdf) -> list[str]:
    """6.2.11: embedded, with the widths that the page says, and with the meaning of each letter."""
    said = []
    for font, codes in used(pdf):
        name, inner = str(font.BaseFont), font.DescendantFonts[0]
        about = inner.FontDescriptor
        file = next((about[key] for key in ("/FontFile2", "/FontFile3") if key in about), None)
        if file is None:
            said.append(f"{name} is not embedded")
            continue
        if inner.Subtype == "/CIDFontType2" and "/CIDToGIDMap" not in inner:
            said.append(f"{name} does not say which letter is where")
        if font.Encoding not in ("/Identity-H", "/Identity-V"):
            said.append(f"{name} has an encoding of its own")
        said += [f"{name}: {each}" for each in _widths(inner, file, codes)]
        said += [f"{name}: {each}" for each in _meanings(font, codes)]
    return said


def used(pdf: pikepdf.Pdf) -> list[tuple[Any, set[int]]]:
    """Each font and the numbers of the letters that are shown in it."""
    fonts: dict[tuple[int, int], Any] = {}
    codes: dict[tuple[int, int], set[int]] = defaultdict(set)
    for stream in drawn(pdf):
        known = stream.get("/Resources", {}).get("/Font", {})
        current = None
        for operands, operator in pikepdf.parse_content_stream(stream):
            if str(operator) == "Tf":
                current = known[str(operands[0])]
                fonts[current.objgen] = current
            elif str(operator) in ("Tj", "TJ"):
                parts = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
                for part in parts:
                    if isinstance(part, pikepdf.String):
                        text = bytes(part)
                        codes[current.objgen] |= {
                            int.from_bytes(text[at : at + 2]) for at in range(0, len(text), 2)
                        }
    return [(font, codes[number]) for number, font in fonts.items()]


def _widths(inner: Any, file: Any, codes: set[int]) -> Iterator[str]:
    font = TTFont(io.BytesIO(file.read_bytes()))
    per_unit, names, said = (
        1000 / font["head"].unitsPerEm,
        font.getGlyphOrder(),
        _said_widths(inner),
    )
    for code in codes:
        real = font["hmtx"][names[code]][0] * per_unit
        if abs(real - said.get(code, float(inner.get("/DW", 1000)))) > 1:
            yield f"letter {code} is {real:.0f} wide, not {said.get(code)}"


def _said_widths(inner: Any) -> dict[int, float]:
    """From the array of a font: a number and the widths from there on, or two numbers and one width."""
    found, parts = {}, list(inner.get("/W", []))
    while parts:
        first, following = int(parts.pop(0)), parts.pop(0)
        if isinstance(following, pikepdf.Array):
            found |= {first + at: float(width) for at, width in enumerate(following)}
        else:
            width = float(parts.pop(0))
            found |= dict.fromkeys(range(first, int(following) + 1), width)
    return found


def _meanings(font: Any, codes: set[int]) -> Iterator[str]:
    if "/ToUnicode" not in font:
        yield "no letter has a meaning"
        return
    pairs = re.findall(rb"<([0-9a-f]+)> <([0-9a-f]*)>", font.ToUnicode.read_bytes(), re.IGNORECASE)
    known = {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs
    }
    for code in codes:
        if not known.get(code) or set(known[code]) & set("\0\ufeff\ufffe"):
            yield f"letter {code} has no meaning"


def notes(pdf: pikepdf.Pdf) -> list[str]:
    """6.3: annotations that are printed and seen."""
    said = []
    for each in (note for page in pdf.pages for note in page.obj.get("/Annots", [])):
        flags = int(each.get("/F", 0))
        if each.Subtype not in ANNOTATIONS:
            said.append(f"annotation {each.Subtype}")
        if each.Subtype != "/Popup" and (flags & HIDDEN or not flags & PRINTED):
            said.append(f"{each.Subtype} is not printed")
        if each.Subtype not in ("/Popup", "/Link") and "/AP" not in each:
            said.append(f"{each.Subtype} looks like nothing")
    return said


def actions(pdf: pikepdf.Pdf) -> list[str]:
    """6.5: nothing runs, plays or changes the file."""
    said = ["something happens by itself" for each in dictionaries(pdf) if "/AA" in each]
    for each in dictionaries(pdf):
        action = each.get("/A") if each.get("/Subtype") == "/Link" else each.get("/OpenAction")
        if isinstance(action, pikepdf.Dictionary) and action.get("/S") not in ACTIONS:
            said.append(f"action {action.get('/S')}")
    names = pdf.Root.get("/Names", {})
    return said + (["a script"] if "/JavaScript" in names else [])


def metadata(pdf: pikepdf.Pdf) -> list[str]:
    """6.6: a packet that says what the file is, in words that the standard knows or that it explains."""
    body = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b"<none/>"
    head = body.split(b"?>")[0]
    said = ["the packet names its own length"] if b"bytes=" in head or b"encoding=" in head else []
    tree = etree.fromstring(body)
    explained = {each.text for each in tree.iter(SCHEMA)}
    about = {part for each in tree.iter(f"{{{RDF}}}Description") for part in _properties(each)}
    said += [
        f"unknown property {each}"
        for each in sorted(about)
        if etree.QName(each).namespace not in PREDEFINED | explained
    ]
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
        claimed = told.pdfa_status
    return said + ([] if claimed == "3A" else [f"claims to be {claimed!r}"])


def _properties(about: Any) -> Iterator[str]:
    """Of the file alone: what stands within a value belongs to its schema."""
    if about.getparent().tag == f"{{{RDF}}}RDF":
        yield from (each.tag for each in about if isinstance(each.tag, str))
        yield from (name for name in about.attrib if not name.startswith(f"{{{RDF}}}"))


def structure(pdf: pikepdf.Pdf) -> list[str]:
    """6.7: tags of the standard's own types, and the language of the whole."""
    root = pdf.Root
    said = [] if root.get("/MarkInfo", {}).get("/Marked") else ["not marked"]
    said += (
        []
        if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", str(root.get("/Lang", "")))
        else ["no language"]
    )
    if "/StructTreeRoot" not in root:
        return [*said, "no tags"]
    mapped = set(root.StructTreeRoot.get("/RoleMap", {}).keys())
    kinds = {str(each.S) for each in dictionaries(pdf) if each.get("/Type") == "/StructElem"}
    strange = {each for each in kinds if each[1:] not in TYPES} - mapped
    return said + [f"tag {each} is none of the standard" for each in sorted(strange)]


def attachments(pdf: pikepdf.Pdf) -> list[str]:
    """6.8: each with two names, a media type, a day, and what it is to the paper."""
    said, bound = [], {each.objgen for each in pdf.Root.get("/AF", [])}
    for each in (found for found in dictionaries(pdf) if "/EF" in found):
        file = each.EF.get("/F")
        said += [f"an attachment without {key}" for key in ("/F", "/UF") if key not in each]
        if each.get("/AFRelationship") not in RELATIONS:
            said.append("an attachment of no relation")
        if file is None or "/" not in str(file.get("/Subtype", ""))[1:]:
            said.append("an attachment of no kind")
        if file is None or "/ModDate" not in file.get("/Params", {}):
            said.append("an attachment of no day")
        if each.objgen not in bound:
            said.append("an attachment that belongs to nothing")
    return said


def catalogue(pdf: pikepdf.Pdf) -> list[str]:
    """6.1.12, 6.4, 6.9 to 6.11: no forms, layers, presentations or demands on the reader."""
    unwanted = ("/AcroForm", "/OCProperties", "/Requirements", "/Perms", "/NeedsRendering")
    said = [f"the file has {key}" for key in unwanted if key in pdf.Root]
    said += ["presentations"] if "/AlternatePresentations" in pdf.Root.get("/Names", {}) else []
    return said + ["steps of a presentation" for page in pdf.pages if "/PresSteps" in page.obj]


RULES: tuple[Rule, ...] = (
    trailer, streams, limits, content, colours, graphics, fonts, notes, actions, metadata, structure,
    attachments, catalogue,
)  # fmt: skip


def faults(pdf: pikepdf.Pdf) -> list[str]:
    return [f"{rule.__name__}: {said}" for rule in RULES for said in rule(pdf)]


def frame(body: bytes) -> list[str]:
    """6.1.2, 6.1.3: the head of the file with four bytes that are no letters, and nothing after its end."""
    said = [] if re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", body) else ["another head"]
    return said + ([] if re.search(rb"%%EOF\r?\n?\Z", body) else ["something after the end"])
