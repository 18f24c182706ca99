"""What a reader in Brussels would send back: found before the report is printed. No queries."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import unescape

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from editing import limits
from editing.richtext import blocks, is_blank, plain_text
from mmsp.reports import citations, headcount, houses, unprintable
from mmsp.reports.passages import TEXTS_KEPT, Passage, words_of
from mmsp.reports.passages import Level as Level
from mmsp.reports.passages import Remark as Remark
from mmsp.reports.passages import passages as passages
from mmsp.reports.places import Places
from mmsp.reports.shapes import Event, Finding, ReportContent

SHORTEST_REPEAT = 80
# Capital letters that are no abbreviations needing a line of their own.
PLAIN_CAPITALS = re.compile(r"(?:[IVXLC]+|EQ|JC|QE|CJ|OK|PDF)$")
# Two capitals or more, also as OECD/DAC; the parts of a reference such as PSF/2019/411 are none. Up to
# the second capital there are only digits, so that a long word is read in one way.
ABBREVIATION = re.compile(r"(?<![\w/-])[A-Z][0-9]*[A-Z][A-Z0-9]*(?:/[A-Z]{2,})?(?![\w/]|[-.]\d)")


def check(content: ReportContent) -> tuple[Remark, ...]:
    """All remarks, blocking ones first, otherwise in the order of the rules."""
    found = [remark for rule in RULES for remark in rule(content)]
    return tuple(sorted(found, key=lambda remark: remark.level != Level.BLOCKING))


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
        elif all(_says_nothing(finding) for finding in question.findings):
            message = _("EQ %(n)s has no answer yet.") % {"n": question.number}
            yield Remark(Level.BLOCKING, message, to.question(question.number))


def _says_nothing(finding: Finding) -> bool:
    return not finding.short_answer.strip() and is_blank(finding.text)


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


def lost_references(content: ReportContent) -> Iterator[Remark]:
    """What a text refers to is gone, or belongs to another evaluation."""
    for passage in passages(content):
        for words in dict.fromkeys(citations.LOST.findall(passage.text)):
            message = _("%(place)s refers to “%(words)s”, which is not there.") % {
                "place": passage.label,
                "words": unescape(words),
            }
            yield Remark(Level.BLOCKING, message, passage.url)


def over_long(content: ReportContent) -> Iterator[Remark]:
    """What an institution's form would cut off, or its guidance calls too long."""
    for passage in passages(content):
        for limit in limits.on(passage.field, passage.kind):
            if over := limit.over(plain_text(passage.text)):
                level = Level.BLOCKING if limit.hard else Level.DOUBTFUL
                message = _("%(place)s has %(over)s.") % {
                    "place": passage.label,
                    "over": limit.complaint(over, over),
                }
                yield Remark(level, message, passage.url)


def not_placed(content: ReportContent) -> Iterator[Remark]:
    to = Places(content.slug)
    for section in content.sections_of("leftovers"):
        message = _("“%(title)s” holds text that was not placed.") % {"title": section.title}
        yield Remark(Level.DOUBTFUL, message, to.section(section.position))


def repeated(content: ReportContent) -> Iterator[Remark]:
    """The same paragraph twice, in one place or in two."""
    seen: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages(content):
        for words in _paragraphs(passage.text):
            seen[words].append(passage)
    for words, where in seen.items():
        if len(where) > 1:
            yield _repeat(words, where)


@lru_cache(TEXTS_KEPT)
def _paragraphs(text: str) -> tuple[str, ...]:
    """The longer ones, free of layout and of capitals."""
    told = (" ".join(plain_text(block).split()) for block in blocks(text))
    return tuple(words.casefold() for words in told if len(words) >= SHORTEST_REPEAT)


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
    parts = [words_of(passage.text) for passage in passages(content)]
    parts += [question.text for question in content.questions]
    parts += [part for question in content.questions for part in question.sub_questions]
    parts += [finding.short_answer for finding in content.findings]
    parts += [each.heading for each in content.conclusions]
    parts += [each.heading for each in content.lessons]
    parts += [each.heading for each in content.recommendations]
    return "\n".join(parts)


