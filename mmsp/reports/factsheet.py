"""The factsheet of a project: its own texts beside those in another language, and its figures.

Everything on it is meant for everybody; the references of the contract are not on it for anybody.
What a language has no text for stands in one language alone, and its writers are told.
"""

import datetime
from collections.abc import Iterable, Iterator

from django.utils import translation
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accounts.models import Organisation
from activities.languages import called
from activities.models import Project, ProjectText
from editing.references import as_words
from editing.richtext import blocks, is_blank
from mmsp.reports.days import long_day
from mmsp.reports.letters import all_printable, printable
from mmsp.reports.outreach_shapes import Cell, FactsheetContent, Figure, Lack, Row
from mmsp.reports.register_figures import tally
from mmsp.reports.shapes import Audience, Author, Cover, Title
from mmsp.reports.sheet_words import said
from mmsp.reports.titles import disclaimer_of, is_paid_by_eu, project_facts, tag_of

# The language in which a project says its own texts.
OWN, OWN_TAG = "en-gb", "en-GB"


def build_factsheet(
    project: Project, *, audience: Audience, as_of: datetime.date, second: str = ""
) -> FactsheetContent:
    """`second` is the code of the other language; the first that there is, if none is named."""
    texts = [each for each in project.texts.all() if tag_of(each.language) != OWN_TAG]
    text = next((each for each in texts if second in ("", each.language)), None)
    with translation.override(OWN):
        return all_printable(_Sheet(project, text).content(audience, as_of))


