"""A made-up evaluation as report content, long enough to fill every kind of page. No database."""

import datetime
import itertools

from mmsp.reports.shapes import (
    Abbreviation,
    Action,
    Audience,
    Author,
    Conclusion,
    Consulted,
    Cover,
    Criterion,
    Event,
    Evidence,
    Finding,
    Indicator,
    JudgementCriterion,
    Lesson,
    Matrix,
    MatrixContent,
    ProjectFacts,
    Question,
    Recommendation,
    Reference,
    Remark,
    ReportContent,
    Response,
    Section,
    Signature,
    Source,
    Title,
    Update,
)

NOTE = "Minutes of the third steering committee, item 4, as circulated in <em>March 2017</em>."
SENTENCES = (
    "Officials of four provinces described the seminars as the first occasion on which visa, labour and"
    " border services sat at the same table.",
    "The register of activities confirms this: two thirds of the events brought together at least three"
    " services, and the share grew from year to year.",
    "Where the counterpart changed its structure, invitations went out late and the mix of participants"
    " suffered; the partners answered by naming a contact person in every ministry.",
    "Demand was strongest for practical subjects such as the detection of forged documents, and weakest"
    " for protection, which several interviewees called a sensitive field.",
    "Costs stayed within the budget because experts of member states were seconded without a fee, a"
    " contribution that the accounts do not show.",
    "None of the indicators of the logical framework measures what participants did with what they had"
    " learnt, so the evaluators rely on examples given in interviews and on two follow-up surveys.",
    "The evaluators could trace three cases in which a study led to a change of an administrative"
    " procedure, and one in which it fed into a draft law.",
    "The high-level dialogue met twice in the period, and on both occasions its agenda took up points"
    " that technical workshops had prepared.",
)
CRITERIA = (
    ("relevance", "Relevance", 3),
    ("effectiveness", "Effectiveness", 4),
    ("efficiency", "Efficiency", 3),
    ("sustainability", "Sustainability", 2),
    ("impact", "Impact", 3),
    ("eu_added_value", "EU added value", 2),
    ("coherence", "Coherence", 2),
)
STRENGTHS = (
    ("strong", "Strong"),
    ("more_than_satisfactory", "More than satisfactory"),
    ("indicative", "Indicative"),
    ("weak", "Weak"),
)


def prose(seed: int, paragraphs: int = 3, note: bool = False) -> str:
    """Rich text of that many different paragraphs; the first may carry a footnote."""
    texts = []
    for number in range(paragraphs):
        start = seed * 3 + number * 5
        picked = [SENTENCES[(start + i * (1 + seed % 3)) % len(SENTENCES)] for i in range(4)]
        picked[0] = f"In case {seed}.{number}, {picked[0][0].lower()}{picked[0][1:]}"
        if note and number == 0:
            picked[1] = (
                f'{picked[1][:-1]}, as source {seed} says.<span class="fn">Note {seed}: {NOTE}</span>'
            )
        texts.append(f"<p>{' '.join(picked)}</p>")
    return "".join(texts)


OPEN = "<h3>What remained open</h3>"
LIST = "<ul><li>first, the choice of subjects;</li><li>second, the choice of people;</li></ul>"


def finding(number: int) -> Finding:
    strength, label = STRENGTHS[number % 4]
    text = prose(number, 3 + number % 3, note=number % 4 == 1)
    text += OPEN + prose(number + 40, 1) if number % 5 == 0 else ""
    return Finding(
        number=number,
        short_answer=f"Largely yes. {SENTENCES[number % 8]} {SENTENCES[(number + 3) % 8]}",
        text=text + (LIST if number % 6 == 2 else ""),
        strength=strength,
        strength_label=label,
        rating_label="Satisfactory" if number % 3 == 0 else "",
        evidence=Evidence(
            activities=tuple(Reference(f"event-{n}", f"RC {n}") for n in range(number, number + 4)),
            documents=tuple(Reference(f"source-{n}", f"RC {n}") for n in range(number, number + 2)),
            people=number % 6,
        ),
    )


def question(number: int) -> Question:
    return Question(
        number=number,
        text="To what extent did the design of the action answer the needs of the institutions that"
        f" it set out to support, seen from the place of question {number}?",
        sub_questions=(
            "Were the needs established with the counterpart before the start?",
            "Did the choice of subjects follow changes of policy during implementation?",
        )
        if number % 2
        else (),
        findings=(finding(number),),
        judgement_criteria=tuple(
            JudgementCriterion(
                f"{number}.{jc}",
                "Subjects and formats correspond to priorities that both sides have written down",
                tuple(
                    Indicator(
                        f"{number}.{jc}.{i}",
                        "Share of activities that can be matched with a line of the joint agenda",
                        "Work plans, agendas of the dialogue, interviews with officials",
                        "Desk review; semi-structured interviews; counting",
                    )
                    for i in (1, 2)
                ),
            )
            for jc in (1, 2)
        ),
    )


