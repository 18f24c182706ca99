"""What a reader in Brussels would send back: found before the report is printed. No queries."""

import enum
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from editing.richtext import blocks, is_blank, plain_text
from mmsp.reports import letters
from mmsp.reports.places import Places
from mmsp.reports.shapes import ReportContent

SHORTEST_REPEAT = 80
# Capital letters that are no abbreviations needing a line of their own.
PLAIN_CAPITALS = re.compile(r"(?:[IVXLC]+|EQ|JC|OK|PDF)$")
# Two capitals or more, also as OECD/DAC; the parts of a reference such as PSF/2019/411 are none.
ABBREVIATION = re.compile(r"(?<![\w/-])[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*(?:/[A-Z]{2,})?(?![\w/]|-\d)")


class Level(enum.StrEnum):
    """Blocking: the report should not leave the house like this. Doubtful: somebody should look."""

    BLOCKING = "blocking"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Remark:
    level: Level
    message: str
    url: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A rich text of the report, what people call its place, and where it is mended."""

    label: str
    url: str
    text: str


def check(content: ReportContent) -> tuple[Remark, ...]:
    """All remarks, blocking ones first, otherwise in the order of the rules."""
    found = [remark for rule in RULES for remark in rule(content)]
    return tuple(sorted(found, key=lambda remark: remark.level != Level.BLOCKING))


def passages(content: ReportContent) -> Iterator[Passage]:
    """Every rich text in the order of the report."""
    to = Places(content.slug)
    for section in content.sections:
        yield Passage(section.title or section.kind, to.section(section.position), section.text)
    for finding in content.findings:
        yield Passage(f"F{finding.number}", to.finding(finding.number), finding.text)
    for conclusion in content.conclusions:
        number = conclusion.number
        yield Passage(f"C{number}", to.conclusion(number), conclusion.text)
    for lesson in content.lessons:
        yield Passage(f"L{lesson.number}", to.lesson(lesson.number), lesson.text)
    for each in content.recommendations:
        yield Passage(f"R{each.number}", to.recommendation(each.number), each.text)


def summary(content: ReportContent) -> Iterator[Remark]:
    """The Commission asks for a summary that stands for itself."""
    if all(is_blank(section.text) for section in content.sections_of("executive_summary")):
        url = Places(content.slug).evaluation()
        yield Remark(Level.BLOCKING, _("The report has no executive summary."), url)


def questions(content: ReportContent) -> Iterator[Remark]:
    to = Places(content.slug)
    for question in content.questions:
        if not question.findings:
            message = _("EQ %(n)s has no finding.") % {"n": question.number}
            yield Remark(Level.BLOCKING, message, to.question(question.number))


def findings(content: ReportContent) -> Iterator[Remark]:
    to = Places(content.slug)
    for finding in content.findings:
        name, url = {"n": finding.number}, to.finding(finding.number)
        if not finding.evidence:
            yield Remark(Level.BLOCKING, _("F%(n)s names no evidence.") % name, url)
        if not finding.short_answer.strip():
            yield Remark(Level.DOUBTFUL, _("F%(n)s has no short answer.") % name, url)


def conclusions(content: ReportContent) -> Iterator[Remark]:
    to = Places(content.slug)
    for each in content.conclusions:
        if not each.findings:
            message = _("C%(n)s rests on no finding.") % {"n": each.number}
            yield Remark(Level.BLOCKING, message, to.conclusion(each.number))


def recommendations(content: ReportContent) -> Iterator[Remark]:
    to = Places(content.slug)
    for each in content.recommendations:
        name, url = {"n": each.number}, to.recommendation(each.number)
        if not each.conclusions:
            yield Remark(Level.BLOCKING, _("R%(n)s rests on no conclusion.") % name, url)
        if not (each.addressees or each.addressee_note):
            yield Remark(Level.BLOCKING, _("R%(n)s is addressed to nobody.") % name, url)
        if each.priority is None:
            yield Remark(Level.DOUBTFUL, _("R%(n)s has no priority.") % name, url)


def empty_texts(content: ReportContent) -> Iterator[Remark]:
    for passage in passages(content):
        if is_blank(passage.text):
            message = _("%(place)s has no text.") % {"place": passage.label}
            yield Remark(Level.DOUBTFUL, message, passage.url)


def not_placed(content: ReportContent) -> Iterator[Remark]:
    to = Places(content.slug)
    for section in content.sections_of("leftovers"):
        message = _("“%(title)s” holds text that was not placed.") % {"title": section.title}
        yield Remark(Level.DOUBTFUL, message, to.section(section.position))


def repeated(content: ReportContent) -> Iterator[Remark]:
    """The same paragraph twice, in one place or in two."""
    seen: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages(content):
        for block in blocks(passage.text):
            words = " ".join(plain_text(block).split())
            if len(words) >= SHORTEST_REPEAT:
                seen[words.casefold()].append(passage)
    for words, where in seen.items():
        if len(where) > 1:
            yield _repeat(words, where)


def _repeat(words: str, where: list[Passage]) -> Remark:
    labels = ", ".join(dict.fromkeys(passage.label for passage in where))
    message = _("A paragraph stands %(times)s times (%(places)s): “%(start)s…”") % {
        "times": len(where),
        "places": labels,
        "start": words[:60],
    }
    return Remark(Level.DOUBTFUL, message, where[-1].url)


def abbreviations(content: ReportContent) -> Iterator[Remark]:
    """Used but not explained, explained but not used."""
    url = Places(content.slug).abbreviations()
    text = _all_words(content)
    listed = {each.short for each in content.abbreviations}
    # Each part of OECD/DAC, or the whole, may be what the list explains.
    known = listed | {part for short in listed for part in re.split(r"[ /]", short)}
    used = {short for short in ABBREVIATION.findall(text) if not PLAIN_CAPITALS.match(short)}
    for short in sorted(used - known):
        message = _("%(short)s is used but not in the list of abbreviations.") % {"short": short}
        yield Remark(Level.DOUBTFUL, message, url)
    for short in sorted(listed):
        if not re.search(rf"(?<!\w){re.escape(short)}(?:s|’s|'s)?(?!\w)", text):
            message = _("%(short)s is listed but not used.") % {"short": short}
            yield Remark(Level.DOUBTFUL, message, url)


def _all_words(content: ReportContent) -> str:
    parts = [plain_text(passage.text) for passage in passages(content)]
    parts += [question.text for question in content.questions]
    parts += [part for question in content.questions for part in question.sub_questions]
    parts += [finding.short_answer for finding in content.findings]
    parts += [each.heading for each in content.conclusions]
    parts += [each.heading for each in content.lessons]
    parts += [each.heading for each in content.recommendations]
    return "\n".join(parts)


def strange_letters(content: ReportContent) -> Iterator[Remark]:
    """What no font of the paper can draw would be printed as an empty box."""
    for passage in passages(content):
        if strange := letters.missing(plain_text(passage.text)):
            message = _("%(place)s has letters the paper cannot print: %(letters)s") % {
                "place": passage.label,
                "letters": " ".join(strange),
            }
            yield Remark(Level.BLOCKING, message, passage.url)


def comments(content: ReportContent) -> Iterator[Remark]:
    """Who commented on the draft is owed an answer before it is final."""
    to = Places(content.slug)
    for each in content.open_comments:
        name, url = {"n": each.number}, to.comment(each.number)
        if each.is_answered:
            yield Remark(Level.DOUBTFUL, _("Comment %(n)s is not resolved.") % name, url)
        else:
            yield Remark(Level.BLOCKING, _("Comment %(n)s has no answer.") % name, url)


Rule = Callable[[ReportContent], Iterator[Remark]]
RULES: tuple[Rule, ...] = (
    summary,
    questions,
    findings,
    conclusions,
    recommendations,
    empty_texts,
    not_placed,
    repeated,
    abbreviations,
    strange_letters,
    comments,
)
