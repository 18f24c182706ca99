"""Addresses in style sheets. «me» in a rule is the element that the input stands in."""

from tests.hostile.corpus.hostile import Hostile


def _on_me(name: str, tries: str, rule: str) -> Hostile:
    return Hostile(name, tries, style=f"#{name} {{ {rule} }}")


def _sheet(name: str, tries: str, style: str, **more: bool) -> Hostile:
    return Hostile(name, tries, style=style, **more)


IMPORTS = (
    _sheet("import-file", "a sheet of the disk", '@import url("«file:css»");'),
    _sheet("import-web", "a sheet of the web", '@import url("«web:css»");'),
    _sheet("import-word", "the same without url()", '@import "«file:css»";'),
    _sheet("import-media", "a sheet for print alone", "@import url(«file:css») print;"),
    _sheet("import-data", "a sheet within an address that asks for another",
           "@import url(\"data:text/css,@import '«web:css»';\");"),
    _sheet("import-hop", "a sheet by a redirect", "@import url(«hop:css»);"),
    _sheet("import-layer", "a sheet in a layer", "@import url(«file:css») layer(x);"),
    _sheet("import-escaped", "a rule written in numbers", r'@\69mport "«web:css»";'),
    _sheet("import-chain", "a sheet that asks for itself", "@import url(http://«here»/chain/import-chain.css);"),
    _sheet("namespace", "a name that is an address", "@namespace url(«web:xml»);"),
    _sheet("font-file", "a font of the disk", "@font-face { font-family: x; src: url(«file:ttf») }"),
    _sheet("font-web", "a font of the web", "@font-face { font-family: y; src: url(«web:woff») }"),
    _sheet("font-second", "a font that stands second",
           "@font-face { font-family: z; src: local(Nothing), url(«file:otf») format('opentype') }"),
    _sheet("font-local", "a font of the machine by its name",
           "@font-face { font-family: w; src: local('DejaVu Sans') }"),
    _sheet("page-background", "a picture behind every page", "@page { background: url(«file:png») }"),
    _sheet("page-margin", "a picture in a margin", "@page { @top-center { content: url(«web:png») } }"),
    _sheet("page-named", "a picture behind some pages",
           "@page odd { background-image: url(«file:svg») } #page-named { page: odd }"),
    _sheet("counter-symbols", "a list numbered by pictures",
           "@counter-style p { system: cyclic; symbols: url(«file:png») } #counter-symbols p { display: "
           "list-item; list-style: p }"),
    _sheet("profile-file", "a colour profile of the disk",
           "@color-profile device-cmyk { src: url(«file:icc») } p { color: device-cmyk(0 0 0 1) }", alone=True),
    _sheet("profile-web", "a colour profile of the web",
           "@color-profile --mine { src: url(«web:icc») } p { color: color(--mine 0 0 0) }", alone=True),
)  # fmt: skip

RULES = (
    _on_me("background", "a picture behind a text", "background: url(«file:png»)"),
    _on_me("background-web", "a picture that tells who prints", "background-image: url(«web:png»)"),
    _on_me("background-many", "one picture hidden among others",
           "background: linear-gradient(red, blue), url(asset:none.png), url(«web:svg»)"),
    _on_me("background-escaped", "url() written in numbers", r"background: u\72l(«file:png»)"),
    _on_me("address-escaped", "an address written in numbers", r"background: url(\66 ile://«path:png»)"),
    _on_me("background-custom", "an address kept in a property of its own",
           "--x: url(«file:png»); background-image: var(--x)"),
    _on_me("background-set", "a picture chosen by resolution", "background: image-set(url(«web:png») 2x)"),
    _on_me("list-image", "a picture before an item",
           "display: list-item; list-style-image: url(«file:png»)"),
    _on_me("border-image", "a picture as a border",
           "border: 3px solid; border-image-source: url(«file:png»)"),
    _on_me("mask-border", "a picture as a mask",
           "border: 3px solid; mask-border-source: url(«web:png»)"),
    _on_me("mask", "a mask", "mask: url(«file:svg»)"),
    _on_me("clip", "a shape to cut by", "clip-path: url(«file:svg»#x)"),
    _on_me("filter", "a filter", "filter: url(«web:svg»#x)"),
    _on_me("cursor", "a picture under the hand", "cursor: url(«web:png»), auto"),
    _on_me("shape", "a picture that text flows around",
           "float: left; shape-outside: url(«file:png»)"),
    _on_me("behaviour", "programs of old browsers", "behavior: url(«web:js»); -moz-binding: url(«web:xml»)"),
    _sheet("before", "a picture before a text", "#before::before { content: url(«file:png») }"),
    _sheet("after-web", "a picture after a text", "#after-web::after { content: url(«web:png») }"),
    _sheet("marker", "a picture as a marker",
           "#marker { display: list-item } #marker::marker { content: url(«file:png») }", alone=True),
    _sheet("footnote-call", "a picture as the call of a note",
           "#footnote-call p { float: footnote } #footnote-call p::footnote-call { content: url(«web:png») }"),
    _sheet("content-text", "the text of another file",
           "#content-text::after { content: target-text(url(«file:html»#x)) }"),
    _sheet("selector-tells", "a rule that tells what is typed",
           '#selector-tells:has(p) { background: url(«web:txt») }'),
    Hostile("attr-url", "an address out of an attribute", '<p data-at="«file:png»">text</p>',
            "#attr-url p::before { content: attr(data-at url) }"),
    Hostile("inline-style", "a rule at an element", '<p style="background: url(«file:png»)">text</p>'),
    Hostile("inline-content", "a picture in the place of a text",
            '<p style="content: url(«web:png»)">text</p>'),
    Hostile("inline-broken", "a rule that ends in the middle",
            "<p style=\"color:red;background:url('«file:png»\">text</p>"),
    Hostile("style-comment", "a rule out of a comment",
            style="<!-- #style-comment { background: url(«web:png») } -->"),
    Hostile("link-property", "an attachment made by a rule",
            '<p><a rel="attachment" href="#x">text</a></p>',
            "#link-property a { -weasy-link: url(«file:txt»); link: url(«file:txt») }"),
)  # fmt: skip

INPUTS = (*IMPORTS, *RULES)