def criteria(times: int = 1) -> tuple[Criterion, ...]:
    numbers = itertools.count(1)
    return tuple(
        Criterion(
            f"{code}{'' if round_ == 0 else round_}",
            name,
            tuple(question(next(numbers)) for _ in range(size)),
        )
        for round_ in range(times)
        for code, name, size in CRITERIA
    )


HEADINGS = (
    "Name one contact person a ministry",
    "Measure what participants do afterwards",
    "Agree the exit on paper",
)
ADDRESSEES = ("European Union Delegation to China", "International Organization for Migration")


def recommendation(number: int) -> Recommendation:
    return Recommendation(
        number=number,
        heading=HEADINGS[number % 3],
        text=prose(number + 60, 2, note=number == 4),
        addressees=ADDRESSEES[: 1 + number % 2],
        short_addressees=("EUD", "IOM")[: 1 + number % 2],
        addressee_note="Desk for migration" if number % 4 == 0 else "",
        priority=1 + number % 3,
        horizon_label=("Immediate", "Up to 6 months", "Next phase")[number % 3],
        conclusions=(1 + number % 6,),
        findings=(number, number + 3),
    )


STATUSES = (
    ("completed", "Completed"),
    ("initiated", "Initiated"),
    ("not_initiated", "Not initiated"),
    ("on_hold", "On hold"),
)
DONE = "The list was sent to eleven contact persons; two have answered."


def action(number: str, index: int) -> Action:
    status, label = STATUSES[index % 4]
    is_dated = index % 3 != 0
    return Action(
        number=number,
        text="Bring the list of contact persons up to date and share it twice a year",
        time_frame="1 Aug 2025" if is_dated else "No date: no funding",
        responsible="Migrant Services and Operations Unit",
        status=status,
        status_label=label,
        promised_on=datetime.date(2024, 12, 1) if is_dated else None,
        due_on=datetime.date(2025, 8, 1) if is_dated else None,
        days_late=93 if index % 3 == 1 else 0,
        updates=tuple(
            Update(datetime.date(2025, 3, day), DONE, "Circular of the unit")
            for day in range(1, 1 + index % 3)
        ),
    )


DECISIONS = (
    ("accepted", "Accept", ""),
    ("partially_accepted", "Partially accept", "Funding lies outside the mandate of the mission."),
    ("rejected", "Reject", "The counterpart asks that this be handled bilaterally."),
)
REMARKS = (
    Remark("Reviewer", "Please give a time frame."),
    Remark("Project manager", "No funding is in sight.", is_answer=True),
)


SIGNED = ("Li Wen", "Project manager", "IOM", datetime.date(2021, 3, 1))
SIGNATURES = (Signature("submitted", "Submitted", *SIGNED), Signature("agreed", "Agreed"))


def matrix(recommendations: tuple[Recommendation, ...]) -> Matrix:
    return Matrix(
        organisation="International Organization for Migration",
        slug="iom",
        completed_by="Li Wen, project manager; Ana Sousa, project assistant",
        overall_comment="The process was clear and well announced; the field phase was short.",
        submitted_on=datetime.date(2021, 3, 1),
        responses=tuple(
            Response(
                each,
                *DECISIONS[each.number % 3],
                actions=tuple(action(f"{each.number}.{i}", each.number + i) for i in (1, 2)),
                remarks=REMARKS if each.number == 3 else (),
            )
            for each in recommendations
        ),
        signatures=SIGNATURES,
    )


def cover(is_draft: bool = False) -> Cover:
    return Cover(
        title="River Crossings: Support to the Dialogue on Migration and Mobility",
        commissioned_by="European Union Delegation to China",
        kind="Final evaluation",
        stage="Review" if is_draft else "Final",
        is_draft=is_draft,
        dated=datetime.date(2020, 12, 1),
        reference="EUROPEAID/100001/DH/SER/MULTI",
        contract_number="PSF/2019/100001",
        authors=(
            Author("Marta Novak", "Team leader", "Meridian Evaluations"),
            Author("David Okafor", "International migration expert", "Meridian Evaluations"),
        ),
        contractor="Meridian Evaluations",
        implementing_partners=(
            "International Organization for Migration",
            "International Labour Organization",
        ),
        funding_line="Funded by the European Union",
        is_eu_funded=True,
        disclaimer="The contents of this report are the sole responsibility of Meridian Evaluations and do"
        " not necessarily reflect the views of the European Union.",
        projects=(
            ProjectFacts(
                "RC",
                "River Crossings: Support to the Dialogue on Migration and Mobility",
                (Title("zh-CN", "渡口：中欧人员往来与移民对话支持项目"),),
                "PI/2014/100-001",
                "European Union",
                ("International Organization for Migration", "International Labour Organization"),
                (datetime.date(2015, 4, 1), datetime.date(2018, 12, 31)),
            ),
        ),
    )


