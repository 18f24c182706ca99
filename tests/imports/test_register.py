"""The public repository of evaluations: dirty rows in, what was mended said, our own rows out."""

from datetime import UTC, date, datetime

import pytest

from editing import versions
from editing.models import Revision
from evaluations.models import Evaluation
from mmsp.imports.guard import Refused
from mmsp.register.bringing_in import bring_in, plan
from mmsp.register.columns import COLUMNS
from mmsp.register.reading import read
from mmsp.register.row import as_csv
from tests import factories as make
from tests.imports.register_rows import CLEAN, export, row

pytestmark = pytest.mark.django_db


def import_(*rows):
    return bring_in(rows=read(export(*rows)), by=None)


def mended(done):
    return {(remark.row, remark.column): remark.done for remark in done.remarks}


def test_a_clean_row_becomes_an_evaluation_as_it_stands():
    project = make.ProjectFactory(code="pb.0031")
    iom = make.OrganisationFactory(acronym="IOM")
    done = import_(CLEAN)
    evaluation = Evaluation.objects.get(slug="final-evaluation-of-the-harbour-project-2021")
    assert not done.remarks
    assert (evaluation.report_date, evaluation.timing) == (date(2021, 9, 1), "final")
    assert (evaluation.period_from, evaluation.period_to) == (date(2019, 1, 1), date(2020, 12, 31))
    assert evaluation.themes == ["Counter trafficking", "Border solutions (security, assessment)"]
    assert (evaluation.commissioned_by, list(evaluation.projects.all())) == (iom, [project])
    assert evaluation.register["Countries Covered"] == "Colombia"


def test_it_is_closed_and_open_to_everybody_since_it_was_added(as_, stranger):
    import_(CLEAN)
    evaluation = Evaluation.objects.get(title=CLEAN["Title"])
    assert (evaluation.stage, evaluation.confidentiality) == ("closed", "public")
    assert evaluation.published_at == datetime(2025, 8, 7, 21, 52, tzinfo=UTC)
    page = as_(stranger).get(evaluation.get_absolute_url()).content.decode()
    assert "Entry in the public repository" in page
    assert 'href="https://example.org/brief.pdf"' in page


def test_what_the_repository_does_not_call_published_is_not_shown(as_, stranger):
    done = import_(row(Report_Published="No"))
    evaluation = Evaluation.objects.get(title=CLEAN["Title"])
    assert as_(stranger).get(evaluation.get_absolute_url()).status_code == 404
    assert "support staff only" in mended(done)[2, "Report Published"]


