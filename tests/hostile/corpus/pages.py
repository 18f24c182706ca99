"""Addresses in the markup of a page: pictures, frames, attachments, redirects and odd spellings."""

from tests.hostile.corpus.hostile import Hostile

IMAGE = '<img src="{}" alt="x">'


def _image(name: str, tries: str, address: str, **more: bool) -> Hostile:
    told = address.replace("/x.png", f"/{name}.png")
    return Hostile(name, tries, IMAGE.format(told), **more)


PICTURES = (
    _image("img-file", "a picture from the disk of the server", "«file:png»"),
    _image("img-web", "a picture from a web server, which learns who prints", "«web:png»"),
    _image("img-jpeg", "a photograph from the disk", "«file:jpg»"),
    _image("img-drawing", "a drawing from the disk, whose text would be printed", "«file:svg»"),
    _image("img-text", "a text file taken for a picture", "«file:txt»"),
    _image("img-disguised", "a drawing that is called a picture", "«file:disguised»"),
    Hostile("img-srcset", "a picture for sharper screens", '<img srcset="«web:png» 2x" alt="x">'),
    Hostile(
        "img-sources",
        "a picture with several sources",
        '<picture><source srcset="«web:png»"><img alt="x"></picture>',
    ),
    Hostile("img-lazy", "a picture that is loaded later", '<img loading="lazy" src="«web:png»">'),
    Hostile(
        "img-noscript",
        "a picture for readers without scripts",
        '<noscript><img src="«web:png»" alt="x"></noscript>',
    ),
    Hostile("img-input", "a button that is a picture", '<input type="image" src="«file:png»">'),
    Hostile("video-poster", "the still of a film", '<video poster="«file:png»"></video>'),
    Hostile("audio-source", "a sound", '<audio src="«web:mp3»"></audio>'),
    Hostile("td-background", "the old attribute", '<table background="«web:png»"></table>'),
    Hostile("img-data-drawing", "a drawing in its own address that asks for a file",
            IMAGE.format("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'>"
                         "<image href='«file:png»' width='9' height='9'/></svg>")),
    Hostile("img-data-twice", "a drawing in a drawing in an address",
            IMAGE.format("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
                         "<image width='9' height='9' href=&quot;data:image/svg+xml,<svg xmlns='http://"
                         "www.w3.org/2000/svg' width='9' height='9'><image width='9' height='9' "
                         "href='«web:png»'/></svg>&quot;/></svg>")),
)  # fmt: skip

SPELLINGS = (
    _image("file-capitals", "a scheme in capitals", "FILE://«path:png»"),
    _image("file-one-slash", "a file address with one slash", "file:«path:png»"),
    _image("file-localhost", "a file address with a host", "file://localhost«path:png»"),
    _image("file-loopback", "a file address with a number", "file://127.0.0.1«path:png»"),
    _image("file-query", "a file address with a query", "«file:png»?size=full"),
    _image("file-fragment", "a file address with a fragment", "«file:png»#part"),
    _image("file-dots", "a path up and down again", "file:///tmp/..«path:png»"),
    _image("file-slashes", "a path with too many slashes", "file:///«path:png»"),
    _image("file-blank", "a blank before the scheme", " «file:png»"),
    _image("file-tab", "a tab within the scheme", "fi&#9;le://«path:png»"),
    _image("file-encoded", "a path written in percent signs", "file://«path:png»".replace("png", "%70ng")),
    _image("path-alone", "a path without a scheme", "«path:png»"),
    _image("unc", "a share of another machine", r"\\127.0.0.1\share\x.png"),
    _image("unc-slashes", "a share by a file address", "file:////127.0.0.1/share/x.png"),
    _image("file-environment", "the environment of the press", "file:///proc/self/environ?file-environment",
           is_abroad=True),
    _image("file-passwords", "the accounts of the machine", "file:///etc/passwd?file-passwords", is_abroad=True),
    _image("file-endless", "a file that never ends", "file:///dev/zero?file-endless", is_abroad=True),
    _image("web-localhost", "this machine by name", "http://localhost:«port»/x.png"),
    _image("web-number", "this machine as one number", "http://2130706433:«port»/x.png"),
    _image("web-hex", "this machine in hex", "http://0x7f.1:«port»/x.png"),
    _image("web-short", "this machine in short", "http://127.1:«port»/x.png"),
    _image("web-any", "this machine as every machine", "http://0.0.0.0:«port»/x.png"),
    _image("web-six", "this machine in the newer numbers", "http://[::ffff:127.0.0.1]:«port»/x.png"),
    _image("web-disguised", "this machine behind a name", "http://europa.eu@«here»/x.png"),
    _image("web-capitals", "a scheme in capitals", "HTTP://«here»/x.png"),
    _image("web-redirect", "a redirect", "«hop:png»"),
    _image("web-redirect-file", "a redirect to a file", "http://«here»/to-file/x.png"),
    _image("web-redirect-loop", "a redirect to itself", "http://«here»/loop/x.png"),
    _image("web-squeezed", "an answer that is packed", "http://«here»/packed/x.png"),
    _image("metadata", "the keys of a rented machine", "http://169.254.169.254/latest/meta-data/x.png", is_abroad=True),
    _image("metadata-name", "the same by name", "http://metadata.google.internal/computeMetadata/v1/x.png",
           is_abroad=True),
    _image("metadata-six", "the same in the newer numbers", "http://[fd00:ec2::254]/latest/x.png", is_abroad=True),
    _image("private-net", "a printer in the next room", "http://192.168.0.1/admin/off/x.png", is_abroad=True),
    _image("web-secure", "a web server behind encryption", "https://«here»/x.png"),
    _image("ftp", "an older way to fetch files", "ftp://«here»/x.png"),
    _image("gopher", "a still older one", "gopher://«here»/_x"),
    _image("dict", "a protocol for dictionaries", "dict://«here»/d:x"),
    _image("jar", "a file in an archive", "jar:file://«path:png»!/x"),
    _image("script-address", "an address that is a program", "javascript:fetch('http://«here»/x')"),
    _image("protocol-relative", "an address without a scheme", "//«here»/x.png"),
    _image("own-fonts", "a path out of our own shelf", "asset:fonts/../../../«path:png»"),
)  # fmt: skip

