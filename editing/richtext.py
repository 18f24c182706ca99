"""The closed tag set of every rich field: cleaned on its way in, flattened for search and diff."""

import re
from html import escape
from unicodedata import normalize

import nh3
from django.utils.html import linebreaks
from lxml import html as lxml_html

BLOCKS = ("p", "h3", "h4", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr")
INLINE = ("strong", "em", "sub", "sup", "a", "br", "span")
TAGS = {*BLOCKS, *INLINE, "th", "td"}
ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),
    "a": {"href"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
    "span": {"data-ref"},
}
FOOTNOTE, REFERENCE = "fn", "xref"
# A reference by name as it is stored: the kind and key of the row, and what it was called then.
STORED_REFERENCE = re.compile(r'<span class="xref" data-ref="([a-z]+:[0-9]+)">([^<]*)</span>')
_TARGET = re.compile(r"[a-z]{1,30}:[1-9][0-9]{0,17}\Z")
_LONGEST_NAME = 300
LONGEST = 1_000_000
DEEPEST = 60
# A parser looks back at every element that is open, and copies its text at every sign that begins a tag
# or names a character: its work grows with the square of these.
MOST_ELEMENTS = 30_000
MOST_SIGNS = 80_000
# Misplaced rows and list items move each time HTML is read, but not for long.
MOST_ROUNDS = 5

# No page has room for more columns; what a cell claims beyond these is nonsense or an attack.
MOST_SPANNED = {"colspan": 60, "rowspan": 1_000}

