"""“See F4”: a text names another part of its evaluation, and reads right whatever becomes of it."""

import json

import pytest

from editing import versions
from editing.references import referring_to, resolve, shown
from tests import factories as make
from tests.evaluations.conftest import filled, now

LIST = "/evaluations/final/references/"
SECRET = "QXSECRET"  # stands in nothing that anybody here may read


@pytest.fixture
def section(evaluation):
    return make.SectionFactory(evaluation=evaluation, position=1, title="Method", text="")


def ref(kind, row, label):
    return f'<span class="xref" data-ref="{kind}:{row.pk}">{label}</span>'


def write(row, text):
    row = now(row)
    return versions.revise(row, base_version=row.version, fields={"text": text}, by=None)


def page_of(client, row):
    return client.get(row.get_absolute_url()).content.decode()


@pytest.fixture
def foreign(db):
    """A finding of another evaluation, of which nobody here is a member."""
    other = make.EvaluationFactory(slug="other", title=SECRET)
    question = make.QuestionFactory(evaluation=other, number=9, text=SECRET)
    return make.FindingFactory(evaluation=other, question=question, number=9, short_answer=SECRET)


def offered(answer):
    assert answer.status_code == 200
    return {item["label"]: item for item in json.loads(answer.content)["items"]}


def test_the_picker_offers_what_belongs_to_the_evaluation(
    as_, eud, world, finding, section, foreign
):
    make.ConclusionFactory(evaluation=world.evaluation, number=2, heading="It worked")
    make.RecommendationFactory(evaluation=world.evaluation, number=3, heading="Go on")
    make.ActivityFactory(project=world.project, number=12, title="Study tour")
    make.ActivityFactory(project=make.ProjectFactory(code="ZZ"), number=13, title=SECRET)
    answer = as_(eud).get(LIST)
    found = offered(answer)
    assert {"Method", "EQ 4", "F4", "C2", "R3", "activity MMSP 12"} <= set(found)
    assert found["C2"]["title"] == "It worked"
    assert found["F4"]["ref"] == f"finding:{finding.pk}"
    assert SECRET not in answer.content.decode()


def test_a_stranger_finds_no_picker(as_, stranger, finding):
    assert as_(stranger).get(LIST).status_code == 404


def test_the_picker_offers_no_paper_that_the_person_may_not_see(as_, eud, pm, world):
    make.DocumentFactory(project=world.project, number=1, title=SECRET, confidentiality="internal")
    assert "document MMSP 1" in offered(as_(pm).get(LIST))  # the keeper of the register
    assert SECRET not in as_(eud).get(LIST).content.decode()


def test_the_picker_asks_as_often_for_many_rows_as_for_few(
    as_, eud, world, finding, django_assert_num_queries, django_assert_max_num_queries
):
    client = as_(eud)
    client.get(LIST)
    with django_assert_max_num_queries(14) as few:
        client.get(LIST)
    for number in range(20, 40):
        make.FindingFactory(evaluation=world.evaluation, question=finding.question, number=number)
        make.ActivityFactory(project=world.project, number=number)
        make.SectionFactory(evaluation=world.evaluation, position=number)
    with django_assert_num_queries(len(few)):
        assert len(offered(client.get(LIST))) > 60


def test_a_reference_is_a_link_called_as_its_row_is_called_today(as_, eud, finding, section):
    write(section, f"<p>See {ref('finding', finding, 'F4')}.</p>")
    client = as_(eud)
    assert f'<a class="xref" href="{finding.get_absolute_url()}">F4</a>' in page_of(client, section)
    row = now(finding)
    versions.revise(row, base_version=row.version, fields={"number": 11}, by=None)
    link = '<a class="xref" href="/evaluations/final/findings/11/">F11</a>'
    assert link in page_of(client, section)
    assert link in page_of(client, section.evaluation)  # the workspace


def test_the_part_that_comes_back_from_editing_in_place_shows_them(as_, eud, finding, section):
    write(section, f"<p>See {ref('finding', finding, 'F4')}.</p>")
    address = "/evaluations/final/parts/section/1/"
    page = as_(eud).get(address, headers={"HX-Request": "true"}).content.decode()
    assert f'<a class="xref" href="{finding.get_absolute_url()}">F4</a>' in page


def test_every_page_shows_its_references(as_, eud, world, finding):
    text = f"<p>{ref('finding', finding, 'F4')}</p>"
    of = {"evaluation": world.evaluation, "text": text}
    rows = [
        make.ConclusionFactory(**of, number=1), make.LessonFactory(**of, number=1),
        make.RecommendationFactory(**of, number=1), write(finding, text), finding.question,
    ]  # fmt: skip
    for row in rows:
        assert f'<a class="xref" href="{finding.get_absolute_url()}">' in page_of(as_(eud), row)


@pytest.mark.parametrize("many", [1, 40])
def test_references_cost_one_query_a_kind(eud, evaluation, finding, many, django_assert_num_queries):  # fmt: skip
    texts = [ref("finding", finding, "F4"), ref("question", finding.question, "EQ 4")] * many
    with django_assert_num_queries(2):
        assert len(resolve(evaluation, eud, texts)) == 2