ELEMENTS = (
    Hostile("object-file", "an object from the disk", '<object data="«file:png»"></object>'),
    Hostile("object-web", "an object from the web", '<object data="«web:png»"></object>'),
    Hostile("object-drawing", "a drawing as an object", '<object type="image/svg+xml" data="«file:svg»"></object>'),
    Hostile("embed-file", "a file set in", '<embed src="«file:svg»" type="image/svg+xml">'),
    Hostile("embed-web", "a page set in", '<embed src="«web:png»">'),
    Hostile("iframe", "a page in a frame", '<iframe src="«file:html»"></iframe>'),
    Hostile("iframe-srcdoc", "a page written in a frame", "<iframe srcdoc=\"<img src='«web:png»'>\"></iframe>"),
    Hostile("attach-link", "a file of the machine attached", '<link rel="attachment" href="«file:txt»">'),
    Hostile("attach-link-web", "a file of the web attached", '<link rel="attachment" href="«web:txt»">'),
    Hostile("attach-anchor", "a file behind a word", '<p><a rel="attachment" href="«file:txt»">x</a></p>'),
    Hostile("attach-anchor-web", "the same from the web", '<p><a rel="attachment" href="«web:txt»">x</a></p>'),
    Hostile("attach-paper", "another paper attached", '<link rel="attachment" title="y" href="«file:pdf»">'),
    Hostile("attach-redirect", "a redirect attached", '<link rel="attachment" href="«hop:txt»">'),
    Hostile("attach-data", "bytes attached in their address",
            '<link rel="attachment" href="data:text/plain,canary-7f3a">'),
    Hostile("link-sheet", "a style sheet of the disk", '<link rel="stylesheet" href="«file:css»">'),
    Hostile("link-sheet-web", "a style sheet of the web", '<link rel="stylesheet" href="«web:css»">'),
    Hostile("link-sheet-data", "a sheet that asks for another",
            '<link rel="stylesheet" href="data:text/css,@import url(«file:css»);">'),
    Hostile("link-sheet-hop", "a sheet by a redirect", '<link rel="stylesheet" href="«hop:css»">'),
    Hostile("link-icon", "the sign of a page", '<link rel="icon" href="«web:png»">'),
    Hostile("link-prefetch", "a page fetched early", '<link rel="prefetch" href="«web:html»">'),
    Hostile("meta-refresh", "a page that leads away", '<meta http-equiv="refresh" content="0;url=«web:html»">'),
    Hostile("script-source", "a program", '<script src="«web:js»"></script>'),
    Hostile("script-inline", "a program in the page", "<script>fetch('«web:js»')</script>"),
    Hostile("handler", "a program at a picture", "<img src=x onerror=\"fetch('«web:js»')\">"),
    Hostile("form-action", "a form that sends", '<form action="«web:html»"><input autofocus></form>'),
    Hostile("anchor-ping", "a link that tells", '<a href="#x" ping="«web:txt»">x</a>'),
    Hostile("portal", "elements of other systems", '<v:image src="«file:png»"/><layer src="«web:html»"></layer>'),
    Hostile("xml-entity", "an entity that is a file", "<p>&canary;</p>",
            head='<!DOCTYPE x [<!ENTITY canary SYSTEM "«file:txt»">]>', alone=True),
    Hostile("base-file", "a base that makes every address a file", '<img src="base-file.png" alt="x">',
            head='<base href="«file:png»">', alone=True),
    Hostile("base-web", "a base that makes every address a call", '<img src="base-web.png" alt="x">',
            head='<base href="http://«here»/">', alone=True),
    Hostile("base-relative", "a base for an address without a scheme", '<img src="//«here»/base-relative.png" alt="x">',
            head='<base href="http://127.0.0.1:9/">', alone=True),
    Hostile("base-attached", "a base under an attachment", '<a rel="attachment" href="base-attached.txt">x</a>',
            head='<base href="«file:txt»">', alone=True),
)  # fmt: skip

INPUTS = (*PICTURES, *SPELLINGS, *ELEMENTS)
