"""Rules about text: each takes the content of a file and returns what is wrong with it."""

import re

LONGEST_FILE = 400
# A path that exists on one machine only; addresses on the web are left alone.
MACHINE_PATH = re.compile(r"(?<![\w.:/}<-])/(?:work|tmp|home|root|Users|opt)/[\w.-]+")
CDN = re.compile(
    r"(?:cdn\.|cdnjs|unpkg\.com|jsdelivr|googleapis\.com|gstatic\.com|bootstrapcdn|esm\.sh)", re.I
)
LOADED_FROM_AFAR = re.compile(
    r"<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)=[\"']?(?:https?:)?//"
    r"|@import\s+(?:url\()?[\"']?(?:https?:)?//|url\([\"']?(?:https?:)?//",
    re.I,
)
INLINE = {
    "style attribute": re.compile(r"<[a-z][^<>]*\sstyle\s*=", re.I),
    "style element": re.compile(r"<style\b", re.I),
    "event handler": re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.I),
    "javascript: address": re.compile(r"[\"']\s*javascript:", re.I),
    "script without src, nonce or data type": re.compile(
        r"<script\b(?![^>]*(?:\ssrc=|\snonce=|type=[\"']application/json))", re.I
    ),
}
LEFT_FOR_LATER = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
SHOUTED = re.compile(
    r"""(?:\b_|gettext(?:_lazy)?)\(\s*(?:"[^"]*!"|'[^']*!')"""
    r"""|\{%-?\s*trans(?:late)?\s+(?:"[^"]*!"|'[^']*!')"""
)
MARKDOWN_LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def found(pattern: re.Pattern[str], text: str, what: str) -> list[str]:
    """One complaint for each hit, with its line."""
    return [
        f"line {text.count(chr(10), 0, hit.start()) + 1}: {what}: {hit.group(0)[:80]}"
        for hit in pattern.finditer(text)
    ]


def too_long(text: str) -> list[str]:
    """A file is read by people."""
    lines = text.count("\n")
    return [f"{lines} lines, at most {LONGEST_FILE}"] if lines > LONGEST_FILE else []


def machine_paths(text: str) -> list[str]:
    """What works on one machine only."""
    return found(MACHINE_PATH, text, "path of one machine")


def remote_assets(text: str) -> list[str]:
    """Scripts, styles, fonts and pictures are served by the application alone."""
    return found(CDN, text, "content network") + found(LOADED_FROM_AFAR, text, "loaded from afar")


def inline_code(text: str) -> list[str]:
    """What the Content-Security-Policy would refuse to run or to apply."""
    return [
        complaint for what, pattern in INLINE.items() for complaint in found(pattern, text, what)
    ]


def left_for_later(text: str) -> list[str]:
    """Work that somebody meant to do."""
    return found(LEFT_FOR_LATER, text, "left for later")


def shouted(text: str) -> list[str]:
    """Texts of the interface carry no exclamation mark."""
    return found(SHOUTED, text, "exclamation mark")


def links(text: str) -> list[str]:
    """Targets of the links of a Markdown page that point into the repository."""
    return [
        target for target in MARKDOWN_LINK.findall(text) if not re.match(r"[a-z]+:", target, re.I)
    ]