RESULTS = "<ul><li>The dialogue has a working level.</li><li>Results can be counted.</li></ul>"
QUOTE = (
    "<blockquote><p>Better organised mobility is the purpose of everything else.</p></blockquote>"
)
TABLE = (
    "<table><thead><tr><th>Source</th><th>Number</th><th>Place</th></tr></thead><tbody>"
    "<tr><td>Interviews with officials</td><td>4</td><td>Beijing</td></tr>"
    "<tr><td>Interviews with partners</td><td>6</td><td>Beijing, Brussels</td></tr>"
    "</tbody></table>"
)
WRITTEN = (
    ("executive_summary", "Executive summary", prose(81, 5) + RESULTS + prose(82, 3)),
    ("introduction", "Introduction", prose(83, 3, note=True)),
    ("context", "Context of the intervention", prose(84, 3) + QUOTE),
    ("methodology", "Purpose, scope and method", prose(85, 2) + TABLE + prose(86, 1)),
    ("limitations", "Limitations", prose(87, 2)),
    ("findings_intro", "", prose(88, 1)),
    ("overall_assessment", "Overall assessment", prose(89, 3)),
    ("conclusions_intro", "", prose(90, 1)),
    ("annex", "Terms of reference", prose(91, 4)),
    ("leftovers", "Text not yet placed", prose(92, 1)),
)
SECTIONS = tuple(
    Section(kind, position, title, text) for position, (kind, title, text) in enumerate(WRITTEN, 1)
)
SHORT_FORMS = (
    ("EQ", "Evaluation question"),
    ("EU", "European Union"),
    ("EUD", "European Union Delegation"),
    ("HLD", "High-level dialogue on migration between the European Union and its partner country"),
    ("ILO", "International Labour Organization"),
    ("IOM", "International Organization for Migration"),
)


def source(number: int) -> Source:
    return Source(
        Reference(f"source-{number}", f"RC {number}"),
        f"Progress report of half-year {number}",
        "IOM",
        datetime.date(2016, 1 + number % 12, 1),
        "Progress report",
        "https://example.org/documents/progress-report.pdf" if number % 3 == 0 else "",
    )


def event(number: int) -> Event:
    return Event(
        Reference(f"event-{number}", f"RC {number}"),
        f"Workshop on labour mobility and skills, round {number}",
        "Workshop",
        (datetime.date(2015, 11, 3), datetime.date(2015, 11, 4)),
        "Beijing",
        12,
        20,
        32,
    )


def conclusion(number: int) -> Conclusion:
    heading = f"The working level carries the dialogue ({number})"
    text = prose(number + 20, 2)
    return Conclusion(number, heading, text, CRITERIA[number % 7][1], (number, number + 1))


CONSULTED = tuple(
    Consulted(group, name, detail, people)
    for group, name, detail, people in (
        ("European Union", "Ines Carvalho", "Programme manager, Delegation to China", 1),
        ("European Union", "European External Action Service", "", 2),
        ("Partners", "Li Wen", "Project manager, IOM", 1),
        ("Authorities", "National authorities", "", 6),
    )
)


def report(
    times: int = 1, *, is_draft: bool = False, audience: Audience = Audience.PUBLIC
) -> ReportContent:
    """A report of about 70 pages; `times` multiplies its questions."""
    asked = criteria(times)
    count = sum(len(criterion.questions) for criterion in asked)
    recommendations = tuple(map(recommendation, range(1, 11)))
    heading = "Sensitive subjects need a quiet format"
    return ReportContent(
        slug="river-crossings",
        lang="en-GB",
        audience=audience,
        as_of=datetime.date(2025, 11, 2),
        cover=cover(is_draft),
        short_title="RC: final evaluation",
        sections=SECTIONS,
        criteria=asked,
        conclusions=tuple(map(conclusion, range(1, 7))),
        lessons=tuple(Lesson(n, heading, prose(n + 30, 1), (n,)) for n in range(1, 10)),
        recommendations=recommendations,
        abbreviations=tuple(Abbreviation(*pair) for pair in SHORT_FORMS),
        consulted=CONSULTED,
        sources=tuple(map(source, range(1, count + 3))),
        events=tuple(map(event, range(1, count + 5))),
        matrices=(matrix(recommendations[:5]),),
        is_assessed=True,
    )


def matrix_paper(audience: Audience = Audience.INTERNAL) -> MatrixContent:
    return MatrixContent(
        slug="river-crossings",
        lang="en-GB",
        audience=audience,
        as_of=datetime.date(2025, 11, 2),
        heading="Ex-post evaluation of project RC “River Crossings: Support to the Dialogue”",
        title="Ex-post evaluation of River Crossings",
        year=2021,
        short_title="RC: ex-post evaluation",
        matrix=report().matrices[0],
    )
