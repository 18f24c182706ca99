"""Staff rotate: the open actions of one person go to another, with a note."""

import pytest

from editing import versions
from recommendations.models import BulkChange, KeyAction, ProgressUpdate
from tests import factories as make
from tests.recommendations.test_bulk_update import chosen, words

OVER = "/actions/hand-over/"
NOTE = "The drafts lie with the registry."
KEY = "6b8f0a52-0c5e-4a8e-9d50-5f0b1f3a7c12"


def colleague(world, name, role="respondent"):
    user = make.UserFactory(name=name, organisation=world.iom)
    if role:
        make.MembershipFactory(evaluation=world.evaluation, user=user, role=role)
    return user


def give(action, person):
    action = versions.current(action)
    fields = {"responsible_person": person}
    return versions.revise(action, base_version=action.version, fields=fields, by=None)


@pytest.fixture
def ana(world):
    """She leaves; a reviewer of the evaluation, named on actions 3.1 and 3.2."""
    return colleague(world, "Ana", role="reviewer")


@pytest.fixture
def bo(world):
    return colleague(world, "Bo")


@pytest.fixture
def hers(submitted, ana):
    second = make.ActionFactory(response=submitted.response, number=2, status="initiated")
    make.ActionFactory(
        response=submitted.response, number=3, status="completed", responsible_person=ana
    )
    return [give(submitted.action, ana), give(second, ana)]


def address(holder, to):
    return f"{OVER}?holder={holder.pk}&to={to.pk}"


def hand_over(client, holder, to, actions):
    said = {"chosen": chosen(actions), "note": NOTE, "request_key": KEY}
    page = client.post(address(holder, to), said)
    agreed = page.context["plan"].fingerprint
    return client.post(address(holder, to), {**said, "agreed": agreed}, follow=True)


def holders():
    return [each.responsible_person for each in KeyAction.objects.order_by("number")]


def test_one_chooses_whose_and_to_whom_then_which(as_, ana, bo, hers):
    client = as_(ana)
    first = client.get(OVER).context["hands"]
    assert first["holder"].value() == ana.pk
    assert set(first.fields["to"].queryset) >= {bo}
    page = client.get(address(ana, bo))
    assert page.context["free"] == hers
    assert page.content.decode().count(" checked") == 2


def test_the_actions_go_over_with_a_note_in_the_log_of_each(as_, ana, bo, hers):
    page = hand_over(as_(ana), ana, bo, hers)
    assert "Saved for 2 actions. Undo" in words(page)
    assert holders() == [bo, bo, ana]
    said = ProgressUpdate.objects.filter(handed_to=bo)
    assert [(each.by, each.what_was_done) for each in said] == [(ana, NOTE)] * 2
    assert "Handed over to Bo." in words(as_(bo).get(hers[0].url_for("update")))


def test_the_new_holder_finds_them_waiting_until_reporting(as_, ana, bo, hers):
    hand_over(as_(ana), ana, bo, hers)
    client = as_(bo)
    assert "Handed over to you" in {task.title for task in client.get("/").context["tasks"]}
    assert NOTE in words(client.get(hers[0].url_for("update")))
    for action in hers:
        client.post(
            action.url_for("update"),
            {"status": "initiated", "what_was_done": "Taken up.", "seen_version": "3"},
        )
    assert "Handed over to you" not in {task.title for task in client.get("/").context["tasks"]}


def test_a_hand_over_is_no_word_about_progress(as_, pm, ana, bo, hers):
    hand_over(as_(ana), ana, bo, hers)
    [first, *_rest] = as_(bo).get("/my/actions/").context["rows"]
    assert first.last is None
    assert first.silent_days is None


def test_who_gave_them_away_takes_them_back(as_, ana, bo, hers):
    client = as_(ana)
    hand_over(client, ana, bo, hers)
    undo = f"/actions/bulk/{BulkChange.objects.get().key.hex}/undo/"
    assert as_(bo).post(undo).status_code == 404
    assert "Undone for 2 actions." in words(client.post(undo, follow=True))
    assert holders() == [ana, ana, ana]
    assert ProgressUpdate.objects.filter(withdrawn_at__isnull=False).count() == 2
    assert "Handed over to you" not in {task.title for task in as_(bo).get("/").context["tasks"]}


def test_what_the_other_took_up_already_is_not_taken_back(as_, ana, bo, hers):
    client = as_(ana)
    hand_over(client, ana, bo, hers)
    as_(bo).post(
        hers[0].url_for("update"),
        {"status": "initiated", "what_was_done": "Taken up.", "seen_version": "3"},
    )
    undo = f"/actions/bulk/{BulkChange.objects.get().key.hex}/undo/"
    assert "left as they are: 3.1" in words(client.post(undo, follow=True))
    assert holders() == [bo, ana, ana]


def test_actions_that_the_other_cannot_see_are_listed_and_left(as_, ana, world, hers):
    outside = colleague(world, "Cy", role=None)
    page = as_(ana).get(address(ana, outside))
    assert page.context["free"] == []
    assert "Cy does not see this action" in words(page)
    forced = {"chosen": chosen(hers), "note": NOTE, "request_key": KEY}
    assert as_(ana).post(address(ana, outside), forced).context["plan"].possible == []


def test_colleagues_who_answer_and_the_head_hand_over_for_somebody(as_, pm, ana, bo, world, hers):
    hand_over(as_(pm), ana, bo, hers[:1])
    head = colleague(world, "Head", role="reader")
    iom = versions.current(world.iom)
    versions.revise(iom, base_version=iom.version, fields={"head": head}, by=None)
    versions.revise(world.evaluation, base_version=1, fields={"stage": "final"}, by=None)
    said = {"chosen": chosen(hers[1:]), "note": NOTE, "request_key": KEY}
    page = as_(head).post(address(ana, bo), said)
    as_(head).post(address(ana, bo), {**said, "agreed": page.context["plan"].fingerprint})
    assert holders() == [bo, bo, ana]


@pytest.mark.parametrize("who", ["eud", "rival", "reviewer", "stranger"])
def test_others_do_not_learn_who_holds_what(as_, request, ana, bo, hers, who):
    client = as_(request.getfixturevalue(who))
    page = client.post(address(ana, bo), {"chosen": chosen(hers), "note": NOTE})
    assert page.status_code == 422
    assert "Ana" not in words(page)
    assert not ProgressUpdate.objects.exists()


def test_a_colleague_without_a_role_hands_over_nothing(as_, world, ana, bo, hers):
    page = as_(colleague(world, "Di", role="reader")).get(address(ana, bo))
    assert page.status_code == 422


def test_the_note_is_asked_for_and_a_tick(as_, ana, bo, hers):
    client = as_(ana)
    silent = client.post(address(ana, bo), {"chosen": chosen(hers), "request_key": KEY})
    assert silent.context["form"].errors["note"]
    idle = client.post(address(ana, bo), {"note": NOTE, "request_key": KEY})
    assert "Tick at least one action." in words(idle)


@pytest.mark.parametrize("query", ["?holder=x&to=y", "?to=" + "9" * 30])
def test_garbage_is_refused_at_its_field(as_, ana, hers, query):
    assert as_(ana).get(OVER + query).status_code == 422
