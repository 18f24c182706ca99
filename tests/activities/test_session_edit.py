"""The agenda of an activity: sessions that are added, told, put in order and taken out again."""

import pytest

from activities.models import ActivitySession
from editing import versions
from tests import factories as make
from tests.activities.pages import fill, shown

PAGE = "/activities/MMSP/1/"
NEW = f"{PAGE}sessions/new/"
EDIT, MOVE, REMOVE, HISTORY = (
    f"{PAGE}sessions/1/{verb}/" for verb in ("edit", "move", "remove", "history")
)


@pytest.fixture
def sessions(training):
    return [
        make.SessionFactory(activity=training, number=number, title=title, held_on="2018-10-09")
        for number, title in enumerate(("Visas", "Stamps", "Paper"), 1)
    ]


def order():
    return list(ActivitySession.objects.values_list("number", "title"))


def test_a_keeper_adds_a_session_and_is_offered_number_and_day(as_, pm, training, sessions):
    browser = as_(pm)
    offered = shown(browser, NEW)
    assert (offered["number"], str(offered["held_on"])) == (4, "2018-10-09")
    answer = fill(
        browser, NEW, title="Ink", kind="presentation", starts_at="09:30", ends_at="10:15",
        speakers="Ms. Gall, Chemist, Ink Office", text="<p>Ultraviolet.</p>",
        key_observations="<ul><li>Old ink fades.</li></ul>",
    )  # fmt: skip
    assert answer["Location"] == f"{PAGE}#session-4"
    page = browser.get(PAGE).text
    for words in ("Tuesday 9 October 2018", "4. Ink", "09:30–10:15", "Ms. Gall", "Chemist, Ink Office",
                  "Ultraviolet.", "Old ink fades."):  # fmt: skip
        assert words in page


def test_the_page_of_a_workshop_has_its_texts_in_the_order_of_the_day(as_, ev, training, sessions):
    texts = {
        "opening_remarks": "Welcome all.", "final_findings": "Buy lamps.",
        "challenges": "Lamps are dear.", "way_forward": "Ask for money.", "feedback": "They liked it.",
    }  # fmt: skip
    fields = {name: f"<p>{text}</p>" for name, text in texts.items()}
    versions.revise(training, base_version=1, fields=fields, by=None)
    page = as_(ev).get(PAGE).text
    places = [page.index(text) for text in texts.values()]
    assert places == sorted(places)
    assert page.index("Welcome all.") < page.index("1. Visas") < page.index("Buy lamps.")
    assert "sessions/1/edit/" not in page


def test_a_newsletter_has_no_sessions_to_tell(as_, pm, world):
    make.ActivityFactory(project=world.project, number=5, type="newsletter")
    assert "No session" not in as_(pm).get("/activities/MMSP/5/").text
    make.ActivityFactory(project=world.project, number=6, type="workshop")
    assert "No session is described yet." in as_(pm).get("/activities/MMSP/6/").text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"number": 2}, "number"),
        ({"number": 0}, "number"),
        ({"number": 999_999}, "number"),
        ({"title": ""}, "title"),
        ({"held_on": "yesterday"}, "held_on"),
        ({"starts_at": "10:00", "ends_at": "09:00"}, "ends_at"),
        ({"starts_at": "25:99"}, "starts_at"),
        ({"kind": "dinner"}, "kind"),
    ],
)
def test_a_mistake_is_said_at_its_field(as_, pm, sessions, wrong, field):
    answer = fill(as_(pm), EDIT, **{"speakers": "Mr. Kept", **wrong})
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert "Mr. Kept" in answer.text


def test_a_session_moves_down_and_up_again(as_, pm, sessions):
    browser = as_(pm)
    answer = browser.post(MOVE, {"base_version": 1, "direction": "down"})
    assert answer["Location"] == f"{PAGE}#session-2"
    assert order() == [(1, "Stamps"), (2, "Visas"), (3, "Paper")]
    browser.post(f"{PAGE}sessions/2/move/", {"base_version": 3, "direction": "up"})
    assert order() == [(1, "Visas"), (2, "Stamps"), (3, "Paper")]
    browser.post(f"{PAGE}sessions/3/move/", {"base_version": 1, "direction": "down"})
    assert order() == [(1, "Visas"), (2, "Stamps"), (3, "Paper")]


def test_a_session_stays_within_its_day(as_, pm, training, sessions):
    """What moves to another day is edited: its order alone would tear both days apart."""
    make.SessionFactory(activity=training, number=4, title="Ink", held_on="2018-10-10")
    browser = as_(pm)
    page = browser.get(PAGE).text
    for words, is_offered in (
        ("Move 1. Visas up", False), ("Move 1. Visas down", True), ("Move 3. Paper up", True),
        ("Move 3. Paper down", False), ("Move 4. Ink up", False), ("Move 4. Ink down", False),
    ):  # fmt: skip
        assert (words in page) is is_offered, words
    for number, direction in ((3, "down"), (4, "up")):
        browser.post(f"{PAGE}sessions/{number}/move/", {"base_version": 1, "direction": direction})
    assert order() == [(1, "Visas"), (2, "Stamps"), (3, "Paper"), (4, "Ink")]


