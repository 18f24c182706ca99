"""The summary report of an activity that people gather for: rows to frozen values, in a fixed number of
queries.

What an audience may not see is left out here:

====================  ==================  ==================  =================================
                      internal            restricted          public
====================  ==================  ==================  =================================
who is on the agenda  named               named               named
other experts         named               named               how many
participants          groups, counted     groups, counted     groups, counted
documents             all                 restricted, public  public
====================  ==================  ==================  =================================

Whoever speaks on the agenda does so in public; an expert behind the scenes need not be known. Texts stand
as their writers wrote them for everybody.
"""

import datetime
import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from activities.models import Activity, ActivitySession, Document, Participation, SessionKind
from activities.models.document import Confidentiality
from activities.models.session import named_in
from mmsp.reports.citations import Citations
from mmsp.reports.days import long_day
from mmsp.reports.letters import all_printable
from mmsp.reports.shapes import Audience, Author, Cover, Reference, Source, Title
from mmsp.reports.titles import (
    disclaimer_of,
    is_paid_by_eu,
    project_facts,
    running_title,
    tag_of,
)
from mmsp.reports.workshop_shapes import (
    Day,
    Group,
    Participants,
    Person,
    Session,
    Texts,
    WorkshopContent,
)

READ = {
    Audience.INTERNAL: tuple(Confidentiality),
    Audience.RESTRICTED: (Confidentiality.RESTRICTED, Confidentiality.PUBLIC),
    Audience.PUBLIC: (Confidentiality.PUBLIC,),
}
HAN, KANA = re.compile("[\u4e00-\u9fff]"), re.compile("[\u3040-\u30ff]")


def build_workshop(
    activity: Activity, *, audience: Audience, as_of: datetime.date
) -> WorkshopContent:
    """Everything that this audience may read of the activity on that day."""
    with translation.override(activity.language):
        documents = _documents(activity, audience)
        cited = _citations(documents)
        sessions = tuple(_session(row, cited) for row in activity.sessions.all())
        cover, code = _cover(activity), activity.project.code
        content = WorkshopContent(
            code=code, number=activity.number, lang=tag_of(activity.language), audience=audience,
            as_of=as_of, cover=cover, short_title=running_title(cover),
            local_title=_local_title(activity), held=_in_words(activity.starts_on, activity.ends_on),
            where=", ".join(filter(None, (activity.venue, activity.place))),
            days_held=(activity.starts_on, activity.ends_on or activity.starts_on),
            is_over=activity.status == "implemented", is_marked_final=activity.is_report_final,
            texts=_texts(activity, cited), days=tuple(_days(sessions)),
            participants=_participants(activity, sessions, audience),
            sources=tuple(map(_source, documents)),
        )  # fmt: skip
        return all_printable(content)


def _cover(activity: Activity) -> Cover:
    project, is_over = activity.project, activity.status == "implemented"
    facts = project_facts(project)
    organisers = tuple(each.name for each in activity.organisers.all())
    is_eu_funded = is_paid_by_eu([project])
    return Cover(
        title=activity.title,
        kind=_("Summary report"),
        commissioned_by=", ".join(organisers),
        stage=_("being written") if is_over else str(activity.get_status_display()).lower(),
        is_draft=not (is_over and activity.is_report_final),
        authors=tuple(Author(name, "") for name in organisers or facts.implementing_partners),
        implementing_partners=facts.implementing_partners,
        funding_line=project.funding_line,
        is_eu_funded=is_eu_funded,
        disclaimer=disclaimer_of(organisers or facts.implementing_partners, is_eu_funded),
        projects=(facts,),
        keywords=tuple(activity.topics),
        house=project.house_style,
    )


def _local_title(activity: Activity) -> Title | None:
    """Its language is known by its letters alone: Chinese, or undetermined."""
    text = activity.local_title
    is_chinese = HAN.search(text) and not KANA.search(text)
    return Title("zh-CN" if is_chinese else "und", text) if text else None