@pytest.mark.parametrize(
    ("cells", "column", "done", "field", "value"),
    [
        ({"Evaluation_Period_From_Date": "1970-01-01"}, "Evaluation Period From Date",
         "stands for an unknown date; left empty", "period_from", None),
        ({"Evaluation_Period_From_Date": "0217-09-01"}, "Evaluation Period From Date",
         "no date written like 2025-08-11", "period_from", None),
        ({"Evaluation_Period_To_Date": "2018-05-31"}, "Evaluation Period To Date",
         "before the period starts", "period_to", None),
        ({"Date_of_Publication": "1/9/2021"}, "Date of Publication",
         "no date written like 2025-08-11", "report_date", None),
        ({"Project_Code": "N/A"}, "Project Code", "no project code", "themes", None),
        ({"Type_of_Evaluation_Scope": "Thematic, Strategy"}, "Type of Evaluation Scope",
         "the first that is known here counts: Thematic", "scope", "thematic"),
        ({"Type_of_Evaluation_Timing": "Not available"}, "Type of Evaluation Timing",
         "not known here; taken as: Not applicable", "timing", "not_applicable"),
        ({"Type_of_Evaluator": ""}, "Type of Evaluator", "missing; taken as: External",
         "evaluator_type", "external"),
        ({"Languages": "Spanish"}, "Languages", "taken as: English", "language", "en-gb"),
        ({"Date_added": "yesterday"}, "Date added", "the date of publication counts",
         "published_at", datetime(2021, 9, 1, 10, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_dirt_is_mended_and_said_with_its_row(cells, column, done, field, value):
    said = import_(row(), row(Title="Another", **cells))
    assert list(mended(said)) == [(3, column)]
    assert done in mended(said)[3, column]
    mended_row = Evaluation.objects.get(title="Another")
    if column != "Project Code":
        assert getattr(mended_row, field) == value
    else:
        assert not mended_row.projects.exists()


def test_an_evaluation_entered_twice_is_taken_once():
    done = import_(CLEAN, row(Title="FINAL Evaluation of the harbour project", Donor="Other"))
    assert Evaluation.objects.get().register["Donor"] == "European Union"
    assert mended(done) == {(3, "Title"): "the same title and year as row 2; left out"}


def test_a_second_import_changes_nothing():
    rows = (CLEAN, row(Title="Another", Evaluation_Period_To_Date="1970-01-01"))
    import_(*rows)
    before = Revision.objects.count()
    done = import_(*rows)
    assert (len(done.new), len(done.changed), len(done.unchanged)) == (0, 0, 2)
    assert Revision.objects.count() == before


def test_what_the_register_corrects_is_taken_over_and_what_people_mended_stays():
    import_(CLEAN)
    fields = {"report_date": date(2021, 9, 30)}
    versions.revise(Evaluation.objects.get(), base_version=1, fields=fields, by=None)
    done = import_(row(Type_of_Evaluator="Joint"))
    evaluation = Evaluation.objects.get()
    assert len(done.changed) == 1
    assert (evaluation.evaluator_type, evaluation.report_date) == ("joint", date(2021, 9, 30))


def test_an_evaluation_that_is_worked_on_here_is_left_as_it_stands():
    own = make.EvaluationFactory(title=CLEAN["Title"], report_date=date(2021, 12, 1))
    done = import_(CLEAN)
    assert Evaluation.objects.get() == own
    assert "worked on here" in mended(done)[2, "Title"]


def test_titles_that_look_alike_in_addresses_get_their_own():
    import_(row(Title="评估"), row(Title="報告"), row(Title="Été"), row(Title="Ete"))
    slugs = set(Evaluation.objects.values_list("slug", flat=True))
    assert slugs == {"evaluation-2021", "evaluation-2021-2", "ete-2021", "ete-2021-2"}


def test_a_rehearsal_writes_nothing():
    assert len(plan(read(export(CLEAN))).new) == 1
    assert not Evaluation.objects.exists()


def test_when_one_row_fails_none_is_written(monkeypatch):
    monkeypatch.setattr("mmsp.register.bringing_in._Desk._slug", lambda desk, entry: "the-same")
    with pytest.raises(Refused, match="short name"):
        import_(row(Title="First"), row(Title="Second"))
    assert not Evaluation.objects.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 a workbook", "workbook"),
        (export(CLEAN)[3:].replace(b"Jane", b"J\xe4ne"), "UTF-8"),
        (export(CLEAN).replace(b"Jane", b"J\0ne"), "null character"),
        (export(CLEAN).replace(b"Project Code", b"Projekt"), "Missing: Project Code. Unknown: Projekt."),
        (export(CLEAN, columns=COLUMNS[:-1]), "Missing: Date added"),
        (b"x" * 20_000_001, "larger than 20 MB"),
        (export(CLEAN) + b"one,two\r\n", "Row 3: 2 cells instead of 33."),
        (export(CLEAN) + b'"never closed\r\n', "quotation mark"),
        (export(CLEAN, row(Title="")), "Row 3, Title: empty"),
        (export(CLEAN, row(Title="x" * 301)), "Row 3, Title: longer than 300"),
        (export(row(Year="202O")), "Row 2, Year: “202O” is no year"),
        (export(row(Year="²²²²")), "Row 2, Year"),
        (export(row(Donor="=HYPERLINK(1)")), "Row 2, Donor: a formula"),
        (export(row(Donor="x" * 5_001)), "Row 2, Donor: longer than 5000"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_place(data, said):
    with pytest.raises(Refused) as refusal:
        read(data)
    assert said in str(refusal.value)


def test_every_row_to_mend_is_named_at_once():
    with pytest.raises(Refused) as refusal:
        read(export(row(Title=""), CLEAN, row(Year="")))
    assert "Row 2, Title" in str(refusal.value)
    assert "Row 4, Year" in str(refusal.value)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_sheet_saved_with_other_separators_is_read(delimiter):
    [found] = read(export(CLEAN, delimiter=delimiter))
    assert found.cells["Title"] == CLEAN["Title"]


def cells_of(data):
    return [each.cells for each in read(data)]


def test_what_was_imported_goes_out_as_it_came():
    given = row(
        Type_of_Evaluation_Scope="Thematic, Strategy",
        Languages="Spanish",
        Evaluation_Period_To_Date="2018-05-31",
        Title="-1 and counting",
    )
    import_(given)
    [found] = cells_of(as_csv(Evaluation.objects.all()))
    assert found == {name: " ".join(cell.split()) for name, cell in given.items()}


def test_what_people_mended_since_goes_out_mended():
    import_(CLEAN)
    fields = {"timing": "ex_post", "period_to": None}
    versions.revise(Evaluation.objects.get(), base_version=1, fields=fields, by=None)
    [found] = cells_of(as_csv(Evaluation.objects.all()))
    assert found["Type of Evaluation Timing"].startswith("Ex-post")
    assert "Evaluation Period To Date" not in found
    assert found["Donor"] == "European Union"


@pytest.fixture
def own(world):
    """The evaluation of the world, closed and published, as it stands in the other house."""
    fields = {
        "stage": "closed", "confidentiality": "public", "report_date": date(2020, 12, 1),
        "published_at": datetime(2021, 1, 5, 12, tzinfo=UTC), "themes": ["Gender, rights", "+1"],
        "period_from": date(2015, 4, 1), "period_to": date(2018, 12, 31), "title": "=Final",
    }  # fmt: skip
    row = world.evaluation
    return versions.revise(row, base_version=row.version, fields=fields, by=None)


def test_an_evaluation_of_ours_fits_the_shape_and_survives_the_way(own):
    out = as_csv(Evaluation.objects.filter(pk=own.pk))
    assert b",'=Final," in b"," + out.splitlines()[1]
    fields = {"title": "Something else"}
    versions.revise(own, base_version=own.version, fields=fields, by=None)
    bring_in(rows=read(out), by=None)
    back = Evaluation.objects.exclude(pk=own.pk)
    assert as_csv(back) == out
    assert (back[0].title, back[0].published_at) == ("=Final", own.published_at)


def test_the_row_of_an_evaluation_is_for_those_who_see_it(as_, eud, stranger, world):
    address = "/evaluations/final/register.csv"
    answer = as_(eud).get(address)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    [found] = cells_of(answer.content)
    assert (found["Title"], found["Report Published"]) == (world.evaluation.title, "No")
    assert as_(stranger).get(address).status_code == 404


def test_writing_many_rows_asks_no_more_than_writing_few(django_assert_num_queries):
    import_(*(row(Title=f"Evaluation {number}") for number in range(20)))
    for rows in (Evaluation.objects.filter(title="Evaluation 3"), Evaluation.objects.all()):
        with django_assert_num_queries(3):
            as_csv(rows)


def test_entries_of_the_register_do_not_crowd_out_the_work_here(as_, eud, world):
    import_(*(row(Title=f"CANARY {number}", Year="2026") for number in range(8)))
    client = as_(eud)
    assert "CANARY" not in client.get("/").content.decode()
    assert "CANARY" not in client.get("/recommendations/").content.decode()
    assert "CANARY" in client.get("/evaluations/").content.decode()
