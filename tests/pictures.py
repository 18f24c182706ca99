"""Take the pictures of docs/guide and of the README, by playing their stories in a demonstration.

`python -m tests.pictures http://127.0.0.1:8000`. The stories write, so the demonstration should be
a fresh one with a folder of its own: `VAR_DIR=var/pictures make demo`.
"""

import io
import os
import sys
from collections.abc import Callable

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import DESK
from tools.terminal import ROOT, say

PASSWORD = "evaluate-together"
FINAL = "/evaluations/mmsp-final-evaluation/"
PUBLISHED = "/evaluations/po-0105-ex-post-evaluation/published/1/"

SignIn = Callable[[str], Page]
STORIES: list[Callable[[SignIn], None]] = []


def story(play: Callable[[SignIn], None]) -> Callable[[SignIn], None]:
    """Stories are played in the order in which they stand here."""
    STORIES.append(play)
    return play


def main() -> None:
    address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for play_story in STORIES:
            play_story(lambda who: signed_in(browser, address, who))
        browser.close()


def signed_in(browser: Browser, address: str, who: str) -> Page:
    """A tab of its own, so that two people can write at once."""
    tab = browser.new_context(viewport=DESK, base_url=address, reduced_motion="reduce").new_page()
    tab.set_default_timeout(8000)
    tab.goto("/accounts/login/")
    tab.get_by_label("E-mail address").fill(f"{who}@example.org")
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Sign in").click()
    expect(tab.get_by_role("heading", name="Good day")).to_be_visible()
    return tab


def take(tab: Page, name: str, height: int = 620, at: str = "") -> None:
    """What the tab shows, from its top or from the element `at` on; few colours, so a small file."""
    tab.wait_for_load_state("networkidle")
    if at:
        tab.locator(at).first.evaluate(
            "e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 16)"
        )
    shot = tab.screenshot(clip={"x": 0, "y": 0, "width": DESK["width"], "height": height})
    picture = Image.open(io.BytesIO(shot)).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    target = ROOT / "docs" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    picture.save(target, optimize=True)
    say(f"docs/{name}: {target.stat().st_size // 1024} KB")


@story
def the_officer_looks_around(sign_in: SignIn) -> None:
    tab = sign_in("eud")
    take(tab, "guide/img/home.png", 560)
    tab.goto(FINAL)
    expect(tab.locator("#preflight")).to_contain_text("Blocking")
    take(tab, "img/workspace.png", 860)
    tab.goto(FINAL + "stage/")
    take(tab, "guide/img/stage.png", 640)
    tab.goto(FINAL + "quality/")
    take(tab, "guide/img/quality.png", 640)
    tab.goto(FINAL + "changes/")
    take(tab, "guide/img/changes.png", 620)
    tab.goto(FINAL + "findings/5/")
    take(tab, "guide/img/suggestion.png", 780)


@story
def the_evaluator_works_on_the_draft(sign_in: SignIn) -> None:
    tab = sign_in("ev")
    tab.goto(FINAL + "findings/5/edit/")
    tab.locator("summary", has_text="Documents").first.click()
    take(tab, "guide/img/evidence.png", 700, at="text=Strength of evidence")
    tab.goto(FINAL + "evaluation-matrix/")
    tab.get_by_role("link", name="Edit I 1.1.1").click()
    expect(tab.get_by_role("button", name="Save", exact=True)).to_be_visible()
    take(tab, "guide/img/matrix.png", 760)
    tab.goto(FINAL + "comments/2/answer/")
    take(tab, "guide/img/answer.png", 760)
    tab.goto(FINAL + "chain/")
    take(tab, "guide/img/chain.png", 720)
    tab.goto(FINAL + "preflight/")
    take(tab, "guide/img/preflight.png", 560)
    tab.goto(FINAL + "papers/")
    take(tab, "guide/img/papers.png", 760)
    tab.goto(FINAL + "report/opsys/")
    take(tab, "guide/img/papers/form-sheet.png", 760)


