"""The entrance of the register: which projects somebody may see."""

from tests import factories as make


def test_keepers_see_their_project_with_what_is_in_it(as_, pm, training, paper, internal):
    page = as_(pm).get("/activities/")
    assert page.status_code == 200
    assert "Migration dialogue" in page.text
    assert "1 activity" in page.text
    assert "2 documents" in page.text


def test_who_shares_in_it_does_not_even_count_internal_papers(as_, ev, training, paper, internal):
    assert "1 document<" in as_(ev).get("/activities/").text


def test_a_stranger_gets_a_page_that_says_why_it_is_empty(as_, stranger, training):
    page = as_(stranger).get("/activities/")
    assert page.status_code == 200
    assert "No project is open to you" in page.text
    assert "MMSP" not in page.text


def test_a_passer_by_is_asked_to_sign_in(client, world):
    assert client.get("/activities/")["Location"] == "/accounts/login/?next=/activities/"


def test_only_support_staff_is_offered_to_add_a_project(as_, pm, support, world):
    assert "/activities/new/" in as_(support).get("/activities/").text
    assert "/activities/new/" not in as_(pm).get("/activities/").text


def test_removed_rows_are_not_counted(as_, pm, training):
    from editing import versions

    versions.remove(training, base_version=training.version, by=pm)
    assert "0 activities" in as_(pm).get("/activities/").text


def test_a_hundred_projects_cost_as_many_queries_as_one(
    as_, support, world, django_assert_max_num_queries
):
    browser = as_(support)
    with django_assert_max_num_queries(14) as few:
        browser.get("/activities/")
    for _more in range(30):
        project = make.ProjectFactory(implementing_partners=[world.iom], donor=world.delegation)
        make.ActivityFactory(project=project)
    with django_assert_max_num_queries(len(few)):
        browser.get("/activities/")
