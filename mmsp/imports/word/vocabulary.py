"""The words by which evaluation reports name their parts."""

import re
from dataclasses import dataclass

# The chapter kinds that are not ReportSection kinds but are taken apart further.
ABBREVIATIONS, CONTENTS = "abbreviations", "contents"
FINDINGS, CHAPTER = "findings", "chapter"
CONCLUSIONS, LESSONS, RECOMMENDATIONS = "conclusions", "lessons", "recommendations"
ANNEX, OTHER = "annex", "other"
LISTS = (CONCLUSIONS, LESSONS, RECOMMENDATIONS)
RESULTS = {CHAPTER, *LISTS}

_NUMBERING = re.compile(
    r"^(?:(?:chapter|section|part)\s+)?(?:\d{1,2}|[IVX]+|[A-Z])(?:\.\d{1,2})*(?:[.):]|\s*[–—-]|(?<=\d))\s*",
    re.IGNORECASE,
)
# In this order: the first that matches names the chapter.
_CHAPTERS = (
    (ANNEX, r"annex(es)?\b|appendi(x|ces)\b|attachments?$"),
    (CONTENTS, r"(table of )?contents$"),
    (ABBREVIATIONS, r"(list of )?(abbreviations|acronyms)\b|abbreviations and acronyms"),
    ("executive_summary", r"(executive )?summary$|executive summary\b"),
    (CHAPTER, r"conclusions?\b.*\b(recommendations?|lessons?)\b"),
    (CHAPTER, r"lessons?\b.*\brecommendations?\b"),
    ("overall_assessment", r"overall assessment\b"),
    (
        FINDINGS,
        r"(main |key |evaluation )?findings?\b|answer(s|ed)\b.*\bquestions?\b|evaluation results$",
    ),
    (CONCLUSIONS, r"(main |key |overall )?conclusions?$"),
    (LESSONS, r"(main |key )?lessons?( (learnt|learned|identified))?\b"),
    (RECOMMENDATIONS, r"(main |key )?recommendations?$"),
    ("limitations", r"(main )?(limitations?|constraints)\b|limits of the\b"),
    ("methodology", r"(evaluation |overall )?(methodolog|methods?\b|approach\b)"),
    ("introduction", r"introduction\b"),
    ("context", r"(country |project |programme |policy )?(context|background)\b"),
    (
        OTHER,
        r"(acknowledgements?|foreword|preface|disclaimer|list of (tables|figures|maps|boxes))$",
    ),
)
_CRITERIA = (
    (
        "eu_added_value",
        r"(eu|european union)[- ](added[- ]value|value[- ]added)|added[- ]value( of the eu)?",
    ),
    ("effectiveness", r"effectiveness"),
    ("relevance", r"relevance"),
    ("coherence", r"((internal|external) )?coherence"),
    ("efficiency", r"(cost-?)?efficiency"),
    ("impact", r"(orientation towards )?impacts?( orientation)?"),
    ("sustainability", r"sustainability"),
)
STANDARD_NAMES = {
    "relevance": "Relevance",
    "coherence": "Coherence",
    "effectiveness": "Effectiveness",
    "efficiency": "Efficiency",
    "impact": "Impact",
    "sustainability": "Sustainability",
    "eu_added_value": "EU added value",
}
_JOINED = re.compile(r"\s*(?:,|/|&|\band\b)\s*")
_QUESTION = re.compile(
    r"^(?:EQ|Q|(?:evaluation )?question)\s*(?:no\.?\s*)?(\d{1,3})(?:\.(\d{1,3}))?\s*(?:[.:)–—-]\s*|\s+|$)",
    re.IGNORECASE,
)
_STATEMENTS = {
    CONCLUSIONS: r"(?:C|conclusion)",
    LESSONS: r"(?:L|LL|lesson(?: learn(?:t|ed))?)",
    RECOMMENDATIONS: r"(?:R|rec\.?|recommendation)",
}
_STATEMENT = {
    kind: re.compile(rf"^{name}\s*(?:no\.?\s*)?(\d{{1,3}})\s*(?:[.:)–—-]+\s*|\s+|$)", re.IGNORECASE)
    for kind, name in _STATEMENTS.items()
}


@dataclass(frozen=True)
class Label:
    """A label such as “EQ4.” or “R10:”: its numbers, and how many characters it takes up."""

    number: int
    length: int
    part: int = 0
    is_marked: bool = False  # followed by a full stop, colon, bracket or dash


def without_number(title: str) -> str:
    """“2.5. Impact orientation” without its numbering."""
    bare = _NUMBERING.sub("", title, count=1).strip()
    return bare or title


def chapter_of(title: str) -> str:
    """The kind of chapter a heading opens, or an empty string."""
    bare = without_number(title).strip(" :.").lower()
    return next((kind for kind, words in _CHAPTERS if re.match(words, bare)), "")


def criterion_of(title: str) -> str:
    """The code of the standard criterion that a heading names, or an empty string.

    “Relevance and coherence” is filed under the first of the two.
    """
    bare = re.sub(
        r"\s*\(.*\)$|^criterion\s*\d*\s*:?\s*", "", without_number(title).strip(" :.").lower()
    )
    if whole := _criterion(bare):
        return whole
    codes = [_criterion(part) for part in _JOINED.split(bare)]
    return codes[0] if all(codes) else ""


def _criterion(name: str) -> str:
    named = (code for code, words in _CRITERIA if re.fullmatch(f"(?:{words})(?: of .+)?", name))
    return next(named, "")


def question_label(text: str) -> Label | None:
    """The label of “EQ4. To which extent ...”."""
    found = _QUESTION.match(text)
    if not found:
        return None
    part = int(found[2] or 0)
    return Label(int(found[1]), found.end(), part, is_marked=_is_marked(found[0]))


def statement_label(kind: str, text: str) -> Label | None:
    """The label of “L1. ...” or “Recommendation 3: ...”."""
    found = _STATEMENT[kind].match(text)
    return Label(int(found[1]), found.end(), is_marked=_is_marked(found[0])) if found else None


def _is_marked(label: str) -> bool:
    return label.rstrip()[-1:] in ".:)–—-"


def code_of(name: str) -> str:
    """A code for a criterion of this evaluation alone: letters, digits and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:40] or "other"
