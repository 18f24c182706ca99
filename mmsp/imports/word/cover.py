"""The facts of a cover page: title, references, date, team and the obligatory sentences."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from mmsp.imports.parsed import Cover, Person
from mmsp.imports.word.blocks import HEADING, Block, lines_of

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
FRENCH_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
)  # fmt: skip
LONGEST_REFERENCE = 120
LONGEST_NAME = 150
LONGEST_STATEMENT = 300
_REFERENCE = re.compile(r"\b(EUROPEAID/[\w/.-]*\w)", re.IGNORECASE)
_CONTRACT = re.compile(
    r"(?:\bcontrac?t\b|合同)(?:\s*(?:no\.?|nr\.?|number|n°|reference|编?号))?\s*[:：]?\s*([A-Z]{2,}[\w/.-]*\d|\d{4}/[\d/-]*\d)",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th|er)?\s+)?({'|'.join((*MONTHS, *FRENCH_MONTHS))}),?\s+(20\d\d)",
    re.IGNORECASE,
)
_CHINESE_DATE = re.compile(r"(20\d\d)\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?")
_TEAM = re.compile(
    r"(?:report )?(?:prepared|written|submitted) by\b|(?:authors?|evaluators?|evaluation team)\s*:?$"
    r"|(?:rapport )?(?:établi|préparé|rédigé|soumis) par\b"
    r"|(?:auteurs?|évaluateurs?|équipe d[’']évaluation)\s*:?$"
    r"|(?:编写|撰写)(?:人员?)?(?:[:：\s]|$)|(?:作者|评估(?:人员|团队|小组))\s*[:：]?$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"([^,;–(，；（]{2,80}?)\s*[,;–(，；（]\s*([^)）]{2,140})[)）]?")
_DISCLAIMER = re.compile(
    r"\bsole responsibility\b|\bviews? expressed\b|\breflect the views?\b|\bseule responsabilité\b"
    r"|\bopinions? exprimées?\b|\breflètent? pas\b|全权负责|不一定反映|不代表.*(?:观点|立场)",
    re.IGNORECASE,
)
_VISIBILITY = re.compile(
    r"\b(funded|financed|implemented)\b.*\bby\b|\b(financée?s?|mise?s? en œuvre)\b.*\bpar\b"
    r"|由.+资助|项目执行机构",
    re.IGNORECASE,
)
_PRODUCT = re.compile(
    r"(?:draft |evaluation )?(?:final )?(?:evaluation )?report"
    r"|rapport (?:final|provisoire)(?: d[’']évaluation)?|(?:最终|终期)?(?:评估)?报告(?:草案)?",
    re.IGNORECASE,
)


@dataclass
class CoverReader:
    """Takes the facts out of a cover's blocks; `unused` keeps the rest."""

    title: str = ""
    reference: str = ""
    contract_number: str = ""
    report_date: str = ""
    team: list[Person] = field(default_factory=list)
    disclaimer: list[str] = field(default_factory=list)
    visibility: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    used: list[Block] = field(default_factory=list)
    unused: list[Block] = field(default_factory=list)

    def read(self, blocks: Iterable[Block]) -> "CoverReader":
        awaits_team = False
        for block in blocks:
            lines = lines_of(block) or [block.words]
            self.lines += lines
            taken = awaits_team and self._team(lines)
            awaits_team = bool(_TEAM.match(lines[0])) and len(lines) == 1
            is_fact = taken or awaits_team or self._fact(block, lines)
            (self.used if is_fact else self.unused).append(block)
        return self

    def cover(self) -> Cover:
        return Cover(
            title=self.title,
            reference=self.reference,
            contract_number=self.contract_number,
            report_date=self.report_date,
            team=tuple(self.team),
            disclaimer="\n".join(self.disclaimer),
            visibility_statement=" ".join(self.visibility),
            lines=tuple(self.lines),
        )

    def _fact(self, block: Block, lines: list[str]) -> bool:
        text = " ".join(lines)
        return (
            self._is_title(block, text)
            or (bool(_TEAM.match(lines[0])) and self._team(lines[1:]))
            or self._references(text)
            or self._date(text)
            or self._sentence(text)
            or bool(_PRODUCT.fullmatch(text))
        )

    def _is_title(self, block: Block, text: str) -> bool:
        if self.title or block.kind != HEADING or len(text.split()) < 3:
            return False
        self.title = text
        return True

    def _team(self, lines: list[str]) -> bool:
        people = list(_people(lines))
        self.team += people
        return bool(people) and len(people) == len(lines)

    def _references(self, text: str) -> bool:
        if len(text) > LONGEST_REFERENCE:
            return False
        reference, contract = _REFERENCE.search(text), _CONTRACT.search(text)
        if reference and not self.reference:
            self.reference = reference[1]
        if contract and not self.contract_number:
            self.contract_number = contract[1]
        return bool(reference or contract)

    def _date(self, text: str) -> bool:
        day = None if self.report_date else _day(text)
        self.report_date = day.isoformat() if day else self.report_date
        return day is not None

    def _sentence(self, text: str) -> bool:
        if _DISCLAIMER.search(text):
            self.disclaimer.append(text)
            return True
        sentence = text if text.endswith((".", "。")) else f"{text}."
        said = " ".join([*self.visibility, sentence])
        if _VISIBILITY.search(text) and len(said) <= LONGEST_STATEMENT:
            self.visibility.append(sentence)
            return True
        return False


def _day(text: str) -> date | None:
    """The day that the words are; the first of a month without one, None for what is no day."""
    try:
        if found := _CHINESE_DATE.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3] or 1))
        if found := _DATE.fullmatch(text):
            name = found[2].lower()
            months = MONTHS if name in MONTHS else FRENCH_MONTHS
            return date(int(found[3]), months.index(name) + 1, int(found[1] or 1))
    except ValueError:
        pass
    return None


def _people(lines: list[str]) -> Iterator[Person]:
    for line in lines:
        if found := _PERSON.fullmatch(line):
            yield Person(found[1].strip()[:LONGEST_NAME], found[2].strip()[:LONGEST_NAME])