class _Sheet:
    """The two languages of one sheet, and what the other one turned out to lack."""

    def __init__(self, project: Project, text: ProjectText | None) -> None:
        self.project, self.text = project, text
        self.tag = tag_of(text.language) if text else ""
        self.tags = tuple(filter(None, (OWN_TAG, self.tag)))
        self.lacks: list[Lack] = []
        self.implementers = list(project.implementing_partners.all())

    def content(self, audience: Audience, as_of: datetime.date) -> FactsheetContent:
        project, text = self.project, self.text
        rows = tuple(self.rows())
        return FactsheetContent(
            code=project.code, lang=OWN_TAG, audience=audience, as_of=as_of, cover=self.cover(),
            short_title=f"{project.code}: {_('factsheet')}", kickers=self.words("kicker"),
            titles=self.pair("title", project.title, self.other_title()),
            languages=tuple(Title(tag, _name(tag)) for tag in self.tags),
            funding_lines=self.pair(
                "funding_line", project.funding_line, text.funding_line if text else ""
            ),
            rows=rows, glance=self.words("figures"), figures=tuple(self.figures()),
            contacts=tuple(self.contacts()), disclaimers=self.disclaimers(),
            second=text.language if text else "", lacks=tuple(self.lacks),
        )  # fmt: skip

    def cover(self) -> Cover:
        project, facts = self.project, project_facts(self.project)
        return Cover(
            title=project.title, kind=_("Project factsheet"), stage="", is_draft=False,
            commissioned_by=facts.donor, implementing_partners=facts.implementing_partners,
            authors=tuple(Author(name, "") for name in facts.implementing_partners),
            funding_line=project.funding_line, is_eu_funded=is_paid_by_eu([project]),
            disclaimer=self.own_disclaimer(), projects=(facts,), house=project.house_style,
        )  # fmt: skip

    def own_disclaimer(self) -> str:
        names = [each.name for each in self.implementers]
        return self.project.disclaimer or disclaimer_of(names, is_paid_by_eu([self.project]))

    def words(self, key: str) -> tuple[Title, ...]:
        return tuple(Title(tag, said(key, tag)) for tag in self.tags)

    def other_title(self) -> str:
        return self.project.other_titles.get(self.text.language, "") if self.text else ""

    def pair(self, what: str, own: str, other: str) -> tuple[Title, ...]:
        """A line in both languages, as far as there is one."""
        if self.text and own and not other:
            self.lacks.append(Lack(self.tag, what))
        known = ((OWN_TAG, own), (self.tag, other))
        return tuple(Title(tag, line) for tag, line in known if tag and line)

    def disclaimers(self) -> tuple[Title, ...]:
        other = self.text.disclaimer if self.text else ""
        return self.pair("disclaimer", self.own_disclaimer(), other)

    def rows(self) -> Iterator[Row]:
        yield from self.objectives()
        for key, own in (
            ("pillars", {row.number: row.title for row in self.project.pillars.all()}),
            ("outcomes", {row.number: row.text for row in self.project.outcomes.all()}),
        ):
            yield from self.numbered(key, own)
        yield from self.rows_of("partners", self.partners(OWN_TAG), self.partners(self.tag))
        yield from self.rows_of("where", self.where(OWN_TAG), self.where(self.tag))

    def rows_of(
        self, key: str, own: str, other: str, which: str = "", *, is_first: bool = True
    ) -> Iterator[Row]:
        """A passage side by side; alone where the other language does not have it, and none at all
        where the project itself does not."""
        if not own:
            return
        if self.text and not other:
            self.lacks.append(Lack(self.tag, key, which))
        known = ((OWN_TAG, own), (self.tag, other))
        yield Row(
            tuple(
                Cell(tag, said(key, tag) if is_first else "", printable(str(text)))
                for tag, text in known
                if tag and text
            )
        )

    def objectives(self) -> Iterator[Row]:
        """Paragraph beside paragraph where both languages have as many, else text beside text."""
        own = _shown(self.project.objectives)
        other = _shown(self.text.objectives if self.text else "")
        pairs = [(own, other)]
        if other and len(blocks(own)) == len(blocks(other)):
            pairs = list(zip(blocks(own), blocks(other), strict=True))
        for place, (mine, theirs) in enumerate(pairs):
            yield from self.rows_of("objectives", mine, theirs, is_first=place == 0)

    def numbered(self, key: str, own: dict[int, str]) -> Iterator[Row]:
        others = getattr(self.text, key) if self.text else {}
        for place, (number, text) in enumerate(own.items()):
            other = others.get(str(number), "")
            yield from self.rows_of(
                key, _point(number, text), _point(number, other), str(number), is_first=place == 0
            )

    def partners(self, tag: str) -> str:
        """Who pays, who implements, and with whom activities were organised; in the other language by
        the names that it gives them."""
        if not tag:
            return ""
        donor = [self.project.donor] if self.project.donor else []
        with_whom = self.organisers()
        lines = (
            (said(key, tag), self.named(rows, tag))
            for key, rows in (
                ("donor", donor), ("implemented_by", self.implementers), ("organised_with", with_whom),
            )
            if rows
        )  # fmt: skip
        line = "<p><strong>{}</strong>{}{}</p>"
        return format_html_join("\n", line, ((what, said("stop", tag), who) for what, who in lines))

    def organisers(self) -> list[Organisation]:
        known = {row.pk for row in self.implementers}
        rows = Organisation.objects.filter(organised_activities__project=self.project)
        held = rows.filter(organised_activities__deleted_at=None).distinct().order_by("name")
        return [row for row in held if row.pk not in known]

    def named(self, rows: Iterable[Organisation], tag: str) -> SafeString:
        names = self.text.names if self.text and tag == self.tag else None
        said_by = [row.name if names is None else self.name_of(row, names) for row in rows]
        return mark_safe(said("between", tag).join(format_html("{}", each) for each in said_by))  # noqa: S308

    def name_of(self, row: Organisation, names: dict[str, str]) -> str | SafeString:
        if known := names.get(str(row)):
            return known
        lack = Lack(self.tag, "names", str(row))
        self.lacks.append(lack)
        return format_html('<span lang="{}">{}</span>', OWN_TAG, row.name)

    def where(self, tag: str) -> str:
        """The place and the period, the days as that language writes them."""
        if not tag:
            return ""
        source = self.text if self.text and tag == self.tag else self.project
        if self.project.geographic_scope and not source.geographic_scope:
            self.lacks.append(Lack(tag, "geographic_scope"))
        with translation.override(self.text.language if source is self.text else OWN):
            days = (self.project.starts_on, self.project.ends_on)
            held = " – ".join(long_day(day) for day in days if day)
        return format_html_join(
            "\n", "<p>{}</p>", ((each,) for each in (source.geographic_scope, held) if each)
        )

    def figures(self) -> Iterator[Figure]:
        counted = tally(self.project.activities.all())
        for key in ("activities", "participants", "women", "men", "uncounted", "places"):
            value = getattr(counted, key)
            if value:
                yield Figure(f"{value:,}", self.words(key))

    def contacts(self) -> Iterator[Cell]:
        other = self.text.contact if self.text else ""
        for row in self.rows_of("contact", _lines(self.project.contact), _lines(other)):
            yield from row.cells


def _name(tag: str) -> str:
    """What the speakers of a language call it."""
    code = {"en-GB": "en", "zh-CN": "zh-hans"}.get(tag, tag.lower())
    return called(code)


def _shown(text: str) -> str:
    return "" if is_blank(text) else as_words(text)


def _point(number: int, text: str) -> str:
    return format_html("<p>{}. {}</p>", number, text) if text else ""


def _lines(text: str) -> str:
    return linebreaks(text, autoescape=True) if text.strip() else ""
