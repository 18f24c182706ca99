"""Addresses in drawings, in the page and as pictures of their own."""

from tests.hostile.corpus.hostile import Hostile

NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SIZE = 'width="40" height="40"'
SVG = f"<svg {NAMES} {SIZE}>{{}}</svg>"
SHOWN = '<img src="«asset»" alt="x">'


def _in_page(name: str, tries: str, inner: str) -> Hostile:
    return Hostile(name, tries, SVG.format(inner))


def _asset(name: str, tries: str, inner: str, before: str = "") -> Hostile:
    return Hostile(name, tries, SHOWN, asset=before + SVG.format(inner))


IN_PAGE = (
    _in_page("svg-image", "a picture in a drawing", f'<image {SIZE} href="«file:png»"/>'),
    _in_page("svg-image-web", "a call out of a drawing", f'<image {SIZE} href="«web:png»"/>'),
    _in_page("svg-image-old", "the older name of it", f'<image {SIZE} xlink:href="«file:jpg»"/>'),
    _in_page("svg-image-svg", "a drawing in a drawing", f'<image {SIZE} href="«file:svg»"/>'),
    _in_page("svg-image-hop", "a redirect in a drawing", f'<image {SIZE} href="«hop:png»"/>'),
    _in_page("svg-use", "a part of another drawing", '<use href="«file:svg»#x"/>'),
    _in_page("svg-use-web", "a part of a drawing elsewhere", '<use xlink:href="«web:svg»#x"/>'),
    _in_page("svg-foreign", "a page in a drawing",
             f'<foreignObject {SIZE}><img src="«web:png»"/></foreignObject>'),
    _in_page("svg-filter", "a filter with a picture",
             f'<filter id="f"><feImage href="«web:png»"/></filter><rect {SIZE} filter="url(#f)"/>'),
    _in_page("svg-style-import", "a sheet in a drawing", "<style>@import url(«file:css»);</style>"),
    _in_page("svg-style-font", "a font in a drawing",
             "<style>@font-face { font-family: q; src: url(«file:ttf») }</style><text>x</text>"),
    _in_page("svg-fill", "a colour out of another drawing", f'<rect {SIZE} fill="url(«file:svg»#x)"/>'),
    _in_page("svg-gradient", "a gradient by address",
             f'<linearGradient id="g" href="«web:svg»#x"/><rect {SIZE} fill="url(#g)"/>'),
    _in_page("svg-path-text", "a text along a line elsewhere",
             '<text><textPath href="«file:svg»#x">x</textPath></text>'),
    _in_page("svg-script", "a program in a drawing", '<script href="«web:js»"></script>'),
    _in_page("svg-anchor", "a link in a drawing", '<a xlink:href="javascript:x"><text>x</text></a>'),
    _in_page("svg-animate", "an address that changes later",
             f'<image {SIZE}><set attributeName="href" to="«web:png»"/></image>'),
)  # fmt: skip

ASSETS = (
    _asset("asset-image", "a picture within our own drawing", f'<image {SIZE} href="«file:png»"/>'),
    _asset("asset-image-web", "a call out of our own drawing", f'<image {SIZE} href="«web:png»"/>'),
    _asset("asset-nested", "a drawing within its address",
           f"<image {SIZE} href=\"data:image/svg+xml,&lt;svg xmlns='http://www.w3.org/2000/svg'>&lt;image "
           "width='9' height='9' href='«web:png»'/>&lt;/svg>\"/>"),
    _asset("asset-use", "a part of a drawing of the disk", '<use href="«file:svg»#x"/>'),
    _asset("asset-style", "a sheet of the disk", "<style>@import '«file:css»';</style><text>x</text>"),
    _asset("asset-style-font", "a font of the web",
           "<style>@font-face { font-family: v; src: url(«web:ttf») }</style><text>x</text>"),
    _asset("asset-foreign", "a page in our own drawing",
           f'<foreignObject {SIZE}><iframe src="«file:html»"/></foreignObject>'),
    _asset("asset-sheet", "a sheet named before the drawing", "<text>x</text>",
           '<?xml version="1.0"?><?xml-stylesheet type="text/css" href="«file:css»"?>'),
    _asset("asset-entity", "an entity that is a file", "<text>&canary;</text>",
           '<!DOCTYPE svg [<!ENTITY canary SYSTEM "«file:txt»">]>'),
    _asset("asset-parameter", "a grammar that is fetched", "<text>x</text>",
           '<!DOCTYPE svg [<!ENTITY % canary SYSTEM "«web:dtd»"> %canary;]>'),
    _asset("asset-grammar", "a grammar by its address", "<text>x</text>",
           '<!DOCTYPE svg SYSTEM "«web:dtd»">'),
    _asset("asset-include", "a file included",
           '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="«file:txt»"/>'),
    _asset("asset-script", "a program in our own drawing", "<script>fetch('«web:js»')</script>"),
    _asset("asset-handler", "a program at our own drawing",
           "<rect width='9' height='9' onload=\"fetch('«web:js»')\"/>"),
)  # fmt: skip

INPUTS = (*IN_PAGE, *ASSETS)
