"""Word's comments as threads, and the day a document was last written on."""

from datetime import UTC, datetime

from mmsp.imports.parsed_matrix import Note
from mmsp.imports.word.package import Element, Package, attribute, child, name_of
from mmsp.imports.word.runs import Runs, one_line
from mmsp.imports.word.styles import Styles


def notes_of(package: Package, styles: Styles) -> dict[str, Note]:
    """All comments with words by their id, in the order of the file. A reply to a reply answers the
    comment that opened the thread, as Word shows it."""
    runs, parents = Runs(package, styles), _parents(package)
    comments = [each for part in package.related("comments") for each in part]
    ids = {_paragraph_id(comment): attribute(comment, "id") for comment in comments}
    notes = {}
    for comment in comments:
        if words := one_line(runs, comment):
            key, author = attribute(comment, "id"), attribute(comment, "author").strip() or "?"
            first = ids.get(_opening(parents, _paragraph_id(comment)), "")
            notes[key] = Note(key, author, words, "" if first == key else first)
    return notes


def written_at(package: Package) -> str:
    """The last moment that the document gives away, of its properties and its comments; "" for none."""
    moments = [
        attribute(comment, "date") for part in package.related("comments") for comment in part
    ]
    modified = child(package.properties, "modified")
    moments.append((modified.text or "") if modified is not None else "")
    return max(filter(None, map(_moment, moments)), default="")


def _moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return ""
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    # A clock that was wrong says nothing.
    return moment.astimezone(UTC).isoformat() if 1990 < moment.year < 2200 else ""


def _paragraph_id(comment: Element) -> str:
    """A thread is told by the id of each comment's last paragraph."""
    paragraphs = [each for each in comment if name_of(each) == "p"]
    return attribute(paragraphs[-1], "paraId") if paragraphs else ""


def _parents(package: Package) -> dict[str, str]:
    return {
        attribute(each, "paraId"): attribute(each, "paraIdParent")
        for part in package.related("commentsExtended")
        for each in part
        if attribute(each, "paraIdParent")
    }


def _opening(parents: dict[str, str], paragraph: str) -> str:
    seen: set[str] = set()
    while paragraph in parents and paragraph not in seen:
        seen.add(paragraph)
        paragraph = parents[paragraph]
    return paragraph
