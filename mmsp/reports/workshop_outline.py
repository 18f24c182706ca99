"""The order of a summary report: opening, sessions, what came of them, annexes; empty parts are left out."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from editing.richtext import is_blank
from mmsp.reports.outline import Chapter, Outline
from mmsp.reports.workshop_shapes import WorkshopContent


def of_workshop(content: WorkshopContent) -> Outline:
    return Outline((), tuple(_body(content)), tuple(_annexes(content)), ())


def _body(content: WorkshopContent) -> Iterator[Chapter]:
    texts = content.texts
    yield from _written("summary", _("Summary"), texts.summary)
    yield from _written("opening", _("Opening remarks"), texts.opening_remarks)
    if content.days:
        yield Chapter("sessions", _sessions(content), "event_sessions", content.days)
    yield from _written("observations", _("Key observations"), texts.key_observations)
    yield from _written("findings", _("Findings and recommendations"), texts.final_findings)
    yield from _written("challenges", _("Challenges"), texts.challenges)
    yield from _written("way-forward", _("Way forward"), texts.way_forward)
    yield from _written("feedback", _("Feedback of the participants"), texts.feedback)


def _sessions(content: WorkshopContent) -> str:
    kinds = {each.is_discussion for each in content.sessions}
    return _("Presentations and group discussions") if len(kinds) > 1 else _("Sessions")


def _written(anchor: str, title: str, text: str) -> Iterator[Chapter]:
    if not is_blank(text):
        yield Chapter(anchor, title, "event_text", text)


def _annexes(content: WorkshopContent) -> Iterator[Chapter]:
    annexes = [
        ("agenda", _("Agenda"), "event_agenda", content.days),
        ("participants", _("List of participants"), "event_participants", content.participants),
        ("documents", _("Documents"), "sources", content.sources),
    ]
    there = [each for each in annexes if each[-1]]
    for number, (anchor, title, part, data) in enumerate(there, 1):
        yield Chapter(anchor, title, part, data, _("Annex %(n)s") % {"n": number})
