"""What everybody may do, written down by hand; the tests ask the rules whether it is so.

Each block names nouns, then for each right who has it and at which stages of their own evaluation.
Support with all rights has every right that is declared, so it is left out.
"""

from mmsp.roles import ACTORS

EXPECTED = """
organisation
  see: everybody always
  add, change, delete, read_history: support always

person
  see: support always
  add, change, delete, set_is_active, set_organisation: support always
  set_is_staff, set_is_superuser: nobody never

person, oneself
  see, change: everybody always
  add, delete, set_is_active, set_organisation, set_is_staff, set_is_superuser: nobody never

person, support staff
  see: support always
  add, change, delete, set_is_active, set_organisation, set_is_staff, set_is_superuser: nobody never

project
  see: keeper, partner always; support always
  add, delete: support always
  change, read_history: keeper always; support always

activity; document; outcome; participation; pillar; session; text in another language
  see: keeper, partner always; support always
  add, change, delete: keeper always
  read_history: keeper always; support always

newsletter
  see: keeper always; support always
  add, change, delete, issue: keeper always
  set_status: nobody never
  read_history: keeper always; support always

newsletter, issued
  see: keeper, partner always; support always
  add, issue: keeper always
  change, delete, set_status: nobody never
  read_history: keeper always; support always

item of a newsletter
  see: keeper always; support always
  add, change, delete: keeper always
  read_history: keeper always; support always

item of a newsletter, issued
  see: keeper, partner always; support always
  add, change, delete: nobody never
  read_history: keeper always; support always

document, internal
  see: keeper always; support always
  add, change, delete: keeper always
  read_history: keeper always; support always

evaluation
  see: report readers; support always
  add: support always
  change: manager always; evaluator until review
  move: manager always; evaluator in drafting
  move_to_planned: manager in inception
  move_to_inception: manager planned and drafting
  move_to_drafting: manager inception and review
  move_to_review: manager drafting and final; evaluator in drafting
  move_to_final: manager review and closed
  move_to_closed: manager in final
  set_stage, set_published_at, set_edition: nobody never
  set_title, set_reference, set_contract_number, set_timing, set_commissioned_by, set_contractor, \
set_projects, set_language, set_report_date, set_disclaimer, set_visibility_statement: \
manager, evaluator until review
  delete: manager in planned
  read_history: manager, evaluator, reviewer always; support always

abbreviation; conclusion; criterion; evaluation question; finding; indicator; judgement criterion; lesson; \
part of a recommendation; recommendation; section; team member
  see: report readers; support always
  add, change, delete: manager, evaluator until review
  read_history: manager, evaluator, reviewer always; support always

criterion, standard
  see: everybody always
  add, change, delete: support always
  read_history: nobody never

uptake of a lesson
  see: manager, evaluator always; reviewer from drafting; respondent from review; reader from final; \
support always
  add, change, delete: manager from review
  read_history: manager, evaluator, reviewer always; support always

interview
  see: report readers; support always
  view: manager, evaluator, reviewer, respondent, reader always; support always
  add, change, delete, read_minutes, read_history: evaluator always

comment thread
  see: manager, evaluator always; reviewer from drafting; respondent from review; support always
  add: manager, evaluator until review; reviewer drafting to review; respondent in review
  answer, accept, resolve: manager, evaluator until review
  withdraw: nobody never
  read_history: manager, evaluator, reviewer always; support always

suggested edit
  see: manager, evaluator always; reviewer from drafting; respondent from review; support always
  add: manager, evaluator until review; reviewer drafting to review; respondent in review

comment thread, of the reviewer
  see: manager, evaluator always; reviewer from drafting; respondent from review; support always
  add: manager, evaluator until review; reviewer drafting to review; respondent in review
  answer, accept: manager, evaluator until review
  withdraw: reviewer drafting to review
  resolve: manager, evaluator until review; reviewer drafting to review
  read_history: manager, evaluator, reviewer always; support always

comment
  see: manager, evaluator always; reviewer from drafting; respondent from review; support always
  add: manager, evaluator until review; reviewer drafting to review; respondent in review
  change: nobody never
  read_history: manager, evaluator, reviewer always; support always

comment, of the reviewer
  see: manager, evaluator always; reviewer from drafting; respondent from review; support always
  add: manager, evaluator until review; reviewer drafting to review; respondent in review
  change: reviewer drafting to review
  read_history: manager, evaluator, reviewer always; support always

quality standard; quality criterion; quality level
  see: everybody always
  add, change, delete: support always

quality assessment
  see: manager always; support always
  add, change, delete, hand_over: manager from drafting
  reply: nobody never
  read_history: manager always; support always

quality assessment, handed over
  see: manager, evaluator always; reviewer from drafting; support always
  add, hand_over: manager from drafting
  change, delete: nobody never
  reply: evaluator always
  read_history: manager always; support always

quality score
  see: manager always; support always
  add, change, delete: manager from drafting
  reply: nobody never
  read_history: manager always; support always

quality score, handed over
  see: manager, evaluator always; reviewer from drafting; support always
  add, change, delete: nobody never
  reply: evaluator always
  read_history: manager always; support always

published report
  see: manager, evaluator always; support always
  add: manager, evaluator from final
  withdraw: nobody never
  confirm: manager from final
  send_back: manager, evaluator always
  read_history: manager, evaluator always; support always

published report, public
  see: everybody always
  add: manager, evaluator from final
  confirm, send_back: nobody never
  withdraw: manager always
  read_history: manager, evaluator always; support always

published report, restricted
  see: manager, evaluator, reviewer, respondent always; support always
  add: manager, evaluator from final
  confirm, send_back: nobody never
  withdraw: manager always
  read_history: manager, evaluator always; support always

reason for not publishing
  see: report readers; support always
  add: manager from final
  change, delete: manager always
  read_history: manager, evaluator, reviewer always; support always

member
  see: report readers; support always
  view: manager, evaluator, reviewer, respondent, reader always; support always
  add, change, delete, read_history: manager always; support always

rules of the follow-up
  see: report readers; support always
  add, change, delete, read_history: manager always

response matrix
  see: manager always; respondent from review; support always
  add, delete: manager always
  change: manager always; respondent from review
  submit: respondent from review
  endorse, agree, reopen: nobody never
  read_history: manager, respondent always; support always

response matrix, handed over
  see: report readers; support always
  change, reopen: manager always
  add, delete, submit, endorse, agree: nobody never
  read_history: manager always; support always

answer to a part; management response
  see: manager always; respondent from review; support always
  add, change, delete: respondent from review
  read_history: manager, respondent always; support always

key action
  see: manager always; respondent from review; support always
  add, change, delete: respondent from review
  update, pass_on, take_back: respondent from review; responsible always
  read_history: manager, respondent always; support always

progress update
  see: manager always; respondent from review; support always
  add: respondent from review; responsible always
  withdraw: nobody never

verification
  see: manager always; respondent from review; support always
  add: manager always

remark
  see: manager always; respondent from review; support always
  add: manager always; respondent from review
"""

