"""A newsletter: its rows to frozen values, in a fixed number of queries and one look at each picture.

What an audience may not see is left out here: pieces on documents that are internal or restricted. A
story is what its writers wrote for their readers; the summary of the register is never printed for it.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image

from activities.models import Activity, ItemKind, Newsletter, NewsletterItem
from activities.uploads import suffix_of
from editing.richtext import plain_text
from mmsp.reports.citations import Citations
from mmsp.reports.days import long_day
from mmsp.reports.letters import all_printable
from mmsp.reports.outreach_shapes import Count, NewsletterContent, Picture, Piece
from mmsp.reports.register_figures import tally
from mmsp.reports.shapes import Audience, Author, Cover, Title
from mmsp.reports.titles import disclaimer_of, is_paid_by_eu, project_facts, tag_of
from mmsp.reports.workshop import READ

LONG = 350  # letters: a foreword that is shorter stays in one column
NOT_IN_COLUMNS = ("<table", 'class="fn"')
WORDS = Citations({}, marks_lost=False)
TOLD, STUDIES, NOTICES = (ItemKind.STORY, ItemKind.PICTURE), (ItemKind.STUDY,), (ItemKind.NOTICE,)
PARTS = (TOLD, STUDIES, NOTICES)


def build_newsletter(
    newsletter: Newsletter, *, audience: Audience, as_of: datetime.date
) -> NewsletterContent:
    """Everything that this audience may read of the newsletter on that day."""
    with translation.override(newsletter.language):
        items = list(_items(newsletter))
        shown = [item for item in items if _may_read(item, audience)]
        held = _activities(shown)
        pieces = {
            kind: [_piece(each, held) for each in shown if each.kind in kind] for kind in PARTS
        }
        foreword = WORDS.set_in(newsletter.foreword)
        cover, project = _cover(newsletter), newsletter.project
        facts = cover.projects[0]
        content = NewsletterContent(
            code=project.code, number=newsletter.number, lang=tag_of(newsletter.language),
            audience=audience, as_of=as_of, cover=cover,
            short_title=_("%(code)s newsletter %(n)s") % {"code": project.code, "n": newsletter.number},
            titles=(Title("en-GB", project.title), *facts.other_titles),
            month=date_format(newsletter.issued_on, "YEAR_MONTH_FORMAT"),
            period=_period(newsletter), issued_on=newsletter.issued_on,
            foreword=foreword, foreword_by=newsletter.foreword_by,
            is_plain=len(plain_text(foreword)) > LONG and _is_plain(foreword),
            stories=tuple(pieces[TOLD]),
            studies=_part(_("Studies and publications"), pieces[STUDIES]),
            notices=_part(_("Notices"), pieces[NOTICES]), glance=tuple(_glance(newsletter, shown)),
            contact=project.contact, left_out=len(items) - len(shown),
            lost=tuple(each.number for each in shown if each.picture and _read(each) is None),
        )  # fmt: skip
        return all_printable(content)


def _items(newsletter: Newsletter) -> QuerySet[NewsletterItem]:
    rows = newsletter.items.filter(
        Q(activity=None) | Q(activity__project=newsletter.project, activity__deleted_at=None),
        Q(document=None) | Q(document__project=newsletter.project, document__deleted_at=None),
    )
    return rows.select_related("document", "activity").order_by("number")


def _may_read(item: NewsletterItem, audience: Audience) -> bool:
    return item.document is None or item.document.confidentiality in READ[audience]


def _activities(items: Iterable[NewsletterItem]) -> dict[int, Activity]:
    """Those that are told of, with how many took part."""
    keys = [item.activity_id for item in items if item.activity_id]
    rows = Activity.objects.filter(pk__in=keys).with_participants()
    return {row.pk: row for row in rows}


def _cover(newsletter: Newsletter) -> Cover:
    project, facts = newsletter.project, project_facts(newsletter.project)
    is_eu_funded = is_paid_by_eu([project])
    disclaimer = project.disclaimer or disclaimer_of(facts.implementing_partners, is_eu_funded)
    return Cover(
        title=newsletter.title, kind=_("Newsletter"), commissioned_by=facts.donor,
        stage=str(newsletter.get_status_display()), is_draft=newsletter.is_draft,
        dated=newsletter.issued_on, implementing_partners=facts.implementing_partners,
        authors=tuple(Author(name, "") for name in facts.implementing_partners),
        funding_line=project.funding_line, is_eu_funded=is_eu_funded, disclaimer=disclaimer,
        projects=(facts,), house=project.house_style,
    )  # fmt: skip


def _piece(item: NewsletterItem, held: dict[int, Activity]) -> Piece:
    activity, document = held.get(item.activity_id or 0), item.document
    text = WORDS.set_in(item.text)
    author = document.author if document else ""
    return Piece(
        number=item.number, kind=item.kind, title=item.title, text=text,
        facts=_story_facts(activity) if activity else author,
        href=item.url or (document.url if document else ""), picture=_picture(item),
        is_plain=_is_plain(text),
    )  # fmt: skip


def _part(heading: str, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """A part of short pieces below a heading of their own."""
    return tuple(
        replace(piece, is_brief=True, part="" if place else heading)
        for place, piece in enumerate(pieces)
    )


def _story_facts(activity: Activity) -> str:
    """What kind, where, when where a day is known, and how many."""
    count: int | None = activity.participants  # type: ignore[attr-defined]
    persons = ngettext("%(n)s participant", "%(n)s participants", count or 0) % {"n": count}
    days = dict.fromkeys(filter(None, (activity.starts_on, activity.ends_on)))
    when = " – ".join(long_day(day) for day in days)
    known = (str(activity.get_type_display()), activity.place, when, persons if count else "")
    return " · ".join(filter(None, known))


def _period(newsletter: Newsletter) -> str:
    return " – ".join(long_day(day) for day in (newsletter.period_from, newsletter.period_to))


def _is_plain(text: str) -> bool:
    return not any(mark in text for mark in NOT_IN_COLUMNS)


def _picture(item: NewsletterItem) -> Picture | None:
    if not item.picture or (body := _read(item)) is None:
        return None
    whole = item.newsletter
    width, height = _size(body)
    return Picture(
        address=f"asset:picture-{item.number}.{suffix_of(item.picture.name)}",
        url=reverse(
            "activities:item-picture", args=[whole.project.code, whole.number, item.number]
        ),
        body=body, alt=item.picture_alt, caption=item.picture_caption,
        credit=item.picture_credit, is_upright=height > width,
        is_panorama=width >= 2 * height,
    )  # fmt: skip


def _read(item: NewsletterItem) -> bytes | None:
    """None for a file that was lost."""
    try:
        with item.picture.open("rb") as kept:
            return kept.read()
    except OSError:
        return None


def _size(body: bytes) -> tuple[int, int]:
    """Width and height. Reads no more than the head; what is no picture is refused by the press, in words."""
    try:
        with Image.open(BytesIO(body), formats=["PNG", "JPEG"]) as picture:
            return picture.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return 1, 1


def _glance(newsletter: Newsletter, items: Iterable[NewsletterItem]) -> Iterator[Count]:
    """In the period: what began in it, and what is told of, for many activities have no day."""
    period = (newsletter.period_from, newsletter.period_to)
    told = [item.activity_id for item in items if item.activity_id]
    all_of_them = Activity.objects.filter(project=newsletter.project)
    now = tally(all_of_them.filter(Q(starts_on__range=period) | Q(pk__in=told)))
    ever = tally(all_of_them)
    for label, name in (
        (_("Activities held"), "activities"),
        (_("Participants"), "participants"),
        (_("of them women"), "women"),
        (_("of them men"), "men"),
        (_("of them sex not recorded"), "uncounted"),
        (_("Places"), "places"),
    ):
        if getattr(ever, name):
            yield Count(label, _number(getattr(now, name)), _number(getattr(ever, name)))


def _number(count: int | None) -> str:
    return "–" if count is None else number_format(count, force_grouping=True)