_RAW_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
_CLEAN_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*)>')
_STRANGE_SPAN = re.compile(r'<span(?! class="fn">)')
_BLOCK = re.compile(rf"<(?:{'|'.join(BLOCKS)})\b")
# No document, sheet or database takes these, and no keyboard writes them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
# Counted alike in static/js/text-length.js.
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+(?:['’.-][^\W_{_HAN}]+)*")
_VOID = {
    "br",
    "hr",
    "img",
    "col",
    "input",
    "link",
    "meta",
    "wbr",
    "area",
    "base",
    "embed",
    "source",
}
# Each of these closes the one before it, or stands in something that is counted.
_SHALLOW = {"p", "li", "td", "th", "tr"}


def allow_footnotes(config: dict, shared: dict) -> None:
    """Tells the editor's own sanitiser configuration what the footnote extension writes."""
    shared["tags"].add("span")
    shared.setdefault("allowed_classes", {}).setdefault("span", set()).add(FOOTNOTE)


def allow_references(config: dict, shared: dict) -> None:
    """The same for what the extension for cross-references writes."""
    shared["tags"].add("span")
    shared["attributes"].setdefault("span", set()).add("data-ref")
    shared.setdefault("allowed_classes", {}).setdefault("span", set()).add(REFERENCE)


class TooMuch(ValueError):
    """A text of more characters, elements or elements within each other than an honest one has."""


def clean(source: str) -> str:
    """Returns the same text in the closed tag set, scripts and styles gone; the result is stable.

    Raises TooMuch for what no honest report contains.
    """
    if len(source) > LONGEST or _is_laborious(source):
        raise TooMuch
    _refuse_depth(source, _RAW_TAG)
    cleaned = _in_tag_set(
        source.replace("<b>", "<strong>")
        .replace("</b>", "</strong>")
        .replace("<i>", "<em>")
        .replace("</i>", "</em>")
    )
    _refuse_depth(cleaned, _CLEAN_TAG)
    if _STRANGE_SPAN.search(cleaned):
        cleaned = _with_tidy_spans(cleaned)
    for _round in range(MOST_ROUNDS):
        cleaned, before = _in_tag_set(cleaned), cleaned
        if cleaned == before:
            break
    return cleaned.strip()


def typed(source: str) -> str:
    """What somebody wrote without an editor in several lines: an empty line parts paragraphs, any other
    line end stays one. What has paragraphs, or one line, is left as it is. Raises TooMuch as `clean`."""
    if "\n" not in source or _BLOCK.search(source):
        return source
    return clean(linebreaks(source).replace("\n", ""))


def _in_tag_set(source: str) -> str:
    cleaned = nh3.clean(
        source,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_sensible,
        allowed_classes={"span": {FOOTNOTE, REFERENCE}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        clean_content_tags={"script", "style", "title", "head", "noscript", "template"},
    )
    return _CONTROL.sub("", cleaned)


def _sensible(_tag: str, name: str, value: str) -> str | None:
    """The value of an attribute; nothing for a cell over more columns or rows than a table can have."""
    if name not in MOST_SPANNED:
        return value
    is_number = value.isascii() and value.isdigit() and len(value) < 9
    return value if is_number and 1 <= int(value) <= MOST_SPANNED[name] else None


def _is_laborious(source: str) -> bool:
    """Counts signs, so that it is never below what any parser could find."""
    tags, endings, names = (source.count(sign) for sign in ("<", "</", "&"))
    return tags - endings > MOST_ELEMENTS or tags + names > MOST_SIGNS


def _refuse_depth(source: str, tag: re.Pattern[str]) -> None:
    """Raises TooMuch for deep nesting: at a glance on what came in, exactly on what was cleaned."""
    depth = 0
    for closing, name, rest in tag.findall(source):
        if rest.endswith("/") or name.lower() in _VOID or name.lower() in _SHALLOW:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > DEEPEST:
            raise TooMuch


def _with_tidy_spans(source: str) -> str:
    """References as they are stored. A span that is neither one nor a footnote says nothing; its
    words stay."""
    root = parsed(source)
    for span in list(root.iter("span")):
        name = " ".join(span.text_content().split())
        if span.getparent() is None:  # it stood in a reference, which is words throughout
            continue
        if span.get("class") == FOOTNOTE:
            span.attrib.pop("data-ref", None)
        elif _is_reference(span, name):
            _write_reference(span, span.get("data-ref"), name)
        else:
            span.drop_tag()
    return _inner(root)


def _is_reference(span: lxml_html.HtmlElement, name: str) -> bool:
    """Within a link or a footnote, which are words throughout, a reference is words too."""
    return (
        span.get("class") == REFERENCE
        and bool(_TARGET.match(span.get("data-ref", "")))
        and 0 < len(name) <= _LONGEST_NAME
        and not any(above.tag in ("a", "span") for above in span.iterancestors())
    )


def _write_reference(span: lxml_html.HtmlElement, target: str, name: str) -> None:
    tail = span.tail
    span.clear()
    span.attrib.update({"class": REFERENCE, "data-ref": target})
    span.text, span.tail = name, tail


def parsed(source: str) -> lxml_html.HtmlElement:
    return lxml_html.fragment_fromstring(source, create_parent="div")


def _inner(root: lxml_html.HtmlElement) -> str:
    parts = [escape(root.text or "", quote=False)]
    parts += [lxml_html.tostring(child, encoding="unicode") for child in root]
    return "".join(parts)


def blocks(source: str) -> list[str]:
    """The top-level paragraphs, lists and tables, one string each; words that stand outside of any
    become a paragraph."""
    if not source.strip():
        return []
    found: list[str] = []
    root = parsed(source)
    outside = escape(root.text or "", quote=False)
    for child in root:
        tail, child.tail = escape(child.tail or "", quote=False), None
        shown = lxml_html.tostring(child, encoding="unicode")
        if child.tag in INLINE:
            outside += shown + tail
            continue
        found += [*_paragraph(outside), shown]
        outside = tail
    return [*found, *_paragraph(outside)]


def _paragraph(words: str) -> list[str]:
    return [f"<p>{words.strip()}</p>"] if words.strip() else []


def plain_text(source: str) -> str:
    """Words only: paragraphs parted by a line break, a footnote in square brackets at its call."""
    return "\n".join(lines_of(parsed(source))) if source.strip() else ""


def lines_of(root: lxml_html.HtmlElement) -> list[str]:
    """The words inside an element of a parsed text, one line a paragraph; the element is used up."""
    for note in root.iter("span"):
        if note.get("class") == FOOTNOTE:
            note.text, note.tail = f" [{note.text or ''}", f"]{note.tail or ''}"
    for element in root.iter(*BLOCKS, "br"):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    for cell in root.iter("td", "th"):
        cell.tail = " " + (cell.tail or "")
    lines = (" ".join(line.split()) for line in root.text_content().splitlines())
    return [line for line in lines if line]


def closed_up(source: str) -> str:
    """A clean text whose subheadings before its first heading are headings: read out, a level that is
    passed over sounds like a part that is missing."""
    first, heading, rest = source.partition("<h3>")
    return first.replace("<h4>", "<h3>").replace("</h4>", "</h3>") + heading + rest


def is_blank(source: str) -> bool:
    """True for an empty text and for the empty paragraphs that editors leave behind."""
    return not plain_text(source)


def is_same(these: str, those: str) -> bool:
    """Whether two texts are the same, however their HTML was written down."""
    return blocks(clean(these)) == blocks(clean(those))


def words(text: str) -> int:
    """The words of a plain text as an institution counts them; each Chinese character is one."""
    return len(_WORD.findall(normalize("NFC", text)))


def characters(text: str) -> int:
    """The characters of a plain text, spaces among them; a line break is one."""
    settled = text.replace("\r\n", "\n").replace("\r", "\n")
    return len(normalize("NFC", settled).strip())