def test_a_text_without_references_costs_nothing(eud, evaluation, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert resolve(evaluation, eud, ["<p>Plain.</p>"]) == {}


def test_a_reference_whose_row_is_gone_says_so(as_, eud, finding, section):
    write(section, f"<p>See {ref('finding', finding, 'F4')}.</p>")
    versions.remove(finding, base_version=finding.version, by=None)
    assert "<s>F4</s> (reference lost)" in page_of(as_(eud), section)


def test_a_forged_reference_tells_nothing_of_another_evaluation(as_, eud, foreign, section):
    write(section, f"<p>See {ref('finding', foreign, 'this')}.</p>")
    page = page_of(as_(eud), section)
    assert "<s>this</s> (reference lost)" in page
    assert SECRET not in page
    assert "F9" not in page
    assert foreign.get_absolute_url() not in page


def test_control_the_forged_reference_would_be_resolved_at_home(support, foreign):
    text = ref("finding", foreign, "this")
    assert "F9" in shown(text, resolve(foreign.evaluation, support, [text]))


def test_a_paper_one_may_not_see_is_words_and_no_link(as_, eud, pm, world, section):
    paper = make.DocumentFactory(project=world.project, number=1, confidentiality="internal")
    write(section, f"<p>See {ref('document', paper, 'the minutes')}.</p>")
    assert "<p>See the minutes.</p>" in page_of(as_(eud), section)
    assert paper.get_absolute_url() in page_of(as_(pm), section)


@pytest.mark.parametrize("key", ["finding:0", "finding:x", "nothing:4", "finding:999999999999999999",
                                 "finding:99999999999999999999999", "", "finding:4' OR 1=1"])  # fmt: skip
def test_garbage_in_a_reference_is_harmless(as_, eud, section, key):
    client = as_(eud)
    form = client.get("/evaluations/final/sections/1/edit/")
    text = f'<p>See <span class="xref" data-ref="{key}">that</span>.</p>'
    answer = client.post("/evaluations/final/sections/1/edit/", filled(form, text=text))
    assert answer.status_code == 302
    assert "that" in page_of(client, section)


def edit(client, row, text):
    address = f"{row.get_absolute_url()}edit/"
    return client.post(address, filled(client.get(address), text=text))


def test_double_brackets_in_the_address_of_a_link_are_no_reference(as_, ev, section, finding):
    link = '<p><a href="https://example.org/?q=[[F4]]">There</a></p>'
    edit(as_(ev), section, link)
    assert now(section).text == link


@pytest.mark.parametrize("typed", ["[[F4]]", "[[f 4]]", "[[ F&nbsp;4 ]]"])
def test_a_name_in_double_brackets_becomes_a_reference(as_, eud, finding, section, typed):
    edit(as_(eud), section, f"<p>See {typed} &amp; more.</p>")
    assert now(section).text == f"<p>See {ref('finding', finding, 'F4')} &amp; more.</p>"


def test_a_new_row_may_refer_as_well(as_, eud, finding):
    client = as_(eud)
    form = client.get("/evaluations/final/lessons/new/")
    client.post(
        "/evaluations/final/lessons/new/", filled(form, heading="Ask", text="<p>[[EQ 4]]</p>")
    )
    lesson = finding.evaluation.lessons.get()
    assert lesson.text == f"<p>{ref('question', finding.question, 'EQ 4')}</p>"


@pytest.mark.parametrize("name", ["F99", "F9", "'; --"])
def test_a_name_of_nothing_is_said_at_its_field_and_the_text_kept(
    as_, eud, finding, foreign, section, name
):
    answer = edit(as_(eud), section, f"<p>Words [[{name}]]</p>")
    assert answer.status_code == 422
    assert "There is nothing here called" in answer.content.decode()
    assert "Words [[" in answer.context["form"]["text"].value()
    assert now(section).text == ""


def test_the_form_tells_the_editor_where_to_ask(as_, eud, section):
    page = as_(eud).get("/evaluations/final/sections/1/edit/").content.decode()
    assert f'data-references="{LIST}"' in page


def test_who_removes_a_row_reads_where_it_is_referred_to(as_, eud, finding, section, foreign):
    write(section, f"<p>See {ref('finding', finding, 'F4')}.</p>")
    write(foreign, f"<p>See {ref('finding', finding, 'F4')}.</p>")
    page = as_(eud).get("/evaluations/final/findings/4/remove/").content.decode()
    assert "1 text refers to it" in page
    assert f'<a href="{section.get_absolute_url()}">Method</a>' in page
    assert SECRET not in page


def test_a_forged_reference_from_elsewhere_warns_nobody(eud, support, finding, foreign, section):
    write(foreign, f"<p>See {ref('finding', finding, 'F4')}.</p>")
    assert referring_to(finding, support) == []  # support would see it
    write(section, f"<p>See {ref('finding', finding, 'F4')}.</p>")
    assert referring_to(finding, support) == [section]


def test_the_history_reads_what_the_reference_was_called(as_, eud, finding, section):
    write(section, f"<p>See {ref('finding', finding, 'F4')}.</p>")
    page = as_(eud).get(f"{section.get_absolute_url()}history/").content.decode()
    assert "See F4." in page
    assert "data-ref" not in page


def test_the_back_office_keeps_references_and_warns_before_a_removal(
    as_, support, finding, section
):
    text = f"<p>See {ref('finding', finding, 'F4')}.</p>"
    write(section, text)
    client = as_(support)
    address = f"/admin/evaluations/reportsection/{section.pk}/change/"
    form = client.get(address).context["adminform"].form
    sent = {name: form[name].value() or "" for name in form.fields}
    assert client.post(address, sent | {"title": "Methods"}).status_code == 302
    assert (now(section).title, now(section).text) == ("Methods", text)
    page = client.get(f"/admin/evaluations/finding/{finding.pk}/delete/").content.decode()
    assert "1 text refers to it:" in page
    assert section.get_absolute_url() in page
