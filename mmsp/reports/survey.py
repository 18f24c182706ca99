"""One quick look over a paper before it is printed: too many cells, nested too deeply, and where."""

from html.parser import HTMLParser

HEADINGS = {"h1", "h2", "h3", "h4", "caption"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
BEGINNING = "the beginning"


class Survey(HTMLParser):
    """`too_wide` and `too_deep` name the heading under which a limit was passed; "" if none was."""

    def __init__(self, *, cells: int, depth: int) -> None:
        super().__init__(convert_charrefs=True)
        self.most_cells, self.most_depth = cells, depth
        self.cells = self.level = 0
        self.heading, self.in_heading = "", False
        self.too_wide = self.too_deep = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        if tag in HEADINGS:
            self.heading, self.in_heading = "", True
        self.level += 1
        self.cells += tag in ("td", "th")
        if self.level > self.most_depth:
            self.too_deep = self.too_deep or self.heading or BEGINNING
        if self.cells > self.most_cells:
            self.too_wide = self.too_wide or self.heading or BEGINNING

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        self.level -= 1
        if tag in HEADINGS:
            self.in_heading = False

    def handle_data(self, data: str) -> None:
        if self.in_heading:
            self.heading = " ".join(f"{self.heading} {data}".split())


def survey(html: str, *, cells: int, depth: int) -> Survey:
    """Looks at HTML whose elements are all closed, as our templates and the sanitiser leave it."""
    found = Survey(cells=cells, depth=depth)
    found.feed(html)
    return found
