"""The closed tag set of every rich field: cleaned on its way in, flattened for search and diff."""

import re
from html import escape

import nh3
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
}
FOOTNOTE = "fn"
LONGEST = 2_000_000
DEEPEST = 60
# Misplaced rows and list items move each time HTML is read, but not for long.
MOST_ROUNDS = 5

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*?(/?)>")
# No document, sheet or database takes these, and no keyboard writes them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
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


def allow_footnotes(config: dict, shared: dict) -> None:
    """Tells the editor's own sanitiser configuration what the footnote extension writes."""
    shared["tags"].add("span")
    shared.setdefault("allowed_classes", {}).setdefault("span", set()).add(FOOTNOTE)


class TooMuch(ValueError):
    """A text longer than `LONGEST` characters or nested deeper than `DEEPEST` elements."""


def clean(source: str) -> str:
    """Returns the same text in the closed tag set, scripts and styles gone; the result is stable.

    Raises TooMuch for what no honest report contains.
    """
    if len(source) > LONGEST or _depth(source) > DEEPEST:
        raise TooMuch
    cleaned = _in_tag_set(
        source.replace("<b>", "<strong>")
        .replace("</b>", "</strong>")
        .replace("<i>", "<em>")
        .replace("</i>", "</em>")
    )
    if "<span>" in cleaned:
        cleaned = _without_bare_spans(cleaned)
    for _round in range(MOST_ROUNDS):
        cleaned, before = _in_tag_set(cleaned), cleaned
        if cleaned == before:
            break
    return cleaned.strip()


def _in_tag_set(source: str) -> str:
    cleaned = nh3.clean(
        source,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes={"span": {FOOTNOTE}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        clean_content_tags={"script", "style", "title", "head", "noscript", "template"},
    )
    return _CONTROL.sub("", cleaned)


def _depth(source: str) -> int:
    """Upper bound of the nesting, counted on the raw tags: cheaper than parsing a bomb."""
    depth = deepest = 0
    for closing, name, selfclosing in _TAG.findall(source):
        if selfclosing or name.lower() in _VOID or name.lower() in {"p", "li", "td", "th", "tr"}:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _without_bare_spans(source: str) -> str:
    """A span that is no footnote says nothing; its words stay."""
    root = _parse(source)
    for span in list(root.iter("span")):
        if span.get("class") != FOOTNOTE:
            span.drop_tag()
    return _inner(root)


def _parse(source: str) -> lxml_html.HtmlElement:
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
    root = _parse(source)
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
    if not source.strip():
        return ""
    root = _parse(source)
    for note in root.iter("span"):
        if note.get("class") == FOOTNOTE:
            note.text, note.tail = f" [{note.text or ''}", f"]{note.tail or ''}"
    for element in root.iter(*BLOCKS, "br"):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    for cell in root.iter("td", "th"):
        cell.tail = " " + (cell.tail or "")
    lines = (" ".join(line.split()) for line in root.text_content().splitlines())
    return "\n".join(line for line in lines if line)


def is_blank(source: str) -> bool:
    """True for an empty text and for the empty paragraphs that editors leave behind."""
    return not plain_text(source)


def word_count(source: str) -> int:
    """Words as an institution counts them; each Chinese character is one."""
    return len(
        re.findall(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W_]+(?:['’.-][^\W_]+)*", plain_text(source))
    )