def _in_words(start: datetime.date | None, end: datetime.date | None) -> str:
    """3–4 November 2015, where the language tells days in that order; else both in full."""
    days = list(dict.fromkeys(day for day in (start, end) if day))
    told = [long_day(day) for day in days]
    is_one_month = len({day.replace(day=1) for day in days}) == 1 < len(days)
    if is_one_month and told[1].endswith("日"):
        return f"{told[0]}至{days[1].day}日"
    if is_one_month and told[1].startswith(str(days[1].day)):
        return f"{days[0].day}–{told[1]}"
    return " – ".join(told)


def _texts(activity: Activity, cited: Citations) -> Texts:
    return Texts(
        **{name: cited.set_in(getattr(activity, name)) for name in Texts.__dataclass_fields__}
    )


def _citations(documents: Iterable[Document]) -> Citations:
    """Texts may refer to what the annex lists; other references are words."""
    places: dict[str, Any] = {
        f"document:{row.pk}": Reference(_anchor(row), row.title) for row in documents
    }
    return Citations(places, marks_lost=False)


def _session(row: ActivitySession, cited: Citations) -> Session:
    return Session(
        number=row.number, title=row.title, kind_label=str(row.get_kind_display()),
        is_discussion=row.kind == SessionKind.DISCUSSION, held_on=row.held_on,
        starts_at=row.starts_at, ends_at=row.ends_at,
        people=tuple(Person(*each) for each in row.who),
        text=cited.set_in(row.text), key_observations=cited.set_in(row.key_observations),
    )  # fmt: skip


def _days(sessions: Iterable[Session]) -> Iterable[Day]:
    """In the order of the sessions; a day is counted from the first that is known."""
    known = list(dict.fromkeys(each.held_on for each in sessions if each.held_on))
    for on, held in groupby(sessions, key=lambda each: each.held_on):
        yield Day(_day(known.index(on) + 1, on) if on else "", tuple(held))


def _day(number: int, on: datetime.date) -> str:
    weekday, day = date_format(on, "l"), long_day(on)
    said = _("Day %(n)s: %(weekday)s %(day)s")
    return said % {"n": number, "weekday": weekday, "day": day}


def _participants(
    activity: Activity, sessions: Iterable[Session], audience: Audience
) -> Participants:
    rows = list(activity.participations.all())
    on_agenda = {_known(each) for session in sessions for each in session.people}
    experts = [Person(*each) for each in named_in(activity.experts)]
    others = [each for each in experts if _known(each) not in on_agenda]
    shown = others if audience != Audience.PUBLIC else []
    women, men = _sum(rows, "women"), _sum(rows, "men")
    total = sum(row.total for row in rows)
    return Participants(
        groups=tuple(map(_group, rows)), women=women, men=men, total=total,
        uncounted=total - (women or 0) - (men or 0), experts=tuple(shown),
        unnamed=len(others) - len(shown),
    )  # fmt: skip


def _known(person: Person) -> str:
    """The name as two lists may spell it."""
    return " ".join(person.name.casefold().split())


def _sum(rows: Iterable[Participation], name: str) -> int | None:
    """None where nobody counted."""
    counted = [value for row in rows if (value := getattr(row, name)) is not None]
    return sum(counted) if counted else None


def _group(row: Participation) -> Group:
    note = _(", ").join(filter(None, (str(row.get_kind_display()), row.country)))
    return Group(row.group, note, row.women, row.men, row.total)


def _documents(activity: Activity, audience: Audience) -> list[Document]:
    rows = activity.documents.filter(confidentiality__in=READ[audience])
    return list(rows.order_by("number"))


def _source(row: Document) -> Source:
    return Source(
        reference=Reference(_anchor(row), str(row.number)),
        title=row.title,
        author=row.author,
        issued_on=row.issued_on,
        type_label=str(row.get_type_display()),
        url=row.url,
    )


def _anchor(row: Document) -> str:
    return f"document-{row.number}"