def test_a_link_to_a_session_unfolds_it(as_, pm, sessions):
    """Browsers unfold what the goal of a link stands in, not what it holds."""
    page = as_(pm).get(PAGE).text
    assert page.index('<details class="disclosure"') < page.index('id="session-1"')


def test_a_form_follows_its_session_to_another_number(as_, pm, sessions):
    """Both have had as many versions: the number alone would put the text of one into the other."""
    versions.revise(sessions[0], base_version=1, fields={"speakers": ["Mr. Stein"]}, by=None)
    form = shown(as_(pm), EDIT)
    as_(pm).post(f"{PAGE}sessions/2/move/", {"base_version": 1, "direction": "up"})
    assert order()[:2] == [(1, "Stamps"), (2, "Visas")]
    assert form["opened_row"] == sessions[0].pk
    answer = fill(as_(pm), EDIT, **{**form, "title": "Passports", "number": 2})
    assert answer.status_code == 409, "its own number changed"
    assert order()[:2] == [(1, "Stamps"), (2, "Visas")]
    assert "Passports" in answer.text
    assert "Stamps" not in answer.text


def test_what_is_sent_after_a_removal_is_kept_and_said_to_be(as_, pm, sessions):
    form = shown(as_(pm), EDIT)
    versions.remove(sessions[0], base_version=1, by=None)
    answer = as_(pm).post(EDIT, {**form, "title": "Passports"})
    assert answer.status_code == 409
    assert "It was removed meanwhile" in answer.text
    assert "Passports" in answer.text


def test_a_form_never_writes_into_another_row(as_, pm, training, sessions):
    elsewhere = make.ActivityFactory(project=training.project, number=2)
    other = make.SessionFactory(activity=elsewhere, number=1, title="Tea")
    for opened, said in ((other.pk, "this place belongs to another now"), (10**30, "")):
        answer = fill(as_(pm), EDIT, title="Passports", opened_row=opened)
        assert answer.status_code == 422
        assert said in answer.text
        assert "Passports" in answer.text
    titles = list(ActivitySession.objects.order_by("pk").values_list("title", flat=True))
    assert titles == ["Visas", "Stamps", "Paper", "Tea"]


def test_who_signs_in_again_after_pressing_an_arrow_is_told(client, pm, sessions):
    led = client.post(MOVE, {"base_version": 1, "direction": "down"})["Location"]
    assert led.endswith(f"?next={MOVE}")
    client.force_login(pm)
    answer = client.get(MOVE)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Nothing was changed" in answer.text
    assert order()[0] == (1, "Visas")


def test_who_moves_what_somebody_changed_meanwhile_looks_again(as_, pm, sessions):
    versions.revise(sessions[0], base_version=1, fields={"title": "Passports"}, by=None)
    answer = as_(pm).post(MOVE, {"base_version": 1, "direction": "down"})
    assert answer.status_code == 409
    assert "Look again before you move it." in answer.text
    assert order()[0] == (1, "Passports")


@pytest.mark.parametrize("sent", [{}, {"base_version": 1, "direction": "sideways"}])
def test_a_move_to_nowhere_is_no_request(as_, pm, sessions, sent):
    assert as_(pm).post(MOVE, sent).status_code == 400


def test_what_was_removed_comes_back_with_undo(as_, pm, sessions):
    browser = as_(pm)
    page = browser.post(REMOVE, {"base_version": 1}, follow=True)
    assert order() == [(2, "Stamps"), (3, "Paper")]
    assert "Undo" in page.text
    row = ActivitySession.everything.get(title="Visas")
    versions.bring_back(row, base_version=2, by=pm)
    assert order()[0] == (1, "Visas")


@pytest.mark.parametrize("address", [NEW, EDIT, MOVE, REMOVE, HISTORY])
def test_only_keepers_write(as_, ev, stranger, sessions, address):
    for reader, status in ((ev, 403), (stranger, 404)):
        browser = as_(reader)
        answer = browser.post(address) if address == MOVE else browser.get(address)
        assert answer.status_code == status


def test_sessions_of_another_activity_are_not_reached(as_, pm, training, sessions):
    make.ActivityFactory(project=training.project, number=2)
    assert as_(pm).get("/activities/MMSP/2/sessions/1/edit/").status_code == 404


def test_what_is_typed_is_kept_as_a_draft(as_, pm, sessions):
    page = as_(pm).get(EDIT)
    assert page.context["draft"]
    assert "data-draft" in page.text
