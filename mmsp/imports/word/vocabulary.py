"""The words by which evaluation reports name their parts, in English, French and Chinese."""

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
    r"^(?:(?:(?:chapter|section|part|chapitre|partie)\s+)?(?:\d{1,2}|[IVX]+|[A-Z])(?:\.\d{1,2})*"
    r"(?:[.):：、]|\s*[–—-]|(?<=\d))|第[\d一二三四五六七八九十]{1,3}(?:章|节|部分)|[一二三四五六七八九十]{1,3}、)\s*",
    re.IGNORECASE,
)
# In this order: the first that matches names the chapter. In English, French and Chinese.
_CHAPTERS = (
    (ANNEX, r"annex(es)?\b|annexes?\b|appendi(x|ces)\b|attachments?$|附件|附录"),
    (CONTENTS, r"(table of )?contents$|table des matières$|sommaire$|目[录次]$"),
    (
        ABBREVIATIONS,
        r"(list of )?(abbreviations|acronyms)\b|abbreviations and acronyms"
        r"|(liste des )?(sigles|abréviations|acronymes)\b|(缩略语|缩写|简称)(列?表)?$",
    ),
    (
        "executive_summary",
        r"(executive )?summary$|executive summary\b|synthèse$|résumé( analytique| exécutif)?$"
        r"|(执行摘要|内容提要|内容摘要|摘要|概要)$",
    ),
    (
        CHAPTER,
        r"conclusions?\b.*\b(recomm[ae]ndations?|lessons?|leçons?|enseignements?)\b|结论.*(建议|教训)",
    ),
    (CHAPTER, r"(lessons?|leçons?|enseignements?)\b.*\brecomm[ae]ndations?\b|经验教训.*建议"),
    (
        "overall_assessment",
        r"overall assessment\b|(appréciation|évaluation) (globale\b|d[’']ensemble\b)|总体评[价估]",
    ),
    (
        FINDINGS,
        r"(main |key |evaluation )?findings?\b|answer(s|ed)\b.*\bquestions?\b|evaluation results$"
        r"|(principale?s |principaux )?(constatations?|constats?)\b|réponses? aux questions\b"
        r"|résultats de l[’']évaluation$|(主要|评估)?发现|(对)?评估问题的?(回答|答复)|评估结果$",
    ),
    (
        CONCLUSIONS,
        r"(main |key |overall )?conclusions?$|(principales )?conclusions?( générales| principales)?$"
        r"|(主要|总体)?结论$",
    ),
    (
        LESSONS,
        r"(main |key )?lessons?( (learnt|learned|identified))?\b"
        r"|(principaux |principales )?(enseignements?|leçons?)\b|(主要)?(经验教训|教训)",
    ),
    (
        RECOMMENDATIONS,
        r"(main |key )?recommendations?$|(principales )?recommandations?( principales)?$|(主要)?建议$",
    ),
    (
        "limitations",
        r"(main )?(limitations?|constraints)\b|limits of the\b|(principales )?(limites|contraintes)\b"
        r"|(评估)?(的)?(局限|限制)(性|因素|条件)?",
    ),
    (
        "methodology",
        r"(evaluation |overall )?(methodolog|methods?\b|approach\b)|méthod(ologie|es?)\b"
        r"|(approche|démarche)\b|(评估)?方法",
    ),
    ("introduction", r"introduction\b|[引导]言$"),
    (
        "context",
        r"(country |project |programme |policy )?(context|background)\b|contexte\b"
        r"|(国家|项目|政策)?背景",
    ),
    (
        OTHER,
        r"(acknowledgements?|foreword|preface|disclaimer|list of (tables|figures|maps|boxes))$"
        r"|(remerciements|avant-propos|préface|liste des (tableaux|figures|cartes|encadrés))$"
        r"|(致谢|前言|序言|免责声明|图表目录|表格目录)$",
    ),
)
_CRITERIA = (
    (
        "eu_added_value",
        r"(eu|european union)[- ](added[- ]value|value[- ]added)|added[- ]value( of the eu)?"
        r"|valeur ajoutée( européenne| communautaire)?|(欧盟|欧洲联盟)的?(附加值|增值)",
    ),
    ("effectiveness", r"effectiveness|efficacité|有效性|效果"),
    ("relevance", r"relevance|pertinence|相关性"),
    (
        "coherence",
        r"((internal|external) )?coherence|cohérence( (interne|externe))?|(内部|外部)?[一连][致贯]性",
    ),
    ("efficiency", r"(cost-?)?efficiency|efficience|效率"),
    (
        "impact",
        r"(orientation towards )?impacts?( orientation)?|orientation vers l[’']impact|影响力?",
    ),
    ("sustainability", r"sustainability|durabilité|viabilité|可持续性"),
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
_JOINED = re.compile(r"\s*(?:[,/&、，和与及]|\band\b|\bet\b)\s*")
_QUESTION = re.compile(
    r"^(?:EQ|QE|Q|(?:evaluation )?question|question d[’']évaluation|(?:评估)?问题)\s*(?:no\.?\s*|n[°o]\s*)?"
    r"(\d{1,3})(?:\.(\d{1,3}))?\s*(?:[.:)：、）–—-]\s*|\s+|$)",
    re.IGNORECASE,
)
_STATEMENTS = {
    CONCLUSIONS: r"(?:C|conclusion|结论)",
    LESSONS: r"(?:L|LL|lesson(?: learn(?:t|ed))?|leçon|enseignement|(?:经验)?教训)",
    RECOMMENDATIONS: r"(?:R|rec\.?|recomm[ae]ndation|建议)",
}
_STATEMENT = {
    kind: re.compile(
        rf"^{name}\s*(?:no\.?\s*|n[°o]\s*)?(\d{{1,3}})\s*(?:[.:)：、）–—-]+\s*|\s+|$)",
        re.IGNORECASE,
    )
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
    bare = without_number(title).strip(" :.：。\xa0").lower()
    return next((kind for kind, words in _CHAPTERS if re.match(words, bare)), "")


def criterion_of(title: str) -> str:
    """The code of the standard criterion that a heading names, or an empty string.

    “Relevance and coherence” is filed under the first of the two.
    """
    bare = re.sub(
        r"\s*[(（].*[)）]$|^(?:criterion|critère|(?:评估)?标准)\s*\d*\s*[:：]?\s*",
        "",
        without_number(title).strip(" :.：。\xa0").lower(),
    )
    if whole := _criterion(bare):
        return whole
    codes = [_criterion(part) for part in _JOINED.split(bare)]
    return codes[0] if all(codes) else ""


def _criterion(name: str) -> str:
    named = (
        code
        for code, words in _CRITERIA
        if re.fullmatch(f"(?:{words})(?: (?:of|de|du|des) .+| d[e’'].+)?", name)
    )
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
    return label.rstrip()[-1:] in ".:)：、）–—-"


def code_of(name: str) -> str:
    """A code for a criterion of this evaluation alone: letters, digits and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:40] or "other"
