"""What belongs together is found together: chapters, criteria, questions and numbered statements."""

import pytest

from mmsp.imports import word
from mmsp.imports.parsed import Abbreviation, ParsedReport, Person, Question, Statement
from tests.imports.papers import Paper, report

pytestmark = pytest.mark.once


def read(paper: Paper) -> ParsedReport:
    return word.parse(paper.bytes())


def findings() -> Paper:
    """A paper that stands in the chapter of the findings, below a criterion."""
    paper = Paper()
    paper.heading("2. Findings")
    paper.heading("2.1. Relevance", 2)
    return paper


def results(title: str) -> Paper:
    paper = Paper()
    paper.heading("Conclusions and recommendations")
    paper.heading(title, 2)
    return paper


def only_question(paper: Paper) -> Question:
    (question,) = read(paper).questions
    return question


def test_a_whole_report_is_taken_apart_without_leftovers():
    parsed = read(report())
    assert [(s.kind, s.title) for s in parsed.sections] == [("introduction", "Introduction")]
    assert parsed.abbreviations == (
        Abbreviation("EU", "European Union"),
        Abbreviation("RP", "River Project"),
    )
    assert [(c.code, c.standard, len(c.questions)) for c in parsed.criteria] == [
        ("relevance", True, 2),
        ("visibility_of_the_donor", False, 1),
    ]
    assert parsed.questions[1] == Question(
        2, "Did it respond to:", ("the law", "the people?"), "<p>It responded to both.</p>"
    )
    assert parsed.conclusions == (Statement(1, "The river is clean", "<p>Fish came back.</p>"),)
    assert [row.heading for row in parsed.lessons] == ["At the spring", "Boatmen of the village"]
    assert parsed.recommendations == (
        Statement(
            1,
            "Buy more boats",
            "<p>We recommend to <strong>buy more boats</strong> soon.</p><p>Boats are cheap.</p>",
        ),
        Statement(2, "Teach the young", "<p>Teach the young, because they stay.</p>"),
    )
    assert (parsed.footnotes, parsed.leftovers) == (1, ())


def test_the_cover_says_title_numbers_date_and_team():
    cover = read(report()).cover
    assert cover.title == "Final evaluation of the river project"
    assert (cover.reference, cover.contract_number) == ("EUROPEAID/1/DH", "PSF/2020/77")
    assert cover.report_date == "2021-03-01"
    assert cover.team == (Person("Ada SMITH", "Team Leader"),)


def test_the_cover_says_who_paid_and_who_answers_for_it():
    paper = Paper()
    paper.text("This project is funded by the European Union")
    paper.text("The contents are the sole responsibility of the authors.")
    paper.text("A dedication to my cat")
    paper.heading("Introduction")
    parsed = read(paper)
    assert parsed.cover.visibility_statement == "This project is funded by the European Union."
    assert parsed.cover.disclaimer == "The contents are the sole responsibility of the authors."
    assert [(row.place, row.html) for row in parsed.leftovers] == [
        ("Cover page", "<p>A dedication to my cat</p>")
    ]


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("2.1. Relevance", "relevance"),
        ("Relevance", "relevance"),
        ("2.5. Impact Orientation", "impact"),
        ("EU added Value", "eu_added_value"),
        ("C) Coherence (internal and external)", "coherence"),
        ("Criterion 4: Efficiency", "efficiency"),
        ("EFFECTIVENESS AND SUSTAINABILITY", "effectiveness"),
        ("Sustainability of the results", "sustainability"),
    ],
)
def test_criteria_are_known_with_and_without_numbers(heading: str, code: str):
    paper = Paper()
    paper.heading("Findings")
    paper.heading(heading, 2)
    paper.heading("EQ1. Was it so?", 3)
    paper.text("It was.")
    (criterion,) = read(paper).criteria
    assert (criterion.code, criterion.standard) == (code, True)


def test_criteria_may_be_chapters_of_their_own():
    paper = Paper()
    paper.heading("Introduction")
    paper.heading("Relevance")
    paper.heading("EQ1. Was it so?", 2)
    paper.text("It was.")
    paper.heading("Outlook")
    paper.text("Bright.")
    parsed = read(paper)
    assert [c.code for c in parsed.criteria] == ["relevance"]
    assert [(s.kind, s.title) for s in parsed.sections] == [("other", "Outlook")]


def test_a_question_may_run_over_two_paragraphs():
    paper = findings()
    paper.heading("EQ4. To which extent did it strengthen", 3)
    paper.text("the river, and the boats upon it? Much depends on rain.")
    paper.text("It did.")
    question = only_question(paper)
    assert question.text == ("To which extent did it strengthen the river, and the boats upon it?")
    assert question.finding == "<p>Much depends on rain.</p><p>It did.</p>"
    assert "EQ4 ran over 2 paragraphs; they were joined." in read(paper).remarks