def participants(content: ReportContent) -> Iterator[Remark]:
    """Who writes how many took part agrees with the register. Where it has no count, nothing is said;
    a text may speak of any activity that the report rests on, or of all that its finding rests on."""
    counted = {event.reference.anchor: event for event in content.events if event.total}
    for event in counted.values():
        yield from _miscounted(event)
    known = {number for event in counted.values() for number in _counts(event)}
    to = Places(content.slug)
    for finding in content.findings:
        behind = [counted[a.anchor] for a in finding.evidence.activities if a.anchor in counted]
        told = headcount.stated(f"{finding.short_answer}\n{words_of(finding.text)}")
        together = sum(event.total or 0 for event in behind)
        for number in told if behind else ():
            if number not in known and number != together:
                message = _(
                    "F%(n)s speaks of %(told)s participants; the register counts %(known)s at its activities."
                )
                about = {"n": finding.number, "told": _grouped(number), "known": _grouped(together)}
                yield Remark(Level.DOUBTFUL, message % about, to.finding(finding.number))


def _miscounted(event: Event) -> Iterator[Remark]:
    """The account of an activity against its own rows."""
    for number in event.stated:
        if number not in _counts(event):
            message = _(
                "The account of activity %(label)s speaks of %(told)s participants; the register counts %(known)s."
            )
            about = {
                "label": event.reference.label,
                "told": _grouped(number),
                "known": _grouped(event.total),
            }
            yield Remark(Level.DOUBTFUL, message % about, event.page)


def _grouped(number: int | None) -> str:
    return number_format(number or 0, force_grouping=True)


def _counts(event: Event) -> set[int | None]:
    return {event.total, event.women, event.men}


def comments(content: ReportContent) -> Iterator[Remark]:
    """Who commented on the draft is owed an answer before it is final."""
    to = Places(content.slug)
    for each in content.open_comments:
        name, url = {"n": each.number}, to.comment(each.number)
        if each.is_answered:
            yield Remark(Level.DOUBTFUL, _("Comment %(n)s is not resolved.") % name, url)
        elif each.is_suggestion:
            message = _("The edit suggested in comment %(n)s is not decided.") % name
            yield Remark(Level.DOUBTFUL, message, url)
        else:
            yield Remark(Level.BLOCKING, _("Comment %(n)s has no answer.") % name, url)


def quality(content: ReportContent) -> Iterator[Remark]:
    """The final report is judged once more, as the draft was."""
    if not content.cover.is_draft and not content.is_assessed:
        message = _("The final report is not assessed by the quality grid yet.")
        yield Remark(Level.DOUBTFUL, message, Places(content.slug).quality())


def visibility(content: ReportContent) -> Iterator[Remark]:
    """What who pays asks for on the cover: emblem and line side by side, and who answers for the text."""
    to, cover = Places(content.slug).evaluation(), content.cover
    if cover.is_eu_funded and not cover.funding_line:
        message = _("The Union pays, but there is no funding line: its emblem is not printed.")
        yield Remark(Level.DOUBTFUL, message, to)
    if cover.is_eu_funded and not cover.disclaimer:
        yield Remark(Level.DOUBTFUL, _("No disclaimer says who answers for the text."), to)


def typeface(content: ReportContent) -> Iterator[Remark]:
    """A house style that asks for Arial is printed in ours where no font of its widths is installed."""
    if houses.lacks_its_typeface(houses.house_of(content)):
        message = _(
            "The house style asks for Arial; this server has no such font and prints in Source Sans."
        )
        yield Remark(Level.DOUBTFUL, message, Places(content.slug).evaluation())


Rule = Callable[[ReportContent], Iterator[Remark]]
RULES: tuple[Rule, ...] = (
    summary,
    questions,
    findings,
    conclusions,
    recommendations,
    empty_texts,
    lost_references,
    over_long,
    not_placed,
    repeated,
    abbreviations,
    participants,
    unprintable.tables,
    unprintable.strange_letters,
    comments,
    quality,
    visibility,
    typeface,
)