# What one may also do to rows of an evaluation, project or organisation that is not one's own.
ALSO_ELSEWHERE = {
    ("organisation", "see"),
    ("criterion, standard", "see"),
    ("published report, public", "see"),
    ("quality standard", "see"),
    ("quality criterion", "see"),
    ("quality level", "see"),
    ("person, oneself", "see"),
    ("person, oneself", "change"),
}

Rights = dict[tuple[str, str], dict[str, str]]


def expected() -> Rights:
    """By (noun, verb): the stages by actor; actors who never may are left out."""
    rights: Rights = {}
    for block in EXPECTED.strip().split("\n\n"):
        nouns, *lines = block.split("\n")
        for noun in nouns.split("; "):
            for line in lines:
                verbs, _colon, said = line.strip().partition(": ")
                for verb in verbs.split(", "):
                    rights[noun, verb] = _who(said) | {"superuser": "always"}
    return rights


# Who reads the report, and from which stage on.
REPORT_READERS = (
    "manager, evaluator always; reviewer from drafting; respondent from review; reader from final"
)


def _who(said: str) -> dict[str, str]:
    """`manager, evaluator until review; support always` by actor."""
    found = {}
    for clause in said.replace("report readers", REPORT_READERS).split("; "):
        words = clause.split(" ")
        stages = words[-_length(words) :]
        named = " ".join(words[: -len(stages)])
        actors = [str(a.key) for a in ACTORS] if named == "everybody" else named.split(", ")
        found |= dict.fromkeys(actors, " ".join(stages))
    return {actor: stages for actor, stages in found.items() if stages != "never"}


def _length(words: list[str]) -> int:
    """How many words at the end of a clause say when: always, from review, drafting to review,
    drafting and final."""
    if words[-1] in ("always", "never"):
        return 1
    return 3 if words[-2] in ("to", "and") else 2