def test_an_answer_that_begins_small_is_no_question():
    paper = findings()
    paper.heading("EQ4. Was it good?", 3)
    paper.text("iPads helped. Did they?")
    assert only_question(paper).finding == "<p>iPads helped. Did they?</p>"


def test_a_question_may_stand_below_its_bare_number():
    paper = findings()
    paper.heading("EQ 4", 3)
    paper.text("Was it good?")
    paper.text("Yes.")
    assert only_question(paper) == Question(4, "Was it good?", (), "<p>Yes.</p>")


def test_a_list_below_a_question_mark_belongs_to_the_answer():
    paper = findings()
    paper.heading("EQ1. Was it good?", 3)
    paper.item("in spring")
    assert only_question(paper).sub_questions == ()
    assert only_question(paper).finding == "<ul><li><p>in spring</p></li></ul>"


def test_what_a_part_of_a_question_lists_stays_with_it():
    paper = findings()
    paper.heading("EQ1. Did it respond to", 3)
    paper.item("the priorities:")
    paper.item("water", 1)
    paper.item("boats", 1)
    paper.item("the people?")
    assert only_question(paper).sub_questions == ("the priorities: water boats", "the people?")


def test_labelled_parts_belong_to_their_question():
    paper = findings()
    paper.heading("EQ1. Was it good", 3)
    paper.text("EQ1.1 for the fish?")
    paper.text("EQ1.2 for the boats?")
    paper.text("For both.")
    question = only_question(paper)
    assert question.sub_questions == ("EQ1.1 for the fish?", "EQ1.2 for the boats?")
    assert question.finding == "<p>For both.</p>"


def test_questions_in_bold_need_no_heading_style():
    paper = findings()
    paper.text("**EQ1. Was it good?**")
    paper.text("Yes.")
    paper.text("EQ2: Was it cheap?")
    paper.text("No.")
    assert [(q.number, q.text) for q in read(paper).questions] == [
        (1, "Was it good?"),
        (2, "Was it cheap?"),
    ]


def test_a_paragraph_that_speaks_of_a_question_is_none():
    paper = findings()
    paper.heading("EQ1. Was it good?", 3)
    paper.text("EQ1 asked for more than could be said.")
    assert len(read(paper).questions) == 1


def test_questions_without_numbers_are_counted():
    paper = findings()
    for text in ("Was it good?", "Was it cheap?"):
        paper.heading(text, 3)
        paper.text("Yes.")
    assert [(q.number, q.text) for q in read(paper).questions] == [
        (1, "Was it good?"),
        (2, "Was it cheap?"),
    ]


def test_a_number_that_comes_twice_is_said_and_both_are_kept():
    paper = findings()
    paper.heading("EQ1. Was it good?", 3)
    paper.heading("EQ1. Was it cheap?", 3)
    parsed = read(paper)
    assert [q.number for q in parsed.questions] == [1, 2]
    assert "EQ1 stands in the document twice; the second became EQ2." in parsed.remarks


def test_a_number_that_the_list_prints_is_read():
    """Word may print “R1.” itself; then it does not stand in the text."""
    paper = results("Recommendations")
    paper.numbered("Buy boats.", "R%1.")
    paper.numbered("Sell carts.", "R%1.")
    assert [(r.number, r.html) for r in read(paper).recommendations] == [
        (1, "<p>Buy boats.</p>"),
        (2, "<p>Sell carts.</p>"),
    ]


def test_a_footnote_in_a_question_is_left_over_with_its_place():
    paper = findings()
    paper.note(paper.heading("EQ1. Was it good?", 3), "Good as in the Terms of Reference.")
    parsed = read(paper)
    assert [(row.place, row.html) for row in parsed.leftovers] == [
        ("Footnote: EQ1, in the question", "<p>Good as in the Terms of Reference.</p>")
    ]


def test_text_before_the_first_question_of_a_criterion_is_left_over():
    paper = findings()
    paper.text("Three questions follow.")
    paper.heading("EQ1. Was it good?", 3)
    (left,) = read(paper).leftovers
    assert left.place == "2.1. Relevance, before its first question"


def test_an_executive_summary_keeps_its_own_conclusions():
    paper = Paper()
    paper.heading("Executive summary")
    paper.heading("Conclusions", 2)
    paper.text("R1. Not a recommendation but its summary.")
    (section,) = read(paper).sections
    assert section.html == ("<h3>Conclusions</h3><p>R1. Not a recommendation but its summary.</p>")
    assert read(paper).recommendations == ()