@story
def two_people_write_one_finding(sign_in: SignIn) -> None:
    officer, evaluator = sign_in("eud"), sign_in("ev")
    evaluator.goto(FINAL + "findings/5/edit/")
    officer.goto(FINAL)
    part = officer.locator("#finding-5")
    part.get_by_role("link", name="Edit").click()
    answer = part.get_by_label("Short answer")
    written = answer.input_value()
    answer.fill(written.replace("was not followed up", "was followed up for two seminars"))
    expect(part.locator("[data-draft-state=draft]")).to_be_visible()
    take(officer, "guide/img/edit.png", 720, at="#finding-5")
    part.get_by_role("button", name="Save", exact=True).click()
    expect(part.get_by_role("link", name="Edit")).to_be_visible()
    evaluator.get_by_label("Short answer").fill(written.replace("rated as good", "praised"))
    evaluator.get_by_role("button", name="Save", exact=True).click()
    expect(evaluator.get_by_role("button", name="Save what stands above")).to_be_visible()
    take(evaluator, "guide/img/conflict.png", 860)
    evaluator.get_by_label("Short answer").fill(answer_of_both(written))
    evaluator.get_by_role("button", name="Save what stands above").click()
    evaluator.goto(FINAL + "findings/5/history/")
    take(evaluator, "guide/img/history.png", 720)


def answer_of_both(written: str) -> str:
    """What the two settle on."""
    praised = written.replace("rated as good", "praised")
    return praised.replace("was not followed up", "was followed up for two seminars")


@story
def the_project_manager_answers_and_reports(sign_in: SignIn) -> None:
    tab = sign_in("pm")
    tab.goto("/my/actions/")
    take(tab, "guide/img/my-actions.png", 620)
    tab.goto(FINAL + "matrix/iom/")
    take(tab, "guide/img/response.png", 880)
    tab.goto(FINAL + "matrix/iom/3/actions/1/update/")
    tab.get_by_role("radio", name="Completed").check()
    tab.get_by_role("textbox", name="What was done").fill(
        "The revised set of indicators was adopted."
    )
    tab.get_by_role("button", name="Save the update").click()
    expect(tab.get_by_role("alert")).to_be_visible()
    take(tab, "guide/img/update.png", 820)


@story
def the_project_manager_changes_several_actions(sign_in: SignIn) -> None:
    tab = sign_in("pm")
    tab.goto("/my/actions/")
    for label in ("10.1", "3.1"):
        tab.get_by_role("checkbox", name=f"Tick {label}").first.check()
    tab.get_by_role("button", name="Change the ticked actions").click()
    tab.get_by_label("Status").select_option(label="Initiated")
    tab.get_by_role("textbox", name="What was done").fill(
        "The steering committee agreed on a plan."
    )
    tab.get_by_role("button", name="Show what would change").click()
    expect(tab.get_by_role("button", name="Save")).to_be_visible()
    take(tab, "guide/img/bulk.png", 620)
    tab.goto("/my/mail/")
    take(tab, "guide/img/mail.png", 860)


@story
def the_project_manager_fills_in_a_sheet(sign_in: SignIn) -> None:
    tab = sign_in("pm")
    tab.goto(FINAL + "matrix/iom/import/")
    take(tab, "guide/img/import.png", 560)


@story
def everybody_sees_how_far_it_is(sign_in: SignIn) -> None:
    tab = sign_in("pm")
    tab.goto("/follow-up/")
    take(tab, "guide/img/follow-up.png", 860)
    inbox = sign_in("admin")
    inbox.goto("/inbox/")
    row = inbox.get_by_role("row", name="pm@example.org").filter(has_text="overdue")
    row.get_by_role("link").first.click()
    take(inbox, "guide/img/digest.png", 860)


@story
def a_report_goes_out(sign_in: SignIn) -> None:
    tab = sign_in("eud")
    tab.goto(PUBLISHED)
    take(tab, "guide/img/published.png", 620)
    known = tab.get_by_role("definition").locator("code").first.inner_text()
    tab.goto("/register/")
    take(tab, "guide/img/register.png", 480)
    tab.goto("/verify/")
    tab.get_by_label("Or its SHA-256").fill(known)
    tab.get_by_role("button", name="Verify").click()
    expect(tab.get_by_role("status")).to_contain_text("Published here")
    take(tab, "guide/img/verify.png", 640)


if __name__ == "__main__":
    main()
