"""What is missing or doubtful in a summary report, for its writers. No queries."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from editing.richtext import is_blank, plain_text
from mmsp.reports import headcount
from mmsp.reports.passages import Level, Passage, Remark
from mmsp.reports.places import ActivityPlaces
from mmsp.reports.unprintable import letters_of, tables_of
from mmsp.reports.workshop_outline import of_workshop
from mmsp.reports.workshop_shapes import Session, WorkshopContent


def check(content: WorkshopContent) -> tuple[Remark, ...]:
    """Blocking ones first, otherwise in the order of the report."""
    to = ActivityPlaces(content.code, content.number)
    rules = (_head, _texts, _sessions, _participants, _unprintable)
    found = [remark for rule in rules for remark in rule(content, to)]
    return tuple(sorted(found, key=lambda remark: remark.level != Level.BLOCKING))


def _blocking(message: str, url: str) -> Remark:
    return Remark(Level.BLOCKING, message, url)


def _doubtful(message: str, url: str) -> Remark:
    return Remark(Level.DOUBTFUL, message, url)


def _head(content: WorkshopContent, to: ActivityPlaces) -> Iterator[Remark]:
    cover = content.cover
    if content.is_marked_final and not content.is_over:
        said = _("The report is marked as final, but the activity was not implemented.")
        yield _blocking(said, to.form("status"))
    if cover.is_eu_funded and not cover.funding_line:
        said = _("The Union pays, but there is no funding line to stand beside its emblem.")
        yield _blocking(said, to.project())
    if not content.held:
        yield _doubtful(_("It is not said when it was held."), to.form("starts_on"))
    if not content.where:
        yield _doubtful(_("It is not said where it was held."), to.form("place"))
    if not cover.commissioned_by:
        yield _doubtful(_("It is not said who organised it."), to.form("organisers"))
    if content.is_over and not content.is_marked_final:
        said = _("It is printed as a draft until it is marked as final.")
        yield _doubtful(said, to.form("is_report_final"))


def _texts(content: WorkshopContent, to: ActivityPlaces) -> Iterator[Remark]:
    texts = content.texts
    if is_blank(texts.summary):
        yield _blocking(_("There is no summary."), to.form("summary"))
    wanted = {
        "opening_remarks": _("Nothing is told of the opening."),
        "final_findings": _("There are no findings and recommendations."),
        "challenges": _("No challenges are named."),
        "way_forward": _("It is not said what comes next."),
        "feedback": _("Nothing is told of what the participants thought of it."),
    }
    for name, said in wanted.items():
        if is_blank(getattr(texts, name)):
            yield _doubtful(said, to.form(name))


def _sessions(content: WorkshopContent, to: ActivityPlaces) -> Iterator[Remark]:
    if not content.sessions:
        yield _blocking(_("No session is described yet."), to.new("session"))
    for each in content.sessions:
        gaps = list(_gaps(each, content))
        if gaps:
            told = {"n": each.number, "gaps": "; ".join(gaps)}
            yield _doubtful(_("Session %(n)s: %(gaps)s.") % told, to.session(each.number))


def _gaps(session: Session, content: WorkshopContent) -> Iterator[str]:
    if not session.people:
        yield _("nobody who chaired it") if session.is_discussion else _("no speaker")
    if is_blank(session.text) and not session.is_discussion:
        yield _("not a word on what it was about")
    if is_blank(session.key_observations):
        yield _("no key observations")
    first, last = content.days_held
    if session.held_on and first and last and not first <= session.held_on <= last:
        yield _("on a day on which the activity was not held")
    if session.held_on is None and first != last:
        yield _("no day")


def _participants(content: WorkshopContent, to: ActivityPlaces) -> Iterator[Remark]:
    known = content.participants
    if not known.groups:
        yield _doubtful(_("No participants are counted."), to.new("participation"))
        return
    if known.uncounted:
        said = _("Of %(n)s of %(all)s participants it is not known whether they are women or men.")
        told = {"n": known.uncounted, "all": known.total}
        yield _doubtful(said % told, to.participants())
    stated = headcount.stated(plain_text(content.texts.summary))
    if stated and known.total not in stated:
        said = _("The summary speaks of %(told)s participants, the list of %(counted)s.")
        told = {"told": stated[0], "counted": known.total}
        yield _doubtful(said % told, to.form("summary"))


def _unprintable(content: WorkshopContent, to: ActivityPlaces) -> Iterator[Remark]:
    """What the press would refuse, or print as nobody wants to read it."""
    passages = list(_passages(content, to))
    yield from tables_of(passages)
    yield from letters_of((each.label, each.url, plain_text(each.text)) for each in passages)
    yield from letters_of(_short_texts(content, to))


def _passages(content: WorkshopContent, to: ActivityPlaces) -> Iterator[Passage]:
    for chapter in of_workshop(content).body:
        if isinstance(chapter.data, str):
            url = to.of(chapter.anchor)
            yield Passage(chapter.title, url, chapter.data, f"activities.activity.{chapter.anchor}")
    for each in content.sessions:
        label = _("Session %(n)s") % {"n": each.number}
        for field in ("text", "key_observations"):
            text = getattr(each, field)
            yield Passage(label, to.session(each.number), text, f"activities.session.{field}")


def _short_texts(content: WorkshopContent, to: ActivityPlaces) -> Iterator[tuple[str, str, str]]:
    head = (
        content.cover.title,
        content.where,
        content.local_title.text if content.local_title else "",
    )
    yield _("The head"), to.form("title"), " ".join(head)
    for each in content.sessions:
        label = _("Session %(n)s") % {"n": each.number}
        said = " ".join(part for person in each.people for part in (person.name, person.detail))
        yield label, to.session(each.number), f"{each.title} {said}"
    groups = " ".join(group.name for group in content.participants.groups)
    yield _("The list of participants"), to.participants(), groups