def test_capitals_become_a_sentence_but_abbreviations_stay():
    paper = Paper()
    paper.heading("ABBREVIATIONS")
    paper.table(("MMSP", "a project"))
    paper.heading("1. CONTEXT OF THE MMSP")
    paper.text("Text.")
    assert read(paper).sections[0].title == "Context of the MMSP"


@pytest.mark.parametrize(
    "line", ["EU\tEuropean Union", "EU – European Union", "EU: European Union"]
)
def test_abbreviations_need_no_table(line: str):
    paper = Paper()
    paper.heading("List of acronyms")
    paper.text(line)
    assert read(paper).abbreviations == (Abbreviation("EU", "European Union"),)


def test_an_abbreviation_with_two_meanings_leaves_the_second_over():
    paper = Paper()
    paper.heading("Abbreviations")
    paper.table(("MS", "Member State"), ("MS", "manuscript"))
    parsed = read(paper)
    assert parsed.abbreviations == (Abbreviation("MS", "Member State"),)
    assert parsed.leftovers[0].html == "<p>MS – manuscript</p>"


def test_statements_may_be_headings():
    paper = results("Recommendations")
    paper.heading("Recommendation 1: Buy boats", 3)
    paper.text("Many of them.")
    assert read(paper).recommendations == (Statement(1, "Buy boats", "<p>Many of them.</p>"),)


def test_statements_may_be_numbered_items():
    paper = results("Lessons learnt")
    paper.item("Boats **carry people far** away.", numbered=True)
    paper.text("Always.")
    paper.item("Carts, in turn, do not.", numbered=True)
    parsed = read(paper)
    assert [(r.number, r.heading) for r in parsed.lessons] == [
        (1, "Carry people far"),
        (2, "Carts, in turn"),
    ]
    assert "kept as 2 parts" in " ".join(parsed.remarks)


def test_statements_may_stand_in_a_table():
    paper = results("Recommendations")
    paper.table(
        ("No", "Recommendation", "Addressee"),
        ("R1", "Buy boats.", "IOM"),
        ("R2", "Sell carts.", "ILO"),
    )
    parsed = read(paper)
    assert parsed.recommendations == (
        Statement(1, "Buy boats", "<p>Buy boats.</p><p><strong>Addressee</strong></p><p>IOM</p>"),
        Statement(2, "Sell carts", "<p>Sell carts.</p><p><strong>Addressee</strong></p><p>ILO</p>"),
    )
    assert "Recommendation" in parsed.leftovers[0].html


def test_conclusions_without_numbers_are_kept_in_one_piece():
    paper = results("Conclusions")
    paper.texts("The river is clean.", "Fish came back.")
    parsed = read(paper)
    assert parsed.conclusions == (
        Statement(1, "Conclusions", "<p>The river is clean.</p><p>Fish came back.</p>"),
    )
    assert "kept in one piece" in parsed.remarks[0]


def test_a_second_r1_is_a_reference_and_stays_where_it_is():
    paper = results("Recommendations")
    paper.text("R1. Buy boats.")
    paper.text("R2. Sell carts.")
    paper.text("R1. is the more urgent of the two.")
    assert read(paper).recommendations[1].html == (
        "<p>Sell carts.</p><p>R1. is the more urgent of the two.</p>"
    )


def test_a_heading_after_the_last_statement_is_left_over():
    paper = results("Recommendations")
    paper.text("R1. Buy boats.")
    paper.heading("For the longer term", 3)
    paper.text("R2. Sell carts.")
    parsed = read(paper)
    assert parsed.recommendations[0].html == "<p>Buy boats.</p>"
    assert parsed.leftovers[0].place == "After Buy boats"


def test_a_document_without_headings_is_read_by_its_bold_lines():
    paper = Paper()
    paper.texts("**1. Introduction**", "The river.", "**Findings**", "**Relevance**")
    paper.texts("**EQ1. Was it needed?**", "Yes.", "**Recommendations**", "R1. Buy boats.")
    parsed = read(paper)
    assert [s.kind for s in parsed.sections] == ["introduction"]
    assert [c.code for c in parsed.criteria] == ["relevance"]
    assert [r.heading for r in parsed.recommendations] == ["Buy boats"]
    assert "heading styles" in parsed.remarks[0]


def test_very_long_headings_are_cut_and_kept_whole_in_the_text():
    paper = results("Recommendations")
    sentence = "word " * 100
    paper.text(f"R1. {sentence}")
    (row,) = read(paper).recommendations
    assert len(row.heading) <= 300
    assert row.heading.endswith("…")
    assert row.html.count("word") == 100


def test_what_was_understood_travels_as_json():
    parsed = read(report())
    assert ParsedReport.from_json(parsed.to_json()) == parsed
